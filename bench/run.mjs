// @ts-check
// Runs the benchmarks, each as a process of its own, prints what they found and keeps it in RESULTS.md.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { commonJsParts } from '../scripts/build/commonJsParts.mjs';
import { NextStepError, runScript } from '../scripts/vscode/nextStepError.mjs';
import { exitCode } from '../scripts/vscode/runProgram.mjs';
import { describeMachine, loadAverage } from './machine.mjs';
import { resultsDocument } from './resultsDocument.mjs';

const folder = import.meta.dirname;
const root = path.dirname(folder);
const built = path.join(root, 'out/bench');
const dataFolder = path.join(folder, '.data');

const benchmarks = {
  append: path.join(built, 'append.js'),
  day: path.join(built, 'dayQuery.js'),
  open: path.join(built, 'openRecord.js'),
  scan: path.join(built, 'scan.js'),
  large: path.join(built, 'largeDay.js'),
  hook: path.join(built, 'hook.js'),
  propose: path.join(built, 'propose.js'),
  prose: path.join(built, 'prose.js'),
  history: path.join(built, 'history.js'),
  pages: path.join(folder, 'pages.mjs'),
  historyPage: path.join(folder, 'historyPage.mjs'),
  sizes: path.join(folder, 'sizes.mjs'),
  host: path.join(folder, 'host.mjs'),
  blocks: path.join(folder, 'blocks.mjs'),
};

await runScript(async () => {
  const asked = askedFor(process.argv.slice(2));
  const release = takeMachine();
  process.once('exit', release);
  await installPeers();
  await bundle();
  const env = await prepareRecords();
  /** @type {import('./resultsDocument.mjs').Measured[]} */
  const measured = [];
  for (const [name, file] of asked) {
    console.log(`Measuring: ${name} …`);
    measured.push(await measure(name, file, env));
  }
  fs.rmSync(path.join(dataFolder, 'scratch'), { recursive: true, force: true });
  await conclude(measured, asked.length === Object.keys(benchmarks).length);
});

/** @param {readonly string[]} names */
function askedFor(names) {
  const unknown = names.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    throw new NextStepError(
      `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
    );
  }
  return Object.entries(benchmarks).filter(([name]) => names.length === 0 || names.includes(name));
}

/**
 * Two runs would measure each other, and share their records.
 *
 * @returns what ends this run's claim
 */
function takeMachine() {
  const claim = path.join(dataFolder, 'running.pid');
  fs.mkdirSync(dataFolder, { recursive: true });
  const other = Number(fs.existsSync(claim) ? fs.readFileSync(claim, 'utf8') : 0);
  if (other > 0 && isRunning(other)) {
    throw new NextStepError(
      `The benchmarks run already (process ${other}). Wait for them, then start again.`,
    );
  }
  fs.writeFileSync(claim, String(process.pid));
  return () => fs.rmSync(claim, { force: true });
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function installPeers() {
  if (fs.existsSync(path.join(folder, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'))) {
    return;
  }
  console.log('Installing better-sqlite3; where it has to be compiled this takes about a minute …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['ci', '--no-audit', '--no-fund'], { cwd: folder, shell: process.platform === 'win32' });
}

async function bundle() {
  fs.rmSync(built, { recursive: true, force: true });
  const entries = [
    'prepare',
    'append',
    'peerWorker',
    'dayQuery',
    'openOnce',
    'openRecord',
    'scan',
    'scanFloor',
    'largeDay',
    'hook',
    'propose',
    'prose',
    'history',
    'host',
    'host/probe',
    'host/bare',
    'host/hostEntry',
    'blocks',
    'host/blocksEntry',
    'host/agentWriter',
  ];
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', '@vscode/test-electron'],
    // As in esbuild.mjs: its other build can't be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  };
  await build({
    ...options,
    entryPoints: {
      ...Object.fromEntries(entries.map((name) => [name, path.join(folder, `${name}.ts`)])),
      snapshotWorker: path.join(root, 'src/store/snapshot/snapshotWorker.ts'),
      scanWorker: path.join(root, 'src/agents/scanning/scanWorker.ts'),
    },
  });
  // As it ships, in parts.
  await build({
    ...options,
    entryPoints: { cli: path.join(root, 'src/cli.ts') },
    chunkNames: 'cli-[hash]',
    plugins: [commonJsParts],
  });
  fs.copyFileSync(path.join(folder, 'host/package.json'), path.join(built, 'host/package.json'));
  fs.mkdirSync(path.join(built, 'host/bare'), { recursive: true });
  fs.copyFileSync(path.join(folder, 'host/bare/package.json'), path.join(built, 'host/bare/package.json'));
  fs.copyFileSync(
    path.join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'),
    path.join(built, 'sql-wasm.wasm'),
  );
  // The command line looks for its version in the folder above its own.
  fs.copyFileSync(path.join(root, 'package.json'), path.join(built, '../package.json'));
}

/** Generated records are kept until what generates them, or the store they are made for, has changed. */
async function prepareRecords() {
  const code = fs.readFileSync(path.join(built, 'prepare.js'));
  const version = createHash('sha256').update(code).digest('hex').slice(0, 12);
  fs.mkdirSync(path.join(dataFolder, version), { recursive: true });
  for (const other of fs
    .readdirSync(dataFolder)
    .filter((name) => name !== version && name !== 'running.pid')) {
    fs.rmSync(path.join(dataFolder, other), { recursive: true });
  }
  const env = { BENCH_ROOT: root, BENCH_OUT: built, BENCH_DATA: path.join(dataFolder, version) };
  await run(process.execPath, [path.join(built, 'prepare.js')], { env: { ...process.env, ...env } });
  return env;
}

/**
 * @param {string} name
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(name, file, env) {
  const outcomeFile = path.join(built, `${name}.json`);
  const before = loadAverage();
  try {
    await run(process.execPath, [file], { env: { ...process.env, ...env, BENCH_OUTCOME: outcomeFile } });
    /** @type {import('./outcome').Outcome} */
    const outcome = JSON.parse(fs.readFileSync(outcomeFile, 'utf8'));
    return { name, outcome, load: `${before} → ${loadAverage()}` };
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    return { name, outcome: undefined, load: `${before} → ${loadAverage()}` };
  }
}

/**
 * @param {readonly import('./resultsDocument.mjs').Measured[]} measured
 * @param {boolean} complete whether this replaces what was kept
 */
async function conclude(measured, complete) {
  const date = new Date().toISOString().slice(0, 10);
  const document = resultsDocument(measured, describeMachine(dataFolder), date);
  console.log(`\n${document}`);
  const found = measured.flatMap(({ outcome }) => outcome ?? []);
  if (complete && found.length === measured.length) {
    const file = path.join(folder, 'RESULTS.md');
    const options = await resolveConfig(file);
    fs.writeFileSync(file, await format(document, { ...options, filepath: file }));
    console.log('Kept in bench/RESULTS.md.');
  } else {
    console.log('bench/RESULTS.md is left as it was: that takes all benchmarks in one run.');
  }
  const missed = found.flatMap(({ goals }) => goals.filter((goal) => !goal.met));
  if (missed.length > 0 || found.length < measured.length) {
    throw new NextStepError(
      [
        ...missed.map((goal) => `Missed: ${goal.name}: ${goal.figure}, limit ${goal.limit}.`),
        ...measured.filter(({ outcome }) => !outcome).map(({ name }) => `Not measured: ${name}.`),
      ].join('\n'),
    );
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
async function run(program, args, options) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  const code = await exitCode(child);
  if (code !== 0) {
    throw new Error(`${path.basename(program)} ${args.join(' ')} ended with ${code}`);
  }
}
