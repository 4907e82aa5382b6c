import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dayRecord } from '../../../src/core/record/dayRecord';
import {
  formatAverage,
  formatCount,
  formatFactor,
  formatHours,
  formatTotalHours,
} from '../../../src/core/figures/format';
import type { ClosedTask } from '../../../src/core/task/task';
import { unsplitTokens } from '../../../src/core/task/tokens';
import { closedTask, printedDays, printedRecord, tasksOf } from '../../fixtures/tasks';

const rowDecimals = { '2026-04-12': 2, '2026-04-19': 1 } as const;

describe('a day record', () => {
  for (const day of printedDays) {
    const printed = printedRecord(day);
    const record = dayRecord(day, tasksOf(printed));

    it(`prints every factor of ${day} as it was printed`, () => {
      assert.deepEqual(
        record.rows.map((row) => [
          row.number,
          row.task.title,
          formatFactor(row.leverageFactor, rowDecimals[day]),
          formatFactor(row.supervisoryLeverageFactor, 1),
        ]),
        printed.tasks.map((row) => [row.n, row.title, row.factorPrinted, row.supervisoryFactorPrinted]),
      );
    });

    it(`has the totals and the averages printed for ${day}`, () => {
      const { totals } = record;
      assert.deepEqual(
        {
          tasks: totals.tasks,
          humanHours: totals.humanHours,
          aiMinutes: totals.aiMinutes,
          supervisoryMinutes: totals.supervisoryMinutes,
          tokens: totals.tokens,
          factor: formatAverage(totals.leverageFactor),
          supervisoryFactor: formatAverage(totals.supervisoryLeverageFactor),
        },
        printed.totals,
      );
    });

    it(`ranks ${day} the same when its tasks come in reverse`, () => {
      const tasks = tasksOf(printed);
      const reversed = tasks.flatMap((_, index) => tasks.at(-1 - index) ?? []);
      const factors = dayRecord(day, reversed).rows.map((row) => row.leverageFactor);
      assert.deepEqual(
        factors,
        record.rows.map((row) => row.leverageFactor),
      );
    });
  }

  it('has the exact averages of both days, which are ratios of sums', () => {
    const [first, second] = printedDays.map((day) => dayRecord(day, tasksOf(printedRecord(day))).totals);
    assert.equal(first?.leverageFactor, 73_365 / 614);
    assert.equal(first?.supervisoryLeverageFactor, 14_673 / 28);
    assert.equal(second?.leverageFactor, 4271 / 67);
    assert.equal(second?.supervisoryLeverageFactor, 64_065 / 74);
  });

  it('prints the totals with separators', () => {
    const { totals } = dayRecord('2026-04-19', tasksOf(printedRecord('2026-04-19')));
    assert.equal(formatTotalHours(totals.humanHours), '2,135.5');
    assert.equal(formatCount(totals.aiMinutes), '2,010');
    assert.equal(formatCount(totals.tokens ?? 0), '9,487,000');
  });

  it('is empty for a day without tasks', () => {
    assert.deepEqual(dayRecord('2026-04-19', []), {
      day: '2026-04-19',
      rows: [],
      totals: {
        tasks: 0,
        humanHours: 0,
        aiMinutes: 0,
        supervisoryMinutes: 0,
        tokens: undefined,
        leverageFactor: undefined,
        supervisoryLeverageFactor: undefined,
      },
    });
  });

  it('puts tasks without AI minutes or without an estimate last, and still counts their figures', () => {
    const record = dayRecord('2026-04-19', [
      closedTask(10, 0, 0),
      closedTask(1, 60, 1),
      closedTask(null, 5, 1),
    ]);
    assert.deepEqual(
      record.rows.map((row) => row.leverageFactor),
      [1, undefined, undefined],
    );
    assert.equal(record.totals.humanHours, 11);
    assert.equal(record.totals.leverageFactor, (11 * 60) / 65);
  });

  it('sums the tokens of the tasks that have any', () => {
    const tasks = [5, undefined, 7].map((total) =>
      closedTask(1, 60, 1, {}, total === undefined ? {} : { tokens: unsplitTokens(total) }),
    );
    assert.equal(dayRecord('2026-04-19', tasks).totals.tokens, 12);
  });

  it('sees that ratios of different decimals tie, and keeps their closing order', () => {
    for (const [hours, minutes] of [
      [0.7, 7],
      [2.07, 23],
    ] as const) {
      const tied = [
        closedTask(hours, minutes, 1, { id: 'a' }),
        closedTask(hours / minutes, 1, 1, { id: 'b' }),
        closedTask(hours * 3, minutes * 3, 1, { id: 'c' }),
      ];
      const record = dayRecord('2026-04-19', tied);
      assert.deepEqual(
        record.rows.map((row) => row.task.id),
        ['a', 'b', 'c'],
      );
      assert.equal(new Set(record.rows.map((row) => row.leverageFactor)).size, 1);
    }
  });

  const anyTask = fc
    .record({
      quarters: fc.option(fc.integer({ min: 1, max: 4_000_000 })),
      aiMinutes: fc.integer({ min: 0, max: 100_000 }),
      supervisoryMinutes: fc.integer({ min: 0, max: 10_000 }),
      id: fc.uuid(),
    })
    .map((each) =>
      closedTask(
        each.quarters === null ? null : each.quarters / 100,
        each.aiMinutes,
        each.supervisoryMinutes,
        {
          id: each.id,
        },
      ),
    );
  const anyDay = fc.uniqueArray(anyTask, { selector: (task) => task.id, maxLength: 60 });

  it('has totals that are the sums of its parts, however it is split', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), (tasks, at) => {
        const whole = dayRecord('2026-04-19', tasks).totals;
        const parts = [tasks.slice(0, at), tasks.slice(at)].map(
          (part) => dayRecord('2026-04-19', part).totals,
        );
        const sum = (value: (totals: typeof whole) => number) =>
          parts.reduce((total, part) => total + Math.round(value(part) * 100), 0) / 100;
        assert.equal(
          whole.tasks,
          sum((each) => each.tasks),
        );
        assert.equal(
          whole.humanHours,
          sum((each) => each.humanHours),
        );
        assert.equal(
          whole.aiMinutes,
          sum((each) => each.aiMinutes),
        );
        assert.equal(
          whole.supervisoryMinutes,
          sum((each) => each.supervisoryMinutes),
        );
      }),
    );
  });

  it('is the same for any closing order, except for the order of ties', () => {
    const shuffledDay = anyDay.chain((tasks) =>
      fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
    );
    fc.assert(
      fc.property(shuffledDay, ([tasks, shuffled]) => {
        const before = dayRecord('2026-04-19', tasks);
        const after = dayRecord('2026-04-19', shuffled);
        assert.deepEqual(after.totals, before.totals);
        assert.deepEqual(
          after.rows.map((row) => row.leverageFactor),
          before.rows.map((row) => row.leverageFactor),
        );
        const positions = after.rows.map((row) => [row.leverageFactor, shuffled.indexOf(row.task)] as const);
        for (const [index, [factor, position]] of positions.slice(1).entries()) {
          const [factorAbove, positionAbove] = positions[index] ?? [];
          assert.ok(factor !== factorAbove || position > (positionAbove ?? -1));
        }
      }),
    );
  });

  it('prints rows from which every printed factor can be recomputed', () => {
    fc.assert(
      fc.property(anyDay, (tasks: readonly ClosedTask[]) => {
        for (const row of dayRecord('2026-04-19', tasks).rows) {
          const { estimate, closing } = row.task;
          const recomputed =
            estimate === null || closing.aiMinutes === 0
              ? undefined
              : halfUp(Number(formatHours(estimate.hours)), closing.aiMinutes);
          assert.equal(formatFactor(row.leverageFactor, 1), recomputed ?? '–');
        }
      }),
    );
  });

  it('does not mutate the given tasks', () => {
    const tasks = Object.freeze([closedTask(1, 60, 1), closedTask(9, 60, 1)]);
    dayRecord('2026-04-19', tasks);
    assert.equal(tasks[0]?.estimate?.hours, 1);
  });
});

/** One decimal, half up, in whole numbers: the reference for hours with up to two decimals. */
function halfUp(hours: number, minutes: number): string {
  const numerator = BigInt(Math.round(hours * 100)) * 60n * 10n;
  const denominator = BigInt(minutes) * 100n;
  const tenths = (2n * numerator + denominator) / (2n * denominator);
  return `${tenths / 10n}.${tenths % 10n}x`;
}
