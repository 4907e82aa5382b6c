// `npm run fuzz -- --minutes N [--seed S] [--target TEXT]`: runs mutated inputs against every entrance for foreign
// bytes, keeps what fails in test/fuzz/corpus, as small as it gets, and ends with 1 if anything did.
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepInCorpus } from './corpus';
import type { BatchAnswer, BatchRequest } from './fuzzMessages';
import { fuzzTargets } from './fuzzTargets';

const runsOfBatch = 2_000;
/** Many times what a batch takes, also where this runs behind everything else. */
const batchLimitMs = 300_000;
/** What one input may need is far below; it is the process that is measured, with all that it loads. */
const heapLimitMegabytes = 300;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    target: { type: 'string', default: '' },
  },
});
const until = Date.now() + Number(values.minutes) * 60_000;
const firstSeed = Number(values.seed);
if (!Number.isFinite(until) || !Number.isInteger(firstSeed)) {
  throw new Error('Expected --minutes and --seed to be numbers.');
}

interface Found {
  readonly target: string;
  readonly seed: number;
  readonly cause: string;
  readonly file: string;
}

const notBack = { message: 'The process did not come back.', cause: 'did not come back' };

class FuzzProcess {
  private child: ChildProcess | undefined;
  private settle: (answer: BatchAnswer | undefined) => void = () => undefined;

  /** @returns undefined where it did not come back: ended by itself, out of memory, or by the time limit. */
  async run(
    request: BatchRequest,
    note: (input: string) => void = () => undefined,
  ): Promise<BatchAnswer | undefined> {
    const child = (this.child ??= this.started());
    let late: NodeJS.Timeout | undefined;
    const listen = (answer: BatchAnswer): void =>
      answer.kind === 'input' ? note(answer.input) : this.settle(answer);
    child.on('message', listen);
    const answer = await new Promise<BatchAnswer | undefined>((resolve) => {
      this.settle = resolve;
      late = setTimeout(() => child.kill('SIGKILL'), batchLimitMs);
      child.send(request);
    });
    clearTimeout(late);
    child.off('message', listen);
    return answer;
  }

  end(): void {
    this.child?.disconnect();
  }

  private started(): ChildProcess {
    const child = fork(join(__dirname, 'fuzzWorker.ts'), {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${heapLimitMegabytes}`],
    });
    child.once('exit', () => {
      this.child = undefined;
      this.settle(undefined);
    });
    return child;
  }
}

async function main(): Promise<void> {
  const names = fuzzTargets(join(tmpdir(), 'fuzz-names')).map(({ name }) => name);
  const chosen = names
    .map((name, number) => ({ name, number }))
    .filter(({ name }) => name.includes(values.target));
  const ran = new Map<string, number>();
  const found: Found[] = [];
  const worker = new FuzzProcess();
  for (let round = 0; Date.now() < until; round += 1) {
    for (const { name, number } of chosen) {
      if (Date.now() >= until) {
        break;
      }
      const seed = firstSeed + round;
      const known = found.flatMap(({ target, cause }) => (target === name ? cause : []));
      const request = { targetNumber: number, seed, runs: runsOfBatch, announce: false, known };
      let answer = await worker.run(request);
      if (answer === undefined) {
        // Once more, to learn which input it was.
        let last = '';
        answer = await worker.run({ ...request, announce: true }, (input) => {
          last = input;
        });
        answer ??= { kind: 'failed', ran: 0, ...notBack, input: last };
      }
      if (answer.kind === 'failed') {
        const file = keepInCorpus(name, Buffer.from(answer.input, 'base64'));
        found.push({ target: name, seed, cause: answer.cause, file });
        console.log(`\n${name}, seed ${seed}: ${answer.message}\n  kept in ${file}`);
      }
      ran.set(name, (ran.get(name) ?? 0) + (answer.kind === 'input' ? 0 : answer.ran));
    }
  }
  worker.end();
  for (const [name, count] of ran) {
    console.log(`${count.toLocaleString('en-US').padStart(12)}  ${name}`);
  }
  const total = [...ran.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total.toLocaleString('en-US')} inputs from seed ${firstSeed}, ${found.length} failed`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
