import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unionMs } from '../../../src/core/days/interval';

describe('the time that intervals cover', () => {
  for (const [name, intervals, ms] of [
    ['is none without intervals', [], 0],
    [
      'is the sum of those apart, in any order',
      [
        [10, 12],
        [0, 5],
      ],
      7,
    ],
    [
      'is the whole of two that touch',
      [
        [0, 5],
        [5, 8],
      ],
      8,
    ],
    [
      'counts an overlap once',
      [
        [0, 5],
        [3, 8],
      ],
      8,
    ],
    [
      'counts an interval within another once',
      [
        [0, 10],
        [2, 4],
        [6, 8],
      ],
      10,
    ],
    [
      'continues after one that lies within another',
      [
        [0, 10],
        [2, 4],
        [8, 12],
      ],
      12,
    ],
    [
      'has nothing of empty and reversed ones',
      [
        [3, 3],
        [9, 4],
        [1, 2],
      ],
      1,
    ],
  ] as const) {
    it(name, () => assert.equal(unionMs(intervals.map(([start, end]) => ({ start, end }))), ms));
  }

  it('is the number of milliseconds that lie in any of them', () => {
    const interval = fc.record({ start: fc.nat(30), end: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(interval), (intervals) => {
        const moments = Array.from({ length: 30 }, (_, ms) => ms);
        const covered = moments.filter((ms) => intervals.some(({ start, end }) => start <= ms && ms < end));
        assert.equal(unionMs(intervals), covered.length);
      }),
    );
  });
});
