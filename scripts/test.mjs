// @ts-check
// Every check and test; nothing new begins after a failure. Installs what a bare machine lacks.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { packExtension } from './packExtension.mjs';
import { ensureChromium } from './vscode/chromium.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';
import { exitCode } from './vscode/runProgram.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command an npm script, or a script of this folder
 * @property {'chromium' | 'vscode' | 'packed'} [needs] what to have in place before; packed: VS Code and the
 * packed extension
 */

/** @typedef {{ readonly isQuiet: boolean, readonly steps: readonly Step[] }} Lane steps in order */

/**
 * Lanes run side by side. The first is shown as it runs, the others when each step has ended. A quiet one only gets what
 * the others leave: journeys wait most of the time, and those that compare with true times must not wait for us. Pages
 * come last in theirs, since the browser that shows them isn't quiet.
 *
 * @type {readonly Lane[]}
 */
const lanes = [
  {
    isQuiet: true,
    steps: [
      { name: 'Unit and architecture tests', command: 'npm run --silent test:unit' },
      {
        name: 'Store, command line and transcript tests, with real files and processes',
        command: 'npm run --silent test:real',
      },
      { name: 'Page tests in Chromium', command: 'npm run --silent test:pages', needs: 'chromium' },
    ],
  },
  {
    isQuiet: true,
    steps: [
      { name: 'Types', command: 'npm run --silent check-types' },
      { name: 'Lint', command: 'npm run --silent lint' },
      { name: 'Format', command: 'npm run --silent format:check' },
    ],
  },
  {
    isQuiet: false,
    steps: [
      // First, since packing compiles anew what the others run from.
      { name: 'Compile', command: 'npm run --silent compile' },
      {
        name: 'Journeys that compare with true times',
        command: 'node scripts/journeys.mjs --timed',
        needs: 'packed',
      },
      { name: 'Integration tests in VS Code', command: 'node scripts/integration.mjs', needs: 'vscode' },
      { name: 'Journeys through VS Code', command: 'node scripts/journeys.mjs --untimed', needs: 'packed' },
    ],
  },
];

/** @typedef {{ readonly ok: boolean, readonly line: string, readonly passed: number, readonly failed: number }} Result */

await runScript(async () => {
  // Installing takes minutes, most of which are spent waiting: the first tests can run.
  const chromium = ensureChromium();
  // One after the other, since both may install packages.
  const vscode = chromium.then(ensureRealVSCode);
  chromium.catch(() => undefined);
  vscode.catch(() => undefined);
  /** @type {Promise<string> | undefined} */
  let packed;
  const pack = () => (packed ??= packExtension());
  /** @param {Step} step */
  const environmentOf = async ({ needs }) => ({
    ...process.env,
    ...(needs && { CHROMIUM: await chromium }),
    ...((needs === 'vscode' || needs === 'packed') && (await vscode).env),
    ...(needs === 'packed' && { PACKED_EXTENSION: await pack() }),
  });
  /** @type {Result[]} */
  const results = [];
  const isFine = () => results.every(({ ok }) => ok);
  /** @param {Lane} lane @param {number} index */
  const runLane = async ({ isQuiet, steps }, index) => {
    for (const step of steps) {
      const env = isFine() && (await environmentOf(step));
      // Another lane may have failed while this one waited for what its step needs.
      if (env && isFine()) {
        results.push(await runStep(step, { env, isQuiet, isShown: index === 0 }));
      }
    }
  };
  try {
    const ended = await Promise.allSettled(lanes.map(runLane));
    const broken = ended.find(({ status }) => status === 'rejected');
    if (broken?.status === 'rejected') {
      throw broken.reason;
    }
  } finally {
    await vscode.then(
      ({ dispose }) => dispose(),
      () => undefined,
    );
  }
  const sum = (/** @type {'passed' | 'failed'} */ kind) =>
    results.reduce((total, result) => total + result[kind], 0);
  console.log(
    `\n${results.map(({ line }) => line).join('\n')}\n${sum('passed')} passed, ${sum('failed')} failed`,
  );
  if (!isFine()) {
    const failed = results.filter(({ ok }) => !ok).map(({ line }) => line);
    throw new NextStepError(`Stopped at: ${failed.join('; ')}`);
  }
});

/**
 * @param {Step} step
 * @param {{ readonly env: NodeJS.ProcessEnv, readonly isQuiet: boolean, readonly isShown: boolean }} options not shown
 *   as it runs, it is shown when it has ended
 * @returns {Promise<Result>}
 */
async function runStep({ name, command }, { env, isQuiet, isShown }) {
  const start = Date.now();
  const child = isQuiet
    ? spawnQuietly(command, env)
    : spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const show = (/** @type {string} */ text) => isShown && process.stdout.write(text);
  show(`\n=== ${name}\n`);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      output += chunk;
      show(chunk);
    });
  }
  const ok = (await exitCode(child)) === 0;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const ended = `=== ${name}: ${ok ? 'passed' : 'failed'} in ${seconds} s\n`;
  process.stdout.write(isShown ? ended : `\n=== ${name}\n${output}${ended}`);
  const { passed, failed, lines } = mochaCounts(output);
  return {
    ok,
    passed,
    failed,
    line: `${name} (${seconds} s): ${[ok ? 'passed' : 'failed', ...lines].join(', ')}`,
  };
}

/**
 * Starts it in a session of its own, which Linux gives its own share of the processors.
 *
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 */
function spawnQuietly(command, env) {
  const script = path.join(import.meta.dirname, 'quietly.mjs');
  return spawn(process.execPath, [script, command], {
    cwd: root,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
