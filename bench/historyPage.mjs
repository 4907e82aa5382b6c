// @ts-check
// Measures the history page in Chromium (historyPage.ts), which is built as the tests build it.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runScript } from '../scripts/vscode/nextStepError.mjs';

const root = path.dirname(import.meta.dirname);

await runScript(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'historyPage.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
});
