import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathRulesOf } from '../../agents/files/pathRules';
import { inHome } from '../../core/folders/inHome';
import { namedFolder, settingsFolder } from '../../core/folders/systemFolders';
import { largest } from '../../core/figures/extremes';
import { UserError } from '../../core/userError';
import type { PlainEnvironment } from '../input/commandEnvironment';
import { UsageError } from '../input/usageError';

type Places = Pick<PlainEnvironment, 'homeFolder' | 'platform' | 'variables'>;

const products = ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders'];
const servers = ['.vscode-server', '.vscode-server-insiders', '.vscodium-server'];

/**
 * The folder of the record: --data, then LEVERAGE_RECORD_DATA, then the extension's own data of the editor in which
 * it was used last.
 * @throws {UserError} if none is given and none is found.
 * @throws {UsageError} if --data is empty, as from an unset variable in a script.
 */
export function findDataFolder(
  given: string | undefined,
  environment: Places & Pick<PlainEnvironment, 'remark'>,
): string {
  if (given?.trim() === '') {
    throw new UsageError("--data is empty. Give the record's folder, or omit --data.");
  }
  const named = given ?? environment.variables['LEVERAGE_RECORD_DATA'];
  if (named !== undefined && named !== '') {
    // Shells don't expand the ~ of `--data=~/x`.
    return pathRulesOf(environment.platform).resolve(inHome(named, environment.homeFolder));
  }
  const found = editorFolders(environment)
    .map((folder) => join(folder, 'User', 'globalStorage', 'leverage-record.leverage-record'))
    .filter((folder) => existsSync(folder));
  const [latest] = found
    .map((folder) => ({ folder, usedAt: lastUse(folder) }))
    .sort((a, b) => b.usedAt - a.usedAt);
  if (latest === undefined) {
    throw new UserError(
      'No editor with a record was found. Give its folder with --data or LEVERAGE_RECORD_DATA, or open an editor with Leverage Record once.',
    );
  }
  if (found.length > 1) {
    environment.remark(
      `${found.length} editors have a record; using the latest, ${latest.folder}. Choose another with --data.`,
    );
  }
  return latest.folder;
}

/** Where editors keep their data; among equally recent ones the first is preferred. */
export function editorFolders({ platform, homeFolder: home, variables }: Places): string[] {
  const paths = pathRulesOf(platform);
  const places = { home, platform, variables };
  const portable = namedFolder('VSCODE_PORTABLE', places, paths);
  const settings = settingsFolder(places, paths);
  const shared = namedFolder('XDG_DATA_HOME', places, paths) ?? paths.join(home, '.local', 'share');
  return [
    ...(portable === undefined ? [] : [paths.join(portable, 'user-data')]),
    ...products.map((product) => paths.join(settings, product)),
    ...servers.map((server) => paths.join(home, server, 'data')),
    paths.join(shared, 'code-server'),
  ];
}

/** Each action writes a journal file, and running sessions write heartbeats. */
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
    // A missing or unreadable folder says nothing about its use.
    return [];
  }
}
