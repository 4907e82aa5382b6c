// @ts-check
// Finds a real VS Code, then measures in its extension host.
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { NextStepError } from '../scripts/vscode/nextStepError.mjs';
import { ensureRealVSCode } from '../scripts/vscode/realVSCode.mjs';
import { exitCode } from '../scripts/vscode/runProgram.mjs';

const root = path.dirname(import.meta.dirname);

/**
 * @param {string} script of the bundles, which starts VS Code and reports
 * @returns {Promise<void>}
 */
export async function measureInVSCode(script) {
  // The records were made for the store as it is now.
  execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'pipe' });
  const vscode = await ensureRealVSCode();
  try {
    const child = spawn(process.execPath, [path.join(process.env.BENCH_OUT ?? '', script)], {
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
}
