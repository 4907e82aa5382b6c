// @ts-check
// Finds a real VS Code, then measures in its extension host (host.ts).
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { NextStepError, runScript } from '../scripts/vscode/nextStepError.mjs';
import { ensureRealVSCode } from '../scripts/vscode/realVSCode.mjs';
import { exitCode } from '../scripts/vscode/runProgram.mjs';

const root = path.dirname(import.meta.dirname);

await runScript(async () => {
  // The records were made for the store as it is now.
  execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'pipe' });
  const vscode = await ensureRealVSCode();
  try {
    const child = spawn(process.execPath, [path.join(process.env.BENCH_OUT ?? '', 'host.js')], {
      env: { ...process.env, ...vscode.env, VSCODE_EXECUTABLE: vscode.executable },
      stdio: 'inherit',
    });
    const code = await exitCode(child);
    if (code !== 0) {
      throw new NextStepError(`Measuring in the extension host ended with ${code}.`);
    }
  } finally {
    vscode.dispose();
  }
});
