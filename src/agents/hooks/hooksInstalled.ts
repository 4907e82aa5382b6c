import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The script that Claude Code calls, beside the spool. */
export function hookScriptOf(spool: string): string {
  return join(dirname(spool), 'leverage-record-hook.sh');
}

/** When hooks were installed last; undefined where they are not. Never throws. */
export function hooksInstalledAt(spool: string): number | undefined {
  try {
    return statSync(hookScriptOf(spool)).mtimeMs;
  } catch {
    return undefined;
  }
}
