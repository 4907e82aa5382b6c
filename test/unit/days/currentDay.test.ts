import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CurrentDay, type DayCounting } from '../../../src/core/days/currentDay';
import { dayBounds, dayAround, dayOf } from '../../../src/core/days/day';
import { berlin, bounds, countedDays } from '../../fixtures/countedDays';

const hour = 3_600_000;

/** A day that counts how often it asked the calendar. */
function counted(counting: DayCounting = berlin) {
  const asked: number[] = [];
  const settings = { ...counting };
  const day = new CurrentDay(
    () => settings,
    (now, timeZone, dayStart) => {
      asked.push(now);
      return { day: dayOf(now, timeZone, dayStart), ...calendar(now, { timeZone, dayStart }) };
    },
  );
  return { day, asked, settings };
}

function calendar(now: number, { timeZone, dayStart }: DayCounting) {
  return dayBounds(dayOf(now, timeZone, dayStart), timeZone, dayStart);
}

describe('The day around now', () => {
  for (const [name, date, hours, counting] of countedDays) {
    it(`asks the calendar once for ${name}, and again from the first moment of the next`, () => {
      const { day, asked } = counted(counting);
      const { start, end } = dayBounds(date, counting.timeZone, counting.dayStart);
      for (let now = start; now < end; now += hour / 2) {
        assert.deepEqual(bounds(day.around(now)), { start, end });
      }
      assert.deepEqual(bounds(day.around(end - 1)), { start, end });
      assert.equal(end - start, hours * hour);
      assert.equal(asked.length, 1);
      assert.equal(day.around(end).start, end);
      assert.equal(asked.length, 2);
    });
  }

  it('asks again when the clock is set back over midnight', () => {
    const { day, asked } = counted();
    const { start } = day.around(Date.UTC(2026, 5, 1, 10));
    assert.equal(day.around(start).start, start);
    assert.equal(asked.length, 1);
    assert.equal(day.around(start - 1).end, start);
    assert.equal(asked.length, 2);
  });

  for (const [name, change] of [
    ['the zone', { timeZone: 'Asia/Tokyo' }],
    ['the day start', { dayStart: '04:00' }],
  ] as const) {
    it(`asks again when ${name} changes, even if now is within the day it knew`, () => {
      const { day, asked, settings } = counted();
      const now = Date.UTC(2026, 5, 1, 10);
      day.around(now);
      Object.assign(settings, change);
      assert.deepEqual(bounds(day.around(now)), calendar(now, settings));
      assert.equal(day.around(now).day, dayOf(now, settings.timeZone, settings.dayStart));
      assert.equal(asked.length, 2);
    });
  }

  it('always agrees with the calendar', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo');
    const dayStart = fc.constantFrom('00:00', '02:30', '23:59');
    const moment = fc.integer({ min: Date.UTC(2011, 11, 28), max: Date.UTC(2012, 0, 3) });
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, zone, dayStart), { minLength: 1, maxLength: 20 }), (asked) => {
        const settings = { ...berlin };
        const day = new CurrentDay(() => settings, dayAround);
        for (const [now, timeZone, start] of asked) {
          Object.assign(settings, { timeZone, dayStart: start });
          assert.deepEqual(bounds(day.around(now)), calendar(now, settings));
          assert.equal(day.around(now).day, dayOf(now, settings.timeZone, settings.dayStart));
        }
      }),
    );
  });
});
