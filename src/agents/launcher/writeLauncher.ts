import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { SystemPlaces } from '../../core/folders/systemFolders';
import { pathRulesOf } from '../files/pathRules';
import { commandLauncher } from './commandLauncher';
import { commandName, launcherFolderOf, type LauncherPaths } from './launcherPaths';
import { shellLauncher } from './shellLauncher';

/**
 * Makes the command line start as `leverage-record` from a folder that never changes; writes only what differs.
 *
 * @param id names temporary files, so that several windows may do the same at once
 * @returns the folder for PATH
 * @throws the file system's error.
 */
export async function writeLauncher(
  launcher: LauncherPaths,
  platform: NodeJS.Platform,
  variables: SystemPlaces['variables'],
  id: string,
): Promise<string> {
  const paths = pathRulesOf(platform);
  const folder = launcherFolderOf(launcher.storage, paths);
  const files = [{ name: commandName, text: shellLauncher(launcher, paths) }];
  if (platform === 'win32') {
    files.push({ name: `${commandName}.cmd`, text: commandLauncher(launcher, paths, variables) });
  }
  for (const { name, text } of files) {
    await writeProgram(paths.join(folder, name), folder, text, id);
  }
  return folder;
}

async function writeProgram(path: string, folder: string, text: string, id: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) {
    return;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${id}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o700 });
    // Whatever the umask: agents run it.
    await chmod(temporary, 0o700);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
