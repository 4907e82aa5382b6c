import assert from 'node:assert/strict';
import type { Interval } from '../../../src/core/days/interval';
import type { AgentTranscript, TranscriptTurn } from '../../../src/core/transcript/sessions/agentTranscript';
import { coveredTranscript } from '../../../src/core/transcript/inbox/coveredTranscript';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { UsageCollector } from '../../../src/core/transcript/usageTable';
import { emptyTranscript } from '../../fixtures/transcripts';

function turn(id: string, start: number, end: number, busy: readonly Interval[] = [{ start, end }]) {
  const made: TranscriptTurn = {
    id,
    by: 'person',
    start,
    end,
    busy,
    evidence: 'measured',
    source: 'written',
    continued: busy.length === 0,
  };
  return made;
}

const usage = new UsageCollector();
for (const [message, [at, model]] of (
  [
    [5, 'early'],
    [10, 'z'],
    [12, 'a'],
    [13, ''],
    [30, 'late'],
  ] as const
).entries()) {
  const tokens = { input: 10 ** message, output: 0, cacheRead: 0, cacheWrite: 0 };
  usage.add({ message, request: 0, at, model, side: false, ...tokens });
}

const transcript: AgentTranscript = {
  ...emptyTranscript,
  turns: [
    turn('t0', 0, 10),
    turn('t1', 12, 20),
    turn('t2', 22, 24, []),
    turn('t3', 25, 26, []),
    turn('t4', 30, 40),
  ],
  background: [{ start: 15, end: 34.6 }],
  prompts: [0, 12, 30].map((at) => ({ id: `p${at}`, at, length: 0, kind: 'typed' })),
  usage: usage.table(),
};

describe('The facts of a part of a transcript', () => {
  it('have each moment once, from the beginning up to the end, exclusive', () => {
    const { facts, spans, attentionMs } = coveredTranscript(transcript, 10, 30, null);
    assert.deepEqual(spans, [
      { id: 'claude:x:10:t1:0', start: 12, end: 20, evidence: 'measured' },
      { id: 'claude:x:10:background:0', start: 20, end: 30, evidence: 'estimated' },
    ]);
    const { turns, prompts, models, tokens, from, to } = facts;
    assert.deepEqual([turns, prompts, models, tokens.input], [1, 1, ['a', 'z'], 1110]);
    assert.deepEqual([from, to, attentionMs], [10, 30, 0]);
  });

  it('are in whole milliseconds, as spans are stored', () => {
    const { spans } = coveredTranscript(transcript, 20.5, null, null);
    assert.deepEqual(
      spans.map(({ start, end }) => [start, end]),
      [
        [20, 35],
        [35, 40],
      ],
    );
  });

  const busy = (since: number): TranscriptSummary['live'] => ({ state: 'busy', since });
  for (const [name, told, from, to, live, since] of [
    ['nothing if it is not known to run', transcript, 0, null, null, null],
    ['nothing while it waits', transcript, 0, null, { state: 'waiting', since: 50 }, null],
    ['nothing in a part that has an end', transcript, 0, 60, busy(50), null],
    ['since its program says', transcript, 0, null, busy(50), 50],
    ['no longer than its finished work', transcript, 0, null, busy(25), 40],
    ['no longer than the part', emptyTranscript, 60, null, busy(50), 60],
  ] as const) {
    it(`continue with ${name}`, () => assert.equal(coveredTranscript(told, from, to, live).busySince, since));
  }
});
