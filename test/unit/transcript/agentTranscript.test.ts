import assert from 'node:assert/strict';
import type { Interval } from '../../../src/core/days/interval';
import {
  attentionMs,
  tokensBetween,
  turnCount,
  type AgentTranscript,
} from '../../../src/core/transcript/sessions/agentTranscript';
import { UsageCollector } from '../../../src/core/transcript/usageTable';
import { emptyTranscript } from '../../fixtures/transcripts';

/** Two turns of ten minutes each, with their busy time and that of subagents, in minutes. */
function transcript(busy: readonly Interval[], background: readonly Interval[] = []): AgentTranscript {
  const turns = [0, 20].map((start) => ({
    id: `turn-${start}`,
    by: 'person' as const,
    start,
    end: start + 10,
    busy: busy.filter((each) => each.start >= start && each.end <= start + 10),
    evidence: 'measured' as const,
    source: 'gaps' as const,
    continued: false,
  }));
  return { ...emptyTranscript, start: 0, end: 30, turns, background };
}

describe('How long turns waited for the user', () => {
  const all = [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ];
  const rows: [string, AgentTranscript, [from: number, to: number] | [], number][] = [
    ['nothing if there is no turn', emptyTranscript, [], 0],
    ['nothing if they were busy throughout', transcript(all), [], 0],
    ['all of them if they were never busy', transcript([]), [], 20],
    ['the rest of each, not the time between them', transcript([{ start: 2, end: 9 }]), [], 13],
    ['not while a subagent worked', transcript([{ start: 0, end: 5 }], [{ start: 7, end: 25 }]), [], 7],
    ['only within the bounds', transcript([{ start: 2, end: 9 }]), [1, 22], 4],
    ['nothing of an empty stretch', transcript([]), [5, 5], 0],
  ];
  for (const [what, told, bounds, expected] of rows) {
    it(`is ${what}`, () => assert.equal(attentionMs(told, ...bounds), expected));
  }
});

describe('A part of a transcript', () => {
  it('has the tokens of the responses from its beginning up to its end, exclusive', () => {
    const usage = new UsageCollector();
    for (const [message, at] of [5, 10, 15, 20].entries()) {
      const tokens = { input: 10 ** message, output: 0, cacheRead: 0, cacheWrite: 0 };
      usage.add({ message, request: 0, at, model: 'm', side: false, ...tokens });
    }
    assert.equal(tokensBetween({ ...emptyTranscript, usage: usage.table() }, 10, 20).input, 110);
  });

  it('has no turn that another session began', () => {
    const [first, second] = transcript([]).turns;
    assert.ok(first && second);
    assert.equal(turnCount({ ...emptyTranscript, turns: [first, { ...first, continued: true }, second] }), 2);
  });
});
