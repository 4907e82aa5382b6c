import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { largest } from '../core/record/extremes';
import { UserError } from '../core/userError';
import type { CommandEnvironment } from './commandEnvironment';
import { UsageError } from './usageError';

const products = ['Code', 'Code - Insiders', 'VSCodium'];

/**
 * The folder of the record: --data, then LEVERAGE_RECORD_DATA, then the extension's own data of the editor in which
 * it was used last.
 * @throws {UserError} if none is named and none is found.
 * @throws {UsageError} if --data is empty, as from a variable of a script that is not set.
 */
export function findDataFolder(given: string | undefined, environment: CommandEnvironment): string {
  if (given?.trim() === '') {
    throw new UsageError('--data names no folder. Name the folder of the record, or leave --data out.');
  }
  const named = given ?? environment.variables['LEVERAGE_RECORD_DATA'];
  if (named !== undefined && named !== '') {
    return resolve(inHome(named, environment.homeFolder));
  }
  const found = editorFolders(environment)
    .map((folder) => join(folder, 'User', 'globalStorage', 'leverage-record.leverage-record'))
    .filter((folder) => existsSync(folder));
  const [latest] = found
    .map((folder) => ({ folder, usedAt: lastUse(folder) }))
    .sort((a, b) => b.usedAt - a.usedAt);
  if (latest === undefined) {
    throw new UserError(
      'No editor with a record was found. Name the folder with --data or LEVERAGE_RECORD_DATA, or open an editor with Leverage Record once.',
    );
  }
  if (found.length > 1) {
    environment.remark(
      `${found.length} editors have a record; the one used last is ${latest.folder}. --data chooses another.`,
    );
  }
  return latest.folder;
}

/** A shell leaves the ~ of `--data=~/x` to us. */
function inHome(path: string, home: string): string {
  return path.replace(/^~(?=$|[\\/])/u, () => home);
}

/** Where editors keep their data, in the order in which equally recent ones are preferred. */
function editorFolders({ platform, homeFolder, variables }: CommandEnvironment): string[] {
  const portable = variables['VSCODE_PORTABLE'];
  const sharedFolder = variables['XDG_DATA_HOME'] ?? join(homeFolder, '.local', 'share');
  return [
    ...(portable === undefined ? [] : [join(portable, 'user-data')]),
    ...products.map((product) => join(settingsFolder(platform, homeFolder, variables), product)),
    ...['.vscode-server', '.vscode-server-insiders', '.vscodium-server'].map((server) =>
      join(homeFolder, server, 'data'),
    ),
    join(sharedFolder, 'code-server'),
  ];
}

function settingsFolder(
  platform: NodeJS.Platform,
  homeFolder: string,
  variables: CommandEnvironment['variables'],
): string {
  if (platform === 'darwin') {
    return join(homeFolder, 'Library', 'Application Support');
  }
  return platform === 'win32'
    ? (variables['APPDATA'] ?? join(homeFolder, 'AppData', 'Roaming'))
    : (variables['XDG_CONFIG_HOME'] ?? join(homeFolder, '.config'));
}

/** A journal file is written with each action and a heartbeat while something runs. */
function lastUse(folder: string): number {
  const journal = join(folder, 'journal');
  const latestMonth = names(journal).sort().at(-1);
  const folders = [journal, join(folder, 'running'), ...(latestMonth ? [join(journal, latestMonth)] : [])];
  const files = folders.flatMap((each) => [each, ...names(each).map((name) => join(each, name))]);
  return largest([folder, ...files].map(changedAt));
}

function changedAt(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    // The same for a file.
    return 0;
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that is not there or may not be read says nothing about its use.
    return [];
  }
}
