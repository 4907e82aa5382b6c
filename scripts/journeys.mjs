// @ts-check
// Drives the packaged extension through journeys in a real VS Code: node scripts/journeys.mjs [part of a file name]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { packExtension } from './packExtension.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';
import { exitCode } from './vscode/runProgram.mjs';

const root = path.resolve(import.meta.dirname, '..');
const program = (/** @type {string} */ file) => path.join(root, 'node_modules', file);

await runScript(async () => {
  const vscode = await ensureRealVSCode();
  try {
    const vsix = process.env.JOURNEY_VSIX ?? (await packExtension());
    const part = process.argv[2] ?? '';
    const mocha = spawn(
      process.execPath,
      [
        program('mocha/bin/mocha.js'),
        '--no-config',
        '--require',
        'tsx',
        '--timeout',
        '120000',
        '--slow',
        '60000',
        '--require',
        path.join(root, 'test/journey/afterFailure.ts'),
        ...journeys(part),
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...vscode.env, JOURNEY_VSIX: vsix } },
    );
    if ((await exitCode(mocha)) !== 0) {
      throw new NextStepError('A journey failed; test/journey/screenshots shows how it looked.');
    }
  } finally {
    vscode.dispose();
  }
});

/** @param {string} part */
function journeys(part) {
  const folder = path.join(root, 'test/journey');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.journey.ts') && file.includes(part));
  if (files.length === 0) {
    throw new NextStepError(`No journey's file name contains "${part}".`);
  }
  return files.sort().map((file) => path.join(folder, file));
}
