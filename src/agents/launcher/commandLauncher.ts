import type { PathRules, SystemPlaces } from '../../core/folders/systemFolders';
import { launcherFolderOf, versionsOf, type LauncherPaths } from './launcherPaths';

/** Variables that hold what differs between users, so that the script itself can stay ASCII. */
const places = ['LOCALAPPDATA', 'APPDATA', 'USERPROFILE'] as const;

/** The same for `cmd.exe` and what starts programs through it. */
export function commandLauncher(
  { storage, extension, runtime }: LauncherPaths,
  paths: PathRules,
  variables: SystemPlaces['variables'],
): string {
  const written = (path: string): string => batchPath(path, variables);
  const lines = [
    '@echo off',
    'setlocal DisableDelayedExpansion',
    'rem The command line of Leverage Record. The extension rewrites this file after each update.',
    `if not defined LEVERAGE_RECORD_DATA set "LEVERAGE_RECORD_DATA=${written(storage)}"`,
    `set "cli=${written(paths.join(extension, 'dist', 'cli.js'))}"`,
    `if not exist "%cli%" for /d %%v in ("${written(versionsOf(extension))}*") do if exist "%%~v\\dist\\cli.js" set "cli=%%~v\\dist\\cli.js"`,
    'if not exist "%cli%" goto removed',
    `set "runtime=${written(runtime)}"`,
    'if not exist "%runtime%" goto node',
    'set ELECTRON_RUN_AS_NODE=1',
    '"%runtime%" "%cli%" %*',
    'exit /b %errorlevel%',
    ':node',
    'where node >nul 2>nul || goto moved',
    'node "%cli%" %*',
    'exit /b %errorlevel%',
    ':removed',
    `echo leverage-record: Leverage Record is no longer installed. Install it again, or delete the folder "${written(launcherFolderOf(storage, paths))}". 1>&2`,
    'exit /b 1',
    ':moved',
    'echo leverage-record: The editor was moved or updated. Open a window with Leverage Record once, or install Node. 1>&2',
    'exit /b 1',
  ];
  // Without it, cmd.exe reads other letters in the code page of the console.
  const spelled = lines.some((line) => /[^\x20-\x7e]/.test(line))
    ? lines.toSpliced(1, 0, 'chcp 65001 >nul')
    : lines;
  return spelled.map((line) => `${line}\r\n`).join('');
}

function batchPath(path: string, variables: SystemPlaces['variables']): string {
  for (const name of places) {
    const value = variables[name] ?? '';
    if (value.length > 3 && path.toLowerCase().startsWith(`${value.toLowerCase()}\\`)) {
      return `%${name}%${literal(path.slice(value.length))}`;
    }
  }
  return literal(path);
}

/** Within quotes only the percent sign has a meaning. */
function literal(path: string): string {
  return path.replaceAll('%', '%%');
}
