import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import type { Change } from '../../src/core/task/change';
import { formatStamp } from '../../src/core/journal/stamp';
import { encodeLine } from '../../src/store/journal/journalLine';
import { environment } from '../outcome';
import { scratchFolder } from '../recordFolder';

export interface HostStart {
  /** What runs in the extension host, of the bundles; it writes its figures where BENCH_HOST_FIGURES says. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Is handed the folders before VS Code starts. */
  readonly prepare: (folders: { readonly storage: string; readonly extensions: string }) => void;
}

/** Starts a new VS Code with the extension as it ships. @returns what the entry found, as JSON. */
export async function startHost({ entry, environment: more, prepare }: HostStart): Promise<string> {
  const folder = scratchFolder();
  const workspace = join(folder, 'workspace');
  const storage = join(folder, 'user-data/User/globalStorage/leverage-record.leverage-record');
  const extensions = join(folder, 'extensions');
  const figures = join(folder, 'figures.json');
  mkdirSync(workspace);
  execFileSync('git', ['init', '--quiet', workspace]);
  prepare({ storage, extensions });
  try {
    await runTests({
      vscodeExecutablePath: environment('VSCODE_EXECUTABLE'),
      extensionDevelopmentPath: environment('BENCH_ROOT'),
      extensionTestsPath: join(environment('BENCH_OUT'), 'host', entry),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'user-data')}`,
        `--extensions-dir=${extensions}`,
      ],
      extensionTestsEnv: { BENCH_HOST_FIGURES: figures, ...more },
    });
    return readFileSync(figures, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As another window would have stored them, after the snapshot. */
export function addToRecord(storage: string, changes: readonly Change[], now: number): void {
  const day = new Date(now).toISOString().slice(0, 10);
  const lines = changes.map((change, counter) => {
    const stamp = formatStamp({ time: now, counter }, 'bench');
    return encodeLine({ ...change, stamp, fields: change.kind === 'set' ? change.fields : {} }, 0);
  });
  const folder = join(storage, 'journal', day.slice(0, 7));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${day}-bench.jsonl`), lines.join(''));
}
