import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The script that Claude Code calls, next to the spool. */
export function hookScriptOf(spool: string): string {
  return join(dirname(spool), 'leverage-record-hook.sh');
}

/** When the hooks were last installed; undefined if they aren't. Never throws. */
export function hooksInstalledAt(spool: string): number | undefined {
  try {
    return statSync(hookScriptOf(spool)).mtimeMs;
  } catch {
    return undefined;
  }
}
