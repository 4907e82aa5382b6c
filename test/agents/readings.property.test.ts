import assert from 'node:assert/strict';
import { array, assert as check, asyncProperty, double, infiniteStream, integer, nat } from 'fast-check';
import { describe, it } from 'mocha';
import { join } from 'node:path';
import { readIndex, writeIndex } from '../../src/agents/index/indexFile';
import { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import type { AgentTranscript } from '../../src/core/transcript/sessions/agentTranscript';
import { mergeTranscripts } from '../../src/core/transcript/sessions/mergeTranscripts';
import type { TranscriptPart } from '../../src/core/transcript/parts/transcriptPart';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';

/** A few sessions of every agent that copy, fork and interrupt each other, by a seed; no two have an id in common. */
function history(seed: number): ReadonlyMap<string, string> {
  return new Map(allFixtures.flatMap((each, index) => [...each.history(seed + index * 10_000_000)]));
}

function plain(transcripts: readonly AgentTranscript[]): unknown {
  return JSON.parse(
    JSON.stringify(transcripts, (_, each: unknown) => (each instanceof Float64Array ? [...each] : each)),
  );
}

async function withHome<T>(work: (home: AgentHome) => Promise<T>): Promise<T> {
  const home = new AgentHome();
  try {
    return await work(home);
  } finally {
    home.remove();
  }
}

describe('the same files say the same', function () {
  this.timeout(120_000);
  const seed = integer({ min: 1, max: 1_000_000 });

  it('whatever pieces they are written in, however often they are read in between, and by however many processes', async () => {
    await check(
      asyncProperty(
        seed,
        array(double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
        async (number, cuts) => {
          const files = history(number);
          const whole = await withHome(async (home) => {
            for (const [name, text] of files) {
              home.write(name, text);
            }
            return plain((await home.scan()).transcripts);
          });
          const pieces = await withHome(async (home) => {
            const path = join(home.path, 'transcripts.index');
            let index = home.index();
            const bounds = [0, ...[...cuts].sort((a, b) => a - b), 1];
            for (let piece = 1; piece < bounds.length; piece += 1) {
              for (const [name, text] of files) {
                const bytes = Buffer.from(text);
                const [from = 0, to = 0] = [bounds[piece - 1], bounds[piece]].map((bound) =>
                  Math.floor((bound ?? 0) * bytes.length),
                );
                home.append(name, bytes.subarray(from, to));
              }
              await index.scan(scannedAt);
              await index.scan(scannedAt);
              // Another process goes on from what this one put away.
              writeIndex(path, index.known(), false);
              index = new TranscriptIndex(home.settings(), readIndex(path, false));
            }
            return plain((await index.scan(scannedAt)).transcripts);
          });
          assert.deepEqual(pieces, whole);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('in whatever order they come', async () => {
    await check(
      asyncProperty(seed, infiniteStream(nat()), async (number, order) => {
        const files = history(number);
        const parts = await withHome(async (home) => {
          for (const [name, text] of files) {
            home.write(name, text);
          }
          const index = home.index();
          await index.scan(scannedAt);
          return [...index.known()].flatMap((reading) => reading.part ?? []);
        });
        const keyed = parts.map((part): [number, TranscriptPart] => [order.next().value ?? 0, part]);
        const shuffled = keyed.sort(([a], [b]) => a - b).map(([, part]) => part);
        const byId = (a: AgentTranscript, b: AgentTranscript): number =>
          `${a.agent} ${a.externalId}` < `${b.agent} ${b.externalId}` ? -1 : 1;
        assert.deepEqual(
          plain(mergeTranscripts(shuffled).sort(byId)),
          plain(mergeTranscripts(parts).sort(byId)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('merged all at once, or by the families that a scan keeps apart', async () => {
    await check(
      asyncProperty(seed, async (number) => {
        await withHome(async (home) => {
          for (const [name, text] of [...history(number), ...history(number + 7)]) {
            home.write(name, text);
          }
          const index = home.index();
          const { transcripts } = await index.scan(scannedAt);
          const parts = [...index.known()].flatMap((reading) => reading.part ?? []);
          const byId = (a: AgentTranscript, b: AgentTranscript): number =>
            `${a.agent} ${a.externalId}` < `${b.agent} ${b.externalId}` ? -1 : 1;
          assert.deepEqual(plain(mergeTranscripts(parts).sort(byId)), plain([...transcripts].sort(byId)));
        });
      }),
      { numRuns: 20 },
    );
  });
});
