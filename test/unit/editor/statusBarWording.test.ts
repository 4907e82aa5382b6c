import assert from 'node:assert/strict';
import { todaysFigures } from '../../../src/editor/statusBarWording';

const minute = 60_000;

describe('The tooltip of the status bar', () => {
  for (const [name, [aiMs, wallClockMs, supervisoryMs], expected] of [
    ['nothing yet', [0, 0, 0], 'Today: 0 AI minutes (0 on the clock), 0 supervisory minutes.'],
    ['one of each', [minute, minute, minute], 'Today: 1 AI minute (1 on the clock), 1 supervisory minute.'],
    [
      'only whole minutes',
      [2 * minute - 1, minute - 1, 3 * minute],
      'Today: 1 AI minute (0 on the clock), 3 supervisory minutes.',
    ],
    [
      'more agents than hours',
      [30 * 60 * minute, 24 * 60 * minute, 0],
      'Today: 1800 AI minutes (1440 on the clock), 0 supervisory minutes.',
    ],
  ] as const) {
    it(`tells of today: ${name}`, () =>
      assert.equal(todaysFigures({ aiMs, wallClockMs, supervisoryMs }), expected));
  }
});
