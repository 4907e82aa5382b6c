// Runs the inputs that the command asks for, in a process that may be killed: an endless loop ends nothing else.
import { rmSync } from 'node:fs';
import { Random } from '../fixtures/agents/random';
import type { FuzzTarget } from './fuzzTarget';
import { fuzzTargets } from './fuzzTargets';
import type { BatchAnswer, BatchRequest } from './fuzzMessages';
import { inputFolder } from './inputFolder';
import { mutated } from './mutations';
import { failureOf } from './runInput';
import { shrunk } from './shrink';

const folder = inputFolder();
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
const targets = fuzzTargets(folder);
/** Made once: days of work to cut seeds from take as long as hundreds of inputs. */
const seedsOf = new Map<FuzzTarget, readonly Buffer[]>();

process.on('message', (request: BatchRequest) => {
  void runBatch(request).then((answer) => process.send?.(answer));
});

async function runBatch({ targetNumber, seed, runs, announce, known }: BatchRequest): Promise<BatchAnswer> {
  const target = targets[targetNumber];
  if (!target) {
    throw new Error(`Expected one of ${targets.length} targets, got ${targetNumber}`);
  }
  const random = new Random(seed);
  const seeds = seedsOf.get(target) ?? target.seeds();
  seedsOf.set(target, seeds);
  for (let run = 0; run < runs; run += 1) {
    const input = mutated(random, seeds);
    if (announce) {
      process.send?.({ kind: 'input', input: input.toString('base64') } satisfies BatchAnswer);
    }
    const failure = await failureOf(target, input);
    if (failure && !known.includes(failure.cause)) {
      return {
        kind: 'failed',
        ran: run + 1,
        ...failure,
        input: await smallest(target, input, failure.cause),
      };
    }
  }
  return { kind: 'done', ran: runs, rssBytes: process.memoryUsage().rss };
}

async function smallest(target: FuzzTarget, input: Buffer, cause: string): Promise<string> {
  const tries = cause === 'too slow' ? 20 : 2_000;
  const fails = async (candidate: Buffer): Promise<boolean> =>
    (await failureOf(target, candidate))?.cause === cause;
  return (await shrunk(input, fails, tries)).toString('base64');
}
