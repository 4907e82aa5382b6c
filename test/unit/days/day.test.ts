import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays, dayAround, dayBounds, dayOf, isDay, isZone } from '../../../src/core/days/day';
import { isDayStart } from '../../../src/core/days/dayStart';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('dayOf', () => {
  for (const [name, moment, zone, dayStart, day] of [
    [
      'the last millisecond before midnight is the old day',
      '2026-04-18T21:59:59.999Z',
      'Europe/Berlin',
      '00:00',
      '2026-04-18',
    ],
    ['midnight is the new day', '2026-04-18T22:00:00Z', 'Europe/Berlin', '00:00', '2026-04-19'],
    [
      'the night before the day start is still yesterday',
      '2026-04-19T01:59:59Z',
      'Europe/Berlin',
      '04:00',
      '2026-04-18',
    ],
    ['the day start is today', '2026-04-19T02:00:00Z', 'Europe/Berlin', '04:00', '2026-04-19'],
    ['the last minute of a day with a late start', '2026-04-19T23:58:00Z', 'UTC', '23:59', '2026-04-18'],
    ['a zone across the date line', '2026-04-18T10:00:00Z', 'Pacific/Kiritimati', '00:00', '2026-04-19'],
    ['before the epoch', '1969-12-31T23:59:59.999Z', 'UTC', '00:00', '1969-12-31'],
    [
      'a day start that the clock jumps over begins at the jump',
      '2026-03-29T01:00:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-03-29',
    ],
    ['just before that jump', '2026-03-29T00:59:59.999Z', 'Europe/Berlin', '02:30', '2026-03-28'],
    [
      'a day start that comes twice begins the first time',
      '2026-10-25T00:30:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-10-25',
    ],
    [
      'and continues when the clock reads less again',
      '2026-10-25T01:00:00Z',
      'Europe/Berlin',
      '02:30',
      '2026-10-25',
    ],
    [
      'a midnight that the clock jumps over',
      '2018-11-04T03:00:00Z',
      'America/Sao_Paulo',
      '00:00',
      '2018-11-04',
    ],
    [
      'a clock set back over midnight stays in the new day',
      '2010-11-07T02:31:00Z',
      'America/St_Johns',
      '00:00',
      '2010-11-07',
    ],
    ['after a day that the zone skipped', '2011-12-30T10:00:00Z', 'Pacific/Apia', '00:00', '2011-12-31'],
  ] as const) {
    it(name, () => {
      assert.equal(dayOf(at(moment), zone, dayStart), day);
      assert.deepEqual(dayAround(at(moment), zone, dayStart), { day, ...dayBounds(day, zone, dayStart) });
    });
  }

  it('takes a moment with a fraction of a millisecond', () => {
    assert.equal(dayOf(at('2026-04-18T21:59:59.999Z') + 0.9, 'Europe/Berlin', '00:00'), '2026-04-18');
  });

  it('reports the expected form for an invalid day start', () => {
    assert.throws(() => dayOf(0, 'UTC', '25:00'), /Expected dayStart as HH:MM, got 25:00/);
  });
});

describe('dayBounds', () => {
  for (const [name, day, zone, dayStart, hours] of [
    ['an ordinary day', '2026-04-19', 'Europe/Berlin', '00:00', 24],
    ['the day the clock goes forward', '2026-03-29', 'Europe/Berlin', '00:00', 23],
    ['the day the clock goes back', '2026-10-25', 'Europe/Berlin', '00:00', 25],
    ['with a later start the change falls into the day before', '2026-03-28', 'Europe/Berlin', '04:00', 23],
    ['and that day itself is whole', '2026-03-29', 'Europe/Berlin', '04:00', 24],
    ['a half-hour change', '2026-04-05', 'Australia/Lord_Howe', '00:00', 24.5],
    [
      'a start within the gap begins and ends half an hour apart',
      '2026-03-29',
      'Europe/Berlin',
      '02:30',
      23.5,
    ],
    ['a skipped day is empty', '2011-12-30', 'Pacific/Apia', '00:00', 0],
    ['the zone without changes', '2026-03-29', 'UTC', '12:00', 24],
  ] as const) {
    it(`${name}: ${hours} h`, () => {
      const { start, end } = dayBounds(day, zone, dayStart);
      assert.equal((end - start) / hour, hours);
    });
  }

  it('holds exactly the moments that belong to the day', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'America/St_Johns',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'UTC',
    ];
    const starts = ['00:00', '00:01', '02:30', '04:00', '23:59'];
    const moment = fc.integer({ min: at('2005-01-01T00:00Z'), max: at('2040-01-01T00:00Z') });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), fc.constantFrom(...starts), (ms, zone, dayStart) => {
        const day = dayOf(ms, zone, dayStart);
        const { start, end } = dayBounds(day, zone, dayStart);
        assert.ok(start <= ms && ms < end);
        assert.equal(dayBounds(addDays(day, 1), zone, dayStart).start, end);
      }),
    );
  });
});

describe('calendar days', () => {
  for (const [text, expected] of [
    ['2026-04-19', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-4-9', false],
    ['2026-04-19T00:00', false],
    ['', false],
    ['today', false],
  ] as const) {
    it(`“${text}” is ${expected ? 'a' : 'no'} day`, () => assert.equal(isDay(text), expected));
  }

  it('are counted over months, leap days and years', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-01-01', -1), '2025-12-31');
    assert.equal(addDays('2026-04-19', 0), '2026-04-19');
  });

  it('start at a time written HH:MM, in a zone that exists', () => {
    assert.deepEqual(['00:00', '23:59', '24:00', '4:00', ''].map(isDayStart), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(['Europe/Berlin', 'UTC', 'Mars/Base', ''].map(isZone), [true, true, false, false]);
  });
});
