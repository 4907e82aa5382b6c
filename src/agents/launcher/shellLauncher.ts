import type { PathRules } from '../../core/folders/systemFolders';
import { shellQuoted } from '../files/shellQuoted';
import { launcherFolderOf, versionsOf, type LauncherPaths } from './launcherPaths';

/**
 * A POSIX script that runs the command line of the installed version on the editor's own runtime, or on Node; on
 * Windows Git Bash runs it. Where neither is left, it says in one line what to do.
 */
export function shellLauncher({ storage, extension, runtime }: LauncherPaths, paths: PathRules): string {
  return `#!/bin/sh
# The command line of Leverage Record. The extension rewrites this file after each update.
LEVERAGE_RECORD_DATA=\${LEVERAGE_RECORD_DATA:-${shellQuoted(storage)}}
export LEVERAGE_RECORD_DATA
fail() {
  printf '%s\\n' "leverage-record: $1" >&2
  exit 1
}
cli=${shellQuoted(paths.join(extension, 'dist', 'cli.js'))}
if [ ! -f "$cli" ]; then
  for found in ${shellQuoted(versionsOf(extension))}*/dist/cli.js; do
    cli=$found
  done
fi
[ -f "$cli" ] || fail "Leverage Record is no longer installed. Install it again, or delete the folder "${shellQuoted(launcherFolderOf(storage, paths))}.
runtime=${shellQuoted(runtime)}
if [ -x "$runtime" ]; then
  ELECTRON_RUN_AS_NODE=1
  export ELECTRON_RUN_AS_NODE
  exec "$runtime" "$cli" "$@"
fi
command -v node >/dev/null 2>&1 || fail "The editor was moved or updated. Open a window with Leverage Record once, or install Node."
exec node "$cli" "$@"
`;
}
