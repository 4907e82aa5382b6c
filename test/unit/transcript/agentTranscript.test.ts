import assert from 'node:assert/strict';
import type { Interval } from '../../../src/core/span';
import { attentionMs, type AgentTranscript } from '../../../src/core/transcript/agentTranscript';
import { emptyTranscript } from '../../fixtures/transcripts';

/** Two turns of ten minutes each, in minutes; what they were busy, and what subagents did. */
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

describe('How long turns waited for their person', () => {
  const all = [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ];
  const rows: [string, AgentTranscript, [from: number, to: number] | [], number][] = [
    ['nothing where there is no turn', emptyTranscript, [], 0],
    ['nothing where they were busy throughout', transcript(all), [], 0],
    ['all of them where they were never busy', transcript([]), [], 20],
    ['what is left of each, not the time between them', transcript([{ start: 2, end: 9 }]), [], 13],
    ['not while a subagent worked', transcript([{ start: 0, end: 5 }], [{ start: 7, end: 25 }]), [], 7],
    ['only within what is asked for', transcript([{ start: 2, end: 9 }]), [1, 22], 4],
    ['nothing of an empty stretch', transcript([]), [5, 5], 0],
  ];
  for (const [what, told, bounds, expected] of rows) {
    it(`is ${what}`, () => assert.equal(attentionMs(told, ...bounds), expected));
  }
});
