import assert from 'node:assert/strict';
import { dayTotals } from '../../../src/core/record/dayRecord';
import { closedToday, measuredToday } from '../../../src/editor/statusBar/wording';
import { TodaysFigures } from '../../../src/editor/statusBar/todaysFigures';
import { closedTask, printedDays, printedRecord, tasksOf } from '../../fixtures/tasks';

const minute = 60_000;

describe('The tooltip of the status bar', () => {
  for (const [name, [aiMs, wallClockMs, supervisoryMs], expected] of [
    [
      'nothing yet',
      [0, 0, 0],
      'Measured today: 0 AI minutes (0 minutes of wall-clock time), 0 supervisory minutes.',
    ],
    [
      'one of each',
      [minute, minute, minute],
      'Measured today: 1 AI minute (1 minute of wall-clock time), 1 supervisory minute.',
    ],
    [
      'only whole minutes',
      [2 * minute - 1, minute - 1, 3 * minute],
      'Measured today: 1 AI minute (0 minutes of wall-clock time), 3 supervisory minutes.',
    ],
    [
      'more agents than hours',
      [30 * 60 * minute, 24 * 60 * minute, 0],
      'Measured today: 1,800 AI minutes (1,440 minutes of wall-clock time), 0 supervisory minutes.',
    ],
  ] as const) {
    it(`sums up what was measured today: ${name}`, () =>
      assert.equal(measuredToday({ aiMs, wallClockMs, supervisoryMs }), expected));
  }

  for (const [name, closed, expected] of [
    ['of none', [], 'No task has been closed today.'],
    [
      'of one',
      [closedTask(1, 1, 1)],
      'Closed today: 1 task, 1 human-equivalent hour, 1 AI minute, 1 supervisory minute, leverage factor 60.0x, supervisory factor 60.0x.',
    ],
    [
      'of one nobody supervised',
      [closedTask(1.5, 3, 0)],
      'Closed today: 1 task, 1.5 human-equivalent hours, 3 AI minutes, 0 supervisory minutes, leverage factor 30.0x.',
    ],
  ] as const) {
    it(`sums up what was closed today: ${name}`, () =>
      assert.equal(closedToday(dayTotals(closed)), expected));
  }

  for (const day of printedDays) {
    it(`sums up ${day} as its record was printed`, () => {
      const printed = printedRecord(day);
      const { tasks, humanHours, aiMinutes, supervisoryMinutes, factor, supervisoryFactor } = printed.totals;
      const [hours, ai, supervisory] = [humanHours, aiMinutes, supervisoryMinutes].map((figure) =>
        figure.toLocaleString('en'),
      );
      assert.equal(
        closedToday(dayTotals(tasksOf(printed))),
        `Closed today: ${tasks} tasks, ${hours} human-equivalent hours, ${ai} AI minutes, ${supervisory} supervisory minutes, leverage factor ${factor}, supervisory factor ${supervisoryFactor}.`,
      );
    });
  }

  it('asks for what is closed only when the record or the day is another', () => {
    const world = { version: 1, day: '2026-06-01', asked: 0 };
    const figures = new TodaysFigures({
      store: {
        get version() {
          return world.version;
        },
        closedTasks: (day) => {
          world.asked += 1;
          return day === '2026-06-01' ? [closedTask(1, 1, 1)] : [];
        },
      },
      measurement: {
        between: () => ({
          aiMs: 0,
          wallClockMs: 0,
          supervisoryMs: 0,
          aiEvidence: 'measured',
          supervisionEvidence: 'measured',
        }),
      },
      dayRollover: { today: () => ({ day: world.day, start: 0, end: 1 }) },
      clock: () => 0,
    });
    const said = () => [figures.sentences()[0]?.split(':')[0], world.asked];
    assert.deepEqual(
      [said(), said()],
      [
        ['Closed today', 1],
        ['Closed today', 1],
      ],
    );
    world.version = 2;
    assert.deepEqual(said(), ['Closed today', 2]);
    world.day = '2026-06-02';
    assert.deepEqual(
      [said(), said()],
      [
        ['No task has been closed today.', 3],
        ['No task has been closed today.', 3],
      ],
    );
  });
});
