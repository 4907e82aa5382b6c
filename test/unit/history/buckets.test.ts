import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays } from '../../../src/core/days/day';
import { daysIn } from '../../../src/core/days/dayNumbers';
import { bucketUnitOf, timeSeries } from '../../../src/core/history/buckets';
import { passingDays, within } from '../../../src/core/history/passing';
import { asking, indexOf, pastTask } from '../../fixtures/pastTasks';

const today = '2026-04-15';

function series(period: { from: string; to: string }, tasks: Parameters<typeof indexOf>[0], now = today) {
  const index = indexOf(tasks);
  const days = index.days();
  const [began, last] = [days[0]?.day, days.at(-1)?.day];
  const recorded = began === undefined || last === undefined ? undefined : { began, last };
  return timeSeries(period, within(passingDays(index, asking()), period), now, recorded);
}

describe('the steps of a time axis', () => {
  const lengths = [
    [1, 'day'],
    [92, 'day'],
    [93, 'week'],
    [731, 'week'],
    [732, 'month'],
    [12_200, 'month'],
    [12_201, 'year'],
  ] as const;
  for (const [days, unit] of lengths) {
    it(`are a ${unit} each over ${days} days`, () => {
      assert.equal(bucketUnitOf({ from: '2000-01-01', to: addDays('2000-01-01', days - 1) }), unit);
    });
  }

  it('cover the period without a gap or an overlap, and are never more than can be told apart', () => {
    const starts = fc
      .date({ min: new Date('0001-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(starts, fc.oneof(fc.nat(800), fc.nat(2_000_000)), (from, length) => {
        const to = addDays(from, length);
        const { buckets } = series({ from, to }, []);
        assert.equal(buckets[0]?.from, from);
        assert.equal(buckets.at(-1)?.to, to);
        buckets
          .slice(1)
          .forEach((each, index) => assert.equal(each.from, addDays(buckets[index]?.to ?? '', 1)));
        assert.equal(
          buckets.reduce((sum, each) => sum + daysIn(each), 0),
          length + 1,
        );
        assert.ok(buckets.length <= 402, `${buckets.length}`);
      }),
      { numRuns: 30 },
    );
  });

  it('have each day once where clocks change', () => {
    for (const [from, to] of [
      ['2026-03-28', '2026-03-30'],
      ['2026-10-24', '2026-10-26'],
    ] as const) {
      const tasks = [0, 1, 2].map((each) => pastTask(addDays(from, each), [1, 10, 1]));
      const { buckets } = series({ from, to }, tasks, '2026-11-30');
      assert.deepEqual(
        buckets.map(({ from: day, totals }) => [day, totals?.tasks]),
        tasks.map(({ day }) => [day, 1]),
      );
    }
  });

  it('are a gap before the record began and after today, and 0 tasks without a factor in between', () => {
    const tasks = [pastTask('2026-04-11', [2, 60, 4]), pastTask('2026-04-13', [0.5, 0, 0])];
    const { buckets } = series({ from: '2026-04-10', to: '2026-04-16' }, tasks);
    assert.deepEqual(
      buckets.map(({ record, totals }) => [record, totals?.tasks, totals?.leverageFactor]),
      [
        ['none', undefined, undefined],
        ['recorded', 1, 2],
        ['recorded', 0, undefined],
        ['recorded', 1, undefined],
        ['recorded', 0, undefined],
        ['recorded', 0, undefined],
        ['ahead', undefined, undefined],
      ],
    );
  });

  it('have a record after today where a clock was ahead', () => {
    const { buckets } = series({ from: today, to: '2026-04-17' }, [pastTask('2026-04-16', [2, 60, 4])]);
    assert.deepEqual(
      buckets.map(({ record, totals }) => [record, totals?.tasks]),
      [
        ['none', undefined],
        ['recorded', 1],
        ['ahead', undefined],
      ],
    );
  });

  it('are all a gap where nothing is recorded', () => {
    const { buckets } = series({ from: '2026-04-13', to: '2026-04-19' }, []);
    assert.ok(buckets.every(({ record, totals }) => record === 'none' && totals === undefined));
  });
});
