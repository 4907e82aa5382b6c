// @ts-check
// Every check and test, in order, up to the first failure. Installs what a bare machine lacks.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './vscode/chromium.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';
import { exitCode } from './vscode/runProgram.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command an npm script, or a script of this folder
 * @property {string} [needs] what to have in place before: `chromium` or `vscode`
 */

/** @type {readonly Step[]} */
const steps = [
  { name: 'Types', command: 'npm run --silent check-types' },
  { name: 'Lint', command: 'npm run --silent lint' },
  { name: 'Format', command: 'npm run --silent format:check' },
  { name: 'Unit and architecture tests', command: 'npm run --silent test:unit' },
  {
    name: 'Store, command line, transcript and page tests, with real files, processes and Chromium',
    command: 'npm run --silent test:real',
    needs: 'chromium',
  },
  { name: 'Compile', command: 'npm run --silent compile' },
  { name: 'Integration tests in VS Code', command: 'node scripts/integration.mjs', needs: 'vscode' },
  { name: 'Journeys through VS Code', command: 'node scripts/journeys.mjs', needs: 'vscode' },
];

await runScript(async () => {
  /** @type {NodeJS.ProcessEnv} */
  let env = { ...process.env };
  /** @type {Promise<import('./vscode/realVSCode.mjs').RealVSCode> | undefined} */
  let vscode;
  /** @type {string[]} */
  const summary = [];
  const sums = { passed: 0, failed: 0 };
  let failure = '';
  try {
    for (const step of steps) {
      console.log(`\n=== ${step.name}`);
      const start = Date.now();
      if (step.needs === 'chromium') {
        env = { ...env, CHROMIUM: await ensureChromium() };
        // Installing it takes minutes, most of which are spent waiting: the tests can run.
        vscode = ensureRealVSCode();
        vscode.catch(() => undefined);
      } else if (step.needs === 'vscode') {
        env = { ...env, ...(await vscode)?.env };
      }
      const { ok, output } = await runStep(step.command, env);
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      console.log(`=== ${step.name}: ${ok ? 'passed' : 'failed'} in ${seconds} s`);
      const counts = mochaCounts(output);
      sums.passed += counts.passed;
      sums.failed += counts.failed;
      summary.push(`${step.name} (${seconds} s): ${[ok ? 'passed' : 'failed', ...counts.lines].join(', ')}`);
      if (!ok) {
        failure = step.name;
        break;
      }
    }
  } finally {
    await vscode?.then(
      ({ dispose }) => dispose(),
      () => undefined,
    );
  }
  console.log(`\n${summary.join('\n')}\n${sums.passed} passed, ${sums.failed} failed`);
  if (failure) {
    throw new NextStepError(`Stopped at: ${failure}`);
  }
});

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 */
async function runStep(command, env) {
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => process.stderr.write(chunk));
  return { ok: (await exitCode(child)) === 0, output };
}

/**
 * Reads mocha's closing lines, such as `  12 passing (3s)`.
 *
 * @param {string} output
 */
function mochaCounts(output) {
  // oxlint-disable-next-line no-control-regex -- terminal colours
  const plain = output.replaceAll(/\x1b\[[0-9;]*m/g, '');
  const lines = [...plain.matchAll(/^ +(\d+) (passing|pending|failing)\b.*$/gm)];
  const sum = (/** @type {string} */ kind) =>
    lines.filter((line) => line[2] === kind).reduce((total, line) => total + Number(line[1]), 0);
  return { passed: sum('passing'), failed: sum('failing'), lines: lines.map((line) => line[0].trim()) };
}
