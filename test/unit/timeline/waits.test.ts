import assert from 'node:assert/strict';
import type { TranscriptFacts } from '../../../src/core/task/agentSession';
import { noTokens } from '../../../src/core/task/tokens';
import { longestWaitMs, waitsBetween, waitsForUser } from '../../../src/core/timeline/waits';

const minute = 60_000;
const transcript: TranscriptFacts = {
  externalId: 'x',
  branch: null,
  version: null,
  models: [],
  turns: 1,
  prompts: 1,
  tokens: noTokens,
  from: 0,
  to: null,
};

describe('waits of a session', () => {
  const cases: readonly (readonly [string, readonly number[][], readonly number[][]])[] = [
    ['none without work', [], []],
    ['none before the first and after the last work', [[10, 20]], []],
    [
      'between two stretches of work',
      [
        [0, 10],
        [14, 20],
        [21, 30],
      ],
      [
        [10, 14],
        [20, 21],
      ],
    ],
    [
      'none where work touches',
      [
        [0, 10],
        [10, 20],
      ],
      [],
    ],
    [
      'up to an hour',
      [
        [0, 10],
        [70, 80],
      ],
      [[10, 70]],
    ],
    [
      'none of a longer break',
      [
        [0, 10],
        [70.1, 80],
        [81, 82],
      ],
      [[80, 81]],
    ],
  ];
  for (const [what, busy, expected] of cases) {
    it(`are ${what}`, () => {
      const intervals = (minutes: readonly number[][]) =>
        minutes.map(([start = 0, end = 0]) => ({ start: start * minute, end: end * minute }));
      assert.deepEqual(waitsBetween(intervals(busy)), intervals(expected));
    });
  }

  it('are of those that a user can keep waiting: neither a batch run, nor a clock that was paused', () => {
    assert.equal(longestWaitMs, 60 * minute);
    assert.deepEqual(
      (['interactive', 'transcript', 'batch', 'manual'] as const).map((mode) => waitsForUser({ mode })),
      [true, true, false, false],
    );
    const prompted = (prompts: number) =>
      waitsForUser({ mode: 'transcript', transcript: { ...transcript, prompts } });
    assert.deepEqual([prompted(1), prompted(0)], [true, false]);
  });
});
