import { bareFile, ours, theirs, theirsInWorker, type Contender } from './appendContenders';
import { median, milliseconds, quantile, ratio, thousands } from './figures';
import { atMost, report } from './outcome';
import { sizes } from './recordFolder';

const runs = 3;
const batches = 50;
const perBatch = 10;
/** Until the machine code is the final one; what comes before is told apart. */
const warmUpBatches = 20;
const tasks = batches * perBatch;
const peer = 'better-sqlite3 in a worker';

type Phase = 'first' | 'steady';

/** Milliseconds of each append, by contender and phase. */
type Samples = Map<string, number[]>;

/** All take turns in small batches, so that whatever disturbs the machine disturbs all. */
async function run(): Promise<Samples> {
  const contenders: Contender[] = [];
  for (const size of sizes) {
    contenders.push(await ours(size, tasks), await theirsInWorker(size, tasks));
    contenders.push(theirs(size, tasks, false), theirs(size, tasks, true));
  }
  contenders.push(await bareFile());
  const samples: Samples = new Map();
  for (let batch = 0; batch < batches; batch += 1) {
    const phase = batch === 0 ? 'first' : batch >= warmUpBatches ? 'steady' : undefined;
    // Half of them forth, half back, so that no one always comes after the same.
    const order =
      batch % 2 === 0 ? contenders : contenders.flatMap((_, index) => contenders.at(-1 - index) ?? []);
    for (const contender of order) {
      for (let index = batch * perBatch; index < (batch + 1) * perBatch; index += 1) {
        const start = performance.now();
        await contender.close(index);
        const ms = performance.now() - start;
        if (phase !== undefined) {
          const key = keyOf(contender, phase);
          const sampled = samples.get(key) ?? [];
          sampled.push(ms);
          samples.set(key, sampled);
        }
      }
    }
  }
  for (const contender of contenders) {
    await contender.dispose();
  }
  return samples;
}

function keyOf({ name, size }: Pick<Contender, 'name' | 'size'>, phase: Phase): string {
  return `${name} ${size} ${phase}`;
}

async function measure(): Promise<void> {
  const all: Samples[] = [];
  for (let count = 0; count < runs; count += 1) {
    all.push(await run());
  }
  const figure = (name: string, size: number, share: number, phase: Phase = 'steady') =>
    median(all.map((samples) => quantile(samples.get(keyOf({ name, size }, phase)) ?? [], share)));
  const p50 = (name: string, size: number) => figure(name, size, 0.5);
  const [small, , large] = sizes;
  const growth = p50('ours', large) / p50('ours', small);
  report({
    title: 'Append: one task closed, acknowledged when on the disk',
    head: [
      'tasks',
      'ours p50',
      'p95',
      'better-sqlite3 in a worker p50',
      'p95',
      'ours ÷ theirs (p50)',
      'ours ÷ ours at 1,000',
      'better-sqlite3, blocking p50',
      'p95',
      'better-sqlite3 with history p50',
    ],
    rows: sizes.map((size) => [
      thousands(size),
      milliseconds(p50('ours', size)),
      milliseconds(figure('ours', size, 0.95)),
      milliseconds(p50(peer, size)),
      milliseconds(figure(peer, size, 0.95)),
      ratio(p50('ours', size) / p50(peer, size)),
      ratio(p50('ours', size) / p50('ours', small)),
      milliseconds(p50('better-sqlite3', size)),
      milliseconds(figure('better-sqlite3', size, 0.95)),
      milliseconds(p50('better-sqlite3 with history', size)),
    ]),
    goals: [
      ...sizes.map((size) =>
        atMost(
          `append p50, ours ÷ ${peer} at ${thousands(size)}`,
          p50('ours', size) / p50(peer, size),
          1,
          ratio,
        ),
      ),
      atMost(`append p50, ours at ${thousands(large)} ÷ at ${thousands(small)}`, growth, 1.5, ratio),
    ],
    notes: [
      `Medians of ${runs} runs of ${tasks - warmUpBatches * perBatch} appends each, after ${warmUpBatches * perBatch} to warm up; all thirteen take turns in batches of ${perBatch} on the same disk.`,
      `The first ${perBatch} after opening, p50: ${sizes.map((size) => `${milliseconds(figure('ours', size, 0.5, 'first'))} ours and ${milliseconds(figure(peer, size, 0.5, 'first'))} ${peer} at ${thousands(size)}`).join('; ')}.`,
      'better-sqlite3 updates one row in a transaction, WAL with synchronous=FULL, on a copy of the same database; with history it also keeps what was changed, for undo, as ours does.',
      'The process that closes the tasks also started them, as a window usually has, so ours still has their states in memory (it keeps the last 1,000 that it wrote) and the peer has their pages.',
      'In a worker it makes the promise that ours makes: whoever appends is not blocked, and hears when the disk has it. Blocking, it holds up its thread until then, which an editor can’t allow, so that comparison has no goal.',
      `Writing 560 bytes durably to a journal file and nothing else, in the same turns: p50 ${milliseconds(p50('bare', 0))}, p95 ${milliseconds(figure('bare', 0, 0.95))}.`,
    ],
  });
}

void measure();
