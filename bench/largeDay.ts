import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mostRows } from '../src/core/exchange/rowLimit';
import { median, milliseconds, thousands } from './figures';
import { atMost, environment, report } from './outcome';
import { scratchFolder } from './recordFolder';

const runs = 3;
const day = '2025-11-20';
const undo = `undo the import of ${thousands(mostRows)}`;
/** How often more than the most that one file may hold. */
const files = 2;

interface Usage {
  readonly userMs: number;
  /** In kB. */
  readonly maxRSS: number;
}

/** One file of rows, all on one day. */
function writeRows(path: string, from: number): void {
  const lines = ['Task,Human Est.,AI,Sup.,Project,Tokens'];
  for (let row = from; row < from + mostRows; row += 1) {
    const title = `Move the retry rules of request ${row} into their own module`;
    const hours = (row % 40) / 4 + 0.25;
    lines.push(`${title},${hours} h,${(row % 50) + 1} m,${(row % 7) + 1} m,Project ${row % 20},${row * 10}`);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** What one command used: CPU of the user, since a shared machine says little by the clock. */
function usageOf(folder: string, command: string, ...args: readonly string[]): Usage {
  const told = join(folder, 'usage.json');
  const preload = pathToFileURL(join(environment('BENCH_ROOT'), 'bench/usage.mjs')).href;
  execFileSync(
    process.execPath,
    ['--import', preload, join(__dirname, 'cli.js'), command, '--data', join(folder, 'record'), ...args],
    { env: { ...process.env, BENCH_USAGE: told }, stdio: 'pipe', maxBuffer: 256 * 1024 * 1024 },
  );
  const usage: Usage = JSON.parse(readFileSync(told, 'utf8'));
  return usage;
}

/** The commands in the order in which they are given, each with what it used. */
function run(): ReadonlyMap<string, Usage> {
  const folder = scratchFolder();
  const names = Array.from({ length: files }, (_, index) => join(folder, `${index}.csv`));
  names.forEach((name, index) => writeRows(name, index * mostRows));
  const many = thousands(files * mostRows);
  const used = new Map([
    ['close the first task', usageOf(folder, 'close', ...figures)],
    ['report of 1 task', usageOf(folder, 'report', '--day', day)],
    [`import ${thousands(mostRows)} rows`, usageOf(folder, 'import', '--day', day, names[0] ?? '')],
    [`report of ${thousands(mostRows)} tasks`, usageOf(folder, 'report', '--day', day)],
    [`import ${thousands(mostRows)} more`, usageOf(folder, 'import', '--day', day, ...names.slice(1))],
    [`report of ${many} tasks`, usageOf(folder, 'report', '--day', day)],
    [undo, usageOf(folder, 'undo')],
  ]);
  rmSync(folder, { recursive: true, force: true });
  return used;
}

const figures = ['--title=First', '--hours=2', '--ai-minutes=10', '--supervisory-minutes=1', '--day', day];

function measure(): void {
  const all = Array.from({ length: runs }, run);
  const figure = (name: string, part: keyof Usage) =>
    median(all.map((used) => used.get(name)?.[part] ?? Number.NaN));
  const names = [...(all[0]?.keys() ?? [])];
  const first = `import ${thousands(mostRows)} rows`;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const more =
    figure(`report of ${thousands(files * mostRows)} tasks`, 'userMs') - figure('report of 1 task', 'userMs');
  report({
    title: 'A large day on the command line',
    head: ['command', 'CPU of the user', 'memory'],
    rows: names.map((name) => [
      name,
      milliseconds(figure(name, 'userMs')),
      `${thousands(figure(name, 'maxRSS') / 1024)} MB`,
    ]),
    goals: [
      atMost(`CPU of: ${first}`, figure(first, 'userMs'), 5_000, seconds),
      atMost(`CPU of: ${undo}`, figure(undo, 'userMs'), 5_000, seconds),
      atMost(`CPU of a report of ${thousands(files * mostRows)} tasks beyond one of 1`, more, 2_000, seconds),
    ],
    notes: [
      `Medians of ${runs} runs, each command a process of its own. The CPU is that of all its threads, those of the collector and the compiler included.`,
    ],
  });
}

measure();
