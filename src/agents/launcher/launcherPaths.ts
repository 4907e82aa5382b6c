import type { PathRules } from '../../core/folders/systemFolders';

/** What the launcher of the command line is written from. */
export interface LauncherPaths {
  /** Our storage, which holds the record and, in `bin`, the launcher. */
  readonly storage: string;
  /** Folder of this version of the extension. */
  readonly extension: string;
  /** The program that runs the extension, which runs as Node as well. */
  readonly runtime: string;
}

export const commandName = 'leverage-record';

/** The folder for PATH. It stays the same in every version of the extension. */
export function launcherFolderOf(storage: string, paths: PathRules): string {
  return paths.join(storage, 'bin');
}

/** The launcher that a program of that system starts. */
export function launcherOf(storage: string, platform: NodeJS.Platform, paths: PathRules): string {
  const name = platform === 'win32' ? `${commandName}.cmd` : commandName;
  return paths.join(launcherFolderOf(storage, paths), name);
}

/** Common beginning of the folders of all versions of the extension. */
export function versionsOf(extension: string): string {
  return extension.replace(/-\d+\.\d+\.\d+[^/\\]*$/, '-');
}
