import assert from 'node:assert/strict';
import { assert as check, asyncProperty, integer } from 'fast-check';
import { describe, it } from 'mocha';
import {
  aiMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { addTokens, noTokens } from '../../src/core/task/tokens';
import { AgentHome } from '../fixtures/agents/agentHome';
import type { Workday } from '../fixtures/agents/agentFixture';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { claudeWorkday } from '../fixtures/agents/claudeFixture';

const rows = allFixtures.flatMap(({ agent, workdays }) => workdays.map((each) => ({ agent, ...each })));

describe('made-up workdays say what is known of them', function () {
  this.timeout(120_000);
  for (const { agent, name, durations, of: workday } of rows) {
    it(`${agent}, ${name}: counts and tokens exactly, durations ${durations === 'exact' ? 'too' : 'within a tenth'}`, async () => {
      await check(
        asyncProperty(integer({ min: 1, max: 1_000_000 }), async (seed) => {
          const { files, truth } = workday(seed);
          const found = await read(files);
          const { input, output, cacheRead, cacheWrite } = found
            .map(transcriptTokens)
            .reduce(addTokens, noTokens);
          assert.deepEqual(
            {
              turns: sum(found, turnCount),
              prompts: sum(found, (each) => each.prompts.length),
              interruptions: sum(found, (each) => each.interruptions),
              compactions: sum(found, (each) => each.compactions),
              tokens: { input, output, cacheRead, cacheWrite },
            },
            {
              turns: truth.turns,
              prompts: truth.prompts,
              interruptions: truth.interruptions,
              compactions: truth.compactions,
              tokens: truth.tokens,
            },
          );
          const busy = sum(found, aiMs);
          if (durations === 'exact') {
            assert.equal(busy, truth.busyMs);
          } else {
            assert.ok(
              Math.abs(busy / truth.busyMs - 1) < 0.1,
              `The busy time that the reader finds is ${(busy / truth.busyMs).toFixed(2)} times the true one. docs/adding-an-agent.md says what that means.`,
            );
          }
        }),
        { numRuns: 25 },
      );
    });
  }

  it('Claude Code: what it wrote itself is the turn, exactly', async () => {
    await check(
      asyncProperty(integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const { files, truth } = claudeWorkday(seed, true);
        const measured = (await read(files)).flatMap((each) =>
          each.turns.filter((turn) => turn.evidence === 'measured'),
        );
        assert.equal(
          measured.flatMap(({ busy }) => busy).reduce((total, { start, end }) => total + end - start, 0),
          truth.writtenMs,
        );
      }),
      { numRuns: 25 },
    );
  });
});

async function read(files: Workday['files']): Promise<readonly AgentTranscript[]> {
  const home = new AgentHome();
  try {
    for (const [name, text] of files) {
      home.write(name, text);
    }
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts;
  } finally {
    home.remove();
  }
}

function sum(found: readonly AgentTranscript[], of: (each: AgentTranscript) => number): number {
  return found.reduce((total, each) => total + of(each), 0);
}
