import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays } from '../../../src/core/days/day';
import { dayNumber, dayOfNumber, daysIn } from '../../../src/core/days/dayNumbers';

const days = fc
  .date({ min: new Date('0000-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the numbers of days', () => {
  it('follow one another as days do, also where clocks change and at the ends of months', () => {
    fc.assert(
      fc.property(days, (day) => {
        assert.equal(dayOfNumber(dayNumber(day)), day);
        assert.equal(dayOfNumber(dayNumber(day) + 1), addDays(day, 1));
        assert.equal(dayOfNumber(dayNumber(day) - 1), addDays(day, -1));
      }),
    );
  });

  const ranges = [
    ['2026-03-28', '2026-03-30', 3, 'over the day with 23 hours'],
    ['2026-10-24', '2026-10-26', 3, 'over the day with 25 hours'],
    ['2024-02-28', '2024-03-01', 3, 'over a leap day'],
    ['2026-04-19', '2026-04-19', 1, 'of one day'],
  ] as const;
  for (const [from, to, count, what] of ranges) {
    it(`count the days of a range ${what}`, () => {
      assert.equal(daysIn({ from, to }), count);
    });
  }

  it('end with the days that four digits write', () => {
    assert.equal(dayOfNumber(dayNumber('9999-12-31') + 1), '9999-12-31');
    assert.equal(dayOfNumber(dayNumber('0000-01-01') - 1), '0000-01-01');
  });
});
