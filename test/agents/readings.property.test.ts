import assert from 'node:assert/strict';
import { array, assert as check, asyncProperty, double, infiniteStream, integer, nat } from 'fast-check';
import { describe, it } from 'mocha';
import type { AgentTranscript } from '../../src/core/transcript/agentTranscript';
import { mergeTranscripts } from '../../src/core/transcript/mergeTranscripts';
import type { TranscriptPart } from '../../src/core/transcript/transcriptPart';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';

/** A few sessions that copy, fork and interrupt each other, by a seed. */
function history(seed: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const first = new ClaudeTranscript({ seed, streaming: seed % 2 === 0 });
  for (let turn = 0; turn < 3; turn += 1) {
    first.wait(first.random.between(1_000, 400_000)).prompt(`prompt ${turn}`);
    for (let step = first.random.between(0, 4); step > 0; step -= 1) {
      const name = first.random.pick(['Read', 'Bash', 'Edit', 'WebFetch', 'AskUserQuestion']);
      first.tool(name, { waitMs: first.random.between(0, 90_000), runMs: first.random.between(1, 9_000) });
    }
    const end = first.random.between(0, 3);
    if (end === 0) {
      first.respond(3_000).interrupt();
    } else if (end === 1) {
      first.respond(5_000).written();
    } else if (end === 2) {
      first.respond(5_000).written({ pending: 1 });
    } else {
      first.compact(30_000).respond(2_000);
    }
  }
  const copy = first
    .copied(seed + 1_000, seed % 3 === 0)
    .wait(5_000)
    .prompt('on')
    .tool('Read')
    .respond(1_000);
  const subagent = new ClaudeTranscript({
    seed: seed + 2_000,
    sessionId: first.sessionId,
    agentId: 'a1',
    start: first.now - 60_000,
  });
  subagent.user('part');
  subagent.tool('Grep').respond(8_000);
  const codex = new CodexTranscript({ seed }).prompt('go').call(3_000, { escalated: true, waitMs: 40_000 });
  const fork = codex
    .repeatTokens()
    .end()
    .wait(60_000)
    .forked(seed + 3_000)
    .prompt('two')
    .call(1_000);
  const claude = (transcript: ClaudeTranscript): void => {
    files.set(`.claude/projects/${transcript.name}`, transcript.text());
  };
  claude(first);
  claude(copy);
  files.set(`.claude/projects/-w-app/${first.sessionId}/subagents/agent-a1.jsonl`, subagent.text());
  files.set(`.codex/sessions/${codex.name}`, codex.text());
  files.set(`.codex/sessions/${fork.name}`, fork.text());
  return files;
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

describe('the same files say the same', () => {
  const seed = integer({ min: 1, max: 1_000_000 });

  it('whatever pieces they are written in, and however often they are read in between', async () => {
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
            const index = home.index();
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
            }
            return plain((await index.scan(scannedAt)).transcripts);
          });
          assert.deepEqual(pieces, whole);
        },
      ),
      { numRuns: 40 },
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
