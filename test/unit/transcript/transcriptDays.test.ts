import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AgentTranscript } from '../../../src/core/transcript/sessions/agentTranscript';
import { LocalDays } from '../../../src/core/days/localDays';
import { transcriptDays } from '../../../src/core/transcript/sessions/transcriptDays';

function transcript(agent: string, start: string, end: string, output: number): AgentTranscript {
  const busy = { start: Date.parse(start), end: Date.parse(end) };
  return {
    agent,
    externalId: start,
    folder: null,
    branch: null,
    version: null,
    models: ['m'],
    automated: false,
    forkedFrom: null,
    ...busy,
    turns: [
      {
        id: start,
        by: 'person',
        ...busy,
        busy: [busy],
        evidence: 'measured',
        source: 'written',
        continued: false,
      },
    ],
    background: [],
    prompts: [],
    usage: { models: ['m'], rows: [1, 0, busy.end, 0, 0, 1, output, 2, 3] },
    interruptions: 0,
    compactions: 0,
  };
}

describe('days of transcripts', () => {
  for (const [name, zone, start, end, expected] of [
    ['within a day', 'UTC', '2026-06-01T10:00Z', '2026-06-01T10:30Z', [['2026-06-01', 30]]],
    [
      'over midnight',
      'UTC',
      '2026-06-01T23:50Z',
      '2026-06-02T00:20Z',
      [
        ['2026-06-01', 10],
        ['2026-06-02', 20],
      ],
    ],
    ['from midnight on', 'UTC', '2026-06-02T00:00Z', '2026-06-02T00:20Z', [['2026-06-02', 20]]],
    [
      'in a zone ahead',
      'Asia/Tokyo',
      '2026-06-01T14:50Z',
      '2026-06-01T15:20Z',
      [
        ['2026-06-01', 10],
        ['2026-06-02', 20],
      ],
    ],
    [
      'over a day of 23 hours',
      'Europe/Berlin',
      '2026-03-28T22:00Z',
      '2026-03-29T23:00Z',
      [
        ['2026-03-28', 60],
        ['2026-03-29', 23 * 60],
        ['2026-03-30', 60],
      ],
    ],
    [
      'over a day of 25 hours',
      'Europe/Berlin',
      '2026-10-24T21:00Z',
      '2026-10-26T00:00Z',
      [
        ['2026-10-24', 60],
        ['2026-10-25', 25 * 60],
        ['2026-10-26', 60],
      ],
    ],
  ] as const) {
    it(`${name}, busy time is cut at local midnights`, () => {
      const days = transcriptDays([transcript('claude', start, end, 10)], new LocalDays(zone, '00:00'));
      assert.deepEqual(
        days.filter((each) => each.aiMs > 0).map((each) => [each.day, each.aiMs / 60_000]),
        expected,
      );
    });
  }

  it('agents are apart, sessions of one agent add up, and nothing makes no day', () => {
    const days = transcriptDays(
      [
        transcript('codex', '2026-06-01T10:00Z', '2026-06-01T10:30Z', 1),
        transcript('claude', '2026-06-01T10:00Z', '2026-06-01T10:30Z', 10),
        transcript('claude', '2026-06-01T10:10Z', '2026-06-01T10:40Z', 20),
      ],
      new LocalDays('UTC', '00:00'),
    );
    assert.deepEqual(
      days.map(({ agent, aiMs, tokens }) => [agent, aiMs / 60_000, tokens.output]),
      [
        ['claude', 60, 30],
        ['codex', 30, 1],
      ],
    );
    assert.deepEqual(transcriptDays([], new LocalDays('UTC', '00:00')), []);
  });

  it('a day may start later than midnight', () => {
    const late = transcript('claude', '2026-06-02T03:30Z', '2026-06-02T04:30Z', 5);
    const days = transcriptDays([late], new LocalDays('UTC', '04:00'));
    assert.deepEqual(
      days.map(({ day, aiMs }) => [day, aiMs / 60_000]),
      [
        ['2026-06-01', 30],
        ['2026-06-02', 30],
      ],
    );
  });
});
