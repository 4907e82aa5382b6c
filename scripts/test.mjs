// @ts-check
// Every check and test; nothing new begins after a failure. Installs what a bare machine lacks.
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
 * @property {'chromium' | 'vscode'} [needs] what to have in place before
 */

/** @typedef {readonly Step[]} Lane steps in order, each after the one before */

/**
 * Stages in order, each of lanes that run side by side. The first lane of a stage is shown as it runs, the others when
 * each step has ended. A stage waits for the one before it, so only what needs the processors to itself has its own.
 *
 * @type {readonly (readonly Lane[])[]}
 */
const stages = [
  [
    [
      { name: 'Unit and architecture tests', command: 'npm run --silent test:unit' },
      {
        name: 'Store, command line, transcript and page tests, with real files, processes and Chromium',
        command: 'npm run --silent test:real',
        needs: 'chromium',
      },
    ],
    [
      { name: 'Types', command: 'npm run --silent check-types' },
      { name: 'Lint', command: 'npm run --silent lint' },
      { name: 'Format', command: 'npm run --silent format:check' },
      { name: 'Compile', command: 'npm run --silent compile' },
      { name: 'Integration tests in VS Code', command: 'node scripts/integration.mjs', needs: 'vscode' },
      { name: 'Journeys through VS Code', command: 'node scripts/journeys.mjs --untimed', needs: 'vscode' },
    ],
  ],
  [
    [
      {
        name: 'Journeys that compare with true times',
        command: 'node scripts/journeys.mjs --timed',
        needs: 'vscode',
      },
    ],
  ],
];

/** @typedef {{ readonly ok: boolean, readonly line: string, readonly passed: number, readonly failed: number }} Result */

await runScript(async () => {
  // Installing takes minutes, most of which are spent waiting: the first tests can run.
  const chromium = ensureChromium();
  // One after the other, since both may install packages.
  const vscode = chromium.then(ensureRealVSCode);
  chromium.catch(() => undefined);
  vscode.catch(() => undefined);
  /** @param {Step} step */
  const environmentOf = async ({ needs }) => ({
    ...process.env,
    ...(needs && { CHROMIUM: await chromium }),
    ...(needs === 'vscode' && (await vscode).env),
  });
  /** @type {Result[]} */
  const results = [];
  const isFine = () => results.every(({ ok }) => ok);
  /** @param {Lane} lane @param {boolean} isFirst */
  const runLane = async (lane, isFirst) => {
    for (const step of lane) {
      if (isFine()) {
        results.push(await runStep(step, await environmentOf(step), isFirst));
      }
    }
  };
  try {
    for (const stage of stages) {
      const lanes = await Promise.allSettled(stage.map((lane, index) => runLane(lane, index === 0)));
      const broken = lanes.find((lane) => lane.status === 'rejected');
      if (broken) {
        throw broken.reason;
      }
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
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isFirst otherwise it is shown when it has ended
 * @returns {Promise<Result>}
 */
async function runStep({ name, command }, env, isFirst) {
  const start = Date.now();
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const show = (/** @type {string} */ text) => isFirst && process.stdout.write(text);
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
  process.stdout.write(isFirst ? ended : `\n=== ${name}\n${output}${ended}`);
  const { passed, failed, lines } = mochaCounts(output);
  return {
    ok,
    passed,
    failed,
    line: `${name} (${seconds} s): ${[ok ? 'passed' : 'failed', ...lines].join(', ')}`,
  };
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
