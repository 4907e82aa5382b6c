import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median, milliseconds, quantile, thousands } from './figures';
import { atMost, environment, report, type Goal } from './outcome';
import { recordCopy, sizes } from './recordFolder';

const runs = 40;
const warmUps = 3;
const limitMs = 150;
const judgedSize = sizes[1];
const built = environment('BENCH_OUT');

async function measure(): Promise<void> {
  const rows: string[][] = [];
  const goals: Goal[] = [];
  for (const size of sizes) {
    const { directory, remove } = recordCopy(size);
    try {
      const proposing: number[] = [];
      const bare: number[] = [];
      for (let run = 0; run < warmUps + runs; run += 1) {
        const title = `Move the retry rules of proposal ${run}`;
        const args = ['propose', '--title', title, '--hours', '6', '--data', directory];
        const [proposeMs, bareMs] = [nodeMs([join(built, 'cli.js'), ...args]), nodeMs(['-e', '0'])];
        if (run >= warmUps) {
          proposing.push(proposeMs);
          bare.push(bareMs);
        }
      }
      const more = proposing.map((each, run) => each - (bare[run] ?? 0));
      rows.push([
        thousands(size),
        ...[proposing, bare, more].flatMap((each) => [median(each), quantile(each, 0.95)].map(milliseconds)),
      ]);
      if (size === judgedSize) {
        const name = `propose, median (${thousands(size)} tasks)`;
        goals.push(atMost(name, median(proposing), limitMs, milliseconds));
      }
    } finally {
      remove();
    }
  }
  report({
    title: 'What a proposal costs an agent',
    head: ['tasks', 'propose p50', 'p95', 'node -e 0 p50', 'p95', 'difference p50', 'p95'],
    rows,
    goals,
    notes: [
      `${runs} runs each after ${warmUps} to warm up: from starting \`leverage-record propose\` to its end, in turns with a Node that does nothing.`,
      'Every run ended with 0 and printed one id.',
    ],
  });
}

/** @throws if the program fails. */
function nodeMs(args: readonly string[]): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0 || (args.includes('propose') && !/^proposal-[0-9a-f]{32}\n$/.test(stdout))) {
    throw new Error(`${args.join(' ')} ended with ${status} and printed: ${stdout}${stderr}`);
  }
  return ms;
}

void measure();
