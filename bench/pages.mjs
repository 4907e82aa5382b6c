// @ts-check
// Measures the record page in Chromium (pages.ts), which is built as the tests build it.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runScript } from '../scripts/vscode/nextStepError.mjs';

const root = path.dirname(import.meta.dirname);

await runScript(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'pages.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
});
