import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ClockLabels, DayLabels } from '../../../src/editor/inbox/timeLabels';

describe('Labels of days', () => {
  for (const [language, day, expected] of [
    ['en', '2026-04-19', 'Sunday, April 19, 2026'],
    ['de', '2026-04-19', 'Sonntag, 19. April 2026'],
    ['en', '2026-12-31', 'Thursday, December 31, 2026'],
    ['en', '2024-02-29', 'Thursday, February 29, 2024'],
  ] as const) {
    it(`are ${expected} for ${day} in ${language}, however often they are asked for`, () => {
      const days = new DayLabels(language);
      assert.deepEqual([days.of(day), days.of(day)], [expected, expected]);
    });
  }
});

describe('Labels of times of day', () => {
  const at = (time: string) => Date.parse(`2026-03-29T${time}Z`);
  for (const [name, zone, start, end, expected] of [
    ['two minutes', 'UTC', '09:00:00', '09:34:59', '09:00 – 09:34'],
    ['one minute', 'UTC', '09:00:00', '09:00:59', '09:00'],
    ['a half-hour zone', 'Asia/Kolkata', '09:00:00', '09:10:00', '14:30 – 14:40'],
    ['midnight as 00', 'UTC', '00:00:00', '00:01:00', '00:00 – 00:01'],
    ['the hour that a DST day lacks', 'Europe/Berlin', '00:59:00', '01:01:00', '01:59 – 03:01'],
  ] as const) {
    it(`show ${name} as ${expected}`, () => {
      assert.equal(new ClockLabels(zone).range(at(start), at(end)), expected);
    });
  }

  it('are those of the calendar, at any time in any zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Chatham',
      'Africa/Monrovia',
      'Asia/Kathmandu',
    );
    const moment = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(zone, fc.array(moment, { minLength: 1, maxLength: 20 }), (timeZone, moments) => {
        const clock = new ClockLabels(timeZone);
        const calendar = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone });
        for (const each of moments) {
          assert.equal(clock.range(each, each), calendar.format(each));
        }
      }),
    );
  });
});
