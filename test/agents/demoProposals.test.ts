import assert from 'node:assert/strict';
import { aiMs } from '../../src/core/transcript/sessions/agentTranscript';
import { transcriptSummary } from '../../src/core/transcript/source/transcriptSummary';
import { AgentHome } from '../fixtures/agents/agentHome';

const minute = 60_000;

describe('The transcript of the demo', () => {
  it('has each piece of work with its minutes, and shows what was proposed for it', async () => {
    const { demoTranscript } = await import('../../scripts/demoProposals.mjs');
    const pieces = [34, 21].map((aiMinutes) => ({
      prompt: 'Do it, and add a test.',
      aiMinutes,
      pauseMinutes: 5,
      proposed: { title: 'It', hours: '2' },
    }));
    const ids = ['a', 'b'].map((each) => `proposal-${each.repeat(32)}`);
    const end = Date.UTC(2026, 10, 14, 12);
    const text = demoTranscript(pieces, ids, { session: 'demo', workspace: '/w/app', end });
    const home = new AgentHome();
    try {
      home.write('.claude/projects/-w-app/demo.jsonl', text);
      const { transcripts, skipped } = await home.scan();
      const [transcript] = transcripts;
      assert.ok(transcript && transcripts.length === 1 && skipped.length === 0);
      const { proposals = [], turns, prompts, folder } = transcriptSummary(transcript, null);
      assert.deepEqual([aiMs(transcript), turns, prompts, folder], [55 * minute, 2, 2, '/w/app']);
      assert.deepEqual(
        proposals.map(({ id, until }) => [id, until]),
        [
          [ids[0], end - 26 * minute + 1],
          [ids[1], end + 1],
        ],
      );
    } finally {
      home.remove();
    }
  });
});
