import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays, dayOf } from '../../../src/core/days/day';
import { daysIn } from '../../../src/core/days/dayNumbers';
import { comparedRanges, periodBefore } from '../../../src/core/history/comparison';
import type { TimeframeKind as Kind } from '../../../src/core/history/historyQuery';
import { timeframeOf } from '../../../src/core/history/timeframe';

const today = '2026-04-15'; // a Wednesday
const recorded = { began: '2026-02-10', last: '2026-04-14' };

function frame(
  timeframe: Kind,
  anchor: string | null = null,
  custom: { from: string; to: string } | null = null,
) {
  return timeframeOf({ timeframe, anchor, custom }, today, recorded);
}

describe('a timeframe', () => {
  const rows: readonly [
    Kind,
    string | null,
    string,
    string,
    boolean,
    string | undefined,
    string | undefined,
  ][] = [
    ['day', null, '2026-04-15', '2026-04-15', true, '2026-04-14', undefined],
    ['day', '2026-02-10', '2026-02-10', '2026-02-10', false, undefined, '2026-02-11'],
    ['week', null, '2026-04-13', '2026-04-19', true, '2026-04-12', undefined],
    ['week', '2026-03-29', '2026-03-23', '2026-03-29', false, '2026-03-22', '2026-03-30'],
    ['month', null, '2026-04-01', '2026-04-30', true, '2026-03-31', undefined],
    ['month', '2026-02-28', '2026-02-01', '2026-02-28', false, undefined, '2026-03-01'],
    ['quarter', null, '2026-04-01', '2026-06-30', true, '2026-03-31', undefined],
    ['quarter', '2025-12-31', '2025-10-01', '2025-12-31', false, undefined, '2026-01-01'],
    ['year', null, '2026-01-01', '2026-12-31', true, undefined, undefined],
    ['all', null, '2026-02-10', '2026-04-15', true, undefined, undefined],
  ];
  for (const [kind, anchor, from, to, current, previous, next] of rows) {
    it(`of a ${kind} around ${anchor ?? 'today'} is from ${from} to ${to}`, () => {
      const { period, ...rest } = frame(kind, anchor);
      assert.deepEqual([period.from, period.to], [from, to]);
      assert.deepEqual(rest, { current, previous, next });
    });
  }

  it('of a choice of days is from the earlier to the later, however they are given, and has no neighbours', () => {
    const chosen = { unit: 'days', from: '2026-03-01', to: '2026-03-10' };
    const asked = [
      frame('custom', null, { from: '2026-03-01', to: '2026-03-10' }),
      frame('custom', null, { from: '2026-03-10', to: '2026-03-01' }),
    ];
    for (const each of asked) {
      assert.deepEqual(each, { period: chosen, current: false, previous: undefined, next: undefined });
    }
  });

  it('of everything is today where nothing is recorded, and reaches the last day where a clock was ahead', () => {
    const all = (of: { began: string; last: string } | undefined) =>
      timeframeOf({ timeframe: 'all', anchor: null, custom: null }, today, of).period;
    assert.deepEqual(all(undefined), { unit: 'days', from: today, to: today });
    assert.deepEqual(all({ began: '2026-04-20', last: '2026-04-21' }), {
      unit: 'days',
      from: today,
      to: '2026-04-21',
    });
  });

  it('leads to the next one where a day ahead of today has a record', () => {
    const ahead = { began: '2026-02-10', last: '2026-04-21' };
    assert.equal(
      timeframeOf({ timeframe: 'week', anchor: null, custom: null }, today, ahead).next,
      '2026-04-20',
    );
  });

  it('ends with the last day that can be written', () => {
    const { period, next } = timeframeOf({ timeframe: 'week', anchor: '9999-12-31', custom: null }, today, {
      began: '9999-12-31',
      last: '9999-12-31',
    });
    assert.deepEqual([period.to, next], ['9999-12-31', undefined]);
  });
});

describe('today', () => {
  const moments = [
    ['2026-03-28T22:59:59Z', '2026-03-28', 'a second before the day with 23 hours'],
    ['2026-03-28T23:00:00Z', '2026-03-29', 'as it begins'],
    ['2026-03-29T21:59:59Z', '2026-03-29', 'as it ends'],
    ['2026-03-29T22:00:00Z', '2026-03-30', 'after it'],
    ['2026-10-24T22:00:00Z', '2026-10-25', 'as the day with 25 hours begins'],
    ['2026-10-25T22:59:59Z', '2026-10-25', 'as it ends'],
    ['2026-10-25T23:00:00Z', '2026-10-26', 'after it'],
  ] as const;
  for (const [moment, day, what] of moments) {
    it(`is ${day} in Berlin ${what}, and the timeframe and what it is compared with go by it`, () => {
      const now = dayOf(Date.parse(moment), 'Europe/Berlin', '00:00');
      assert.equal(now, day);
      const { period, current } = timeframeOf(
        { timeframe: 'week', anchor: null, custom: null },
        now,
        recorded,
      );
      assert.ok(current && period.from <= day && day <= period.to);
      const ranges = comparedRanges(period, false, now, { began: '2020-01-01', last: now });
      assert.ok(ranges.kind === 'compared');
      assert.equal(ranges.now.to, day);
      assert.equal(addDays(ranges.earlier.to, 7), day);
    });
  }
});

describe('the period before', () => {
  it('ends on the day before this one begins, and is of the same unit or of as many days', () => {
    const days = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const kinds = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'custom');
    fc.assert(
      fc.property(kinds, days, days, (timeframe, from, to) => {
        const { period } = timeframeOf({ timeframe, anchor: from, custom: { from, to } }, today, recorded);
        const before = periodBefore(period);
        assert.equal(addDays(before.to, 1), period.from);
        assert.equal(before.unit, period.unit);
        if (period.unit === 'days' || period.unit === 'day' || period.unit === 'week') {
          assert.equal(daysIn(before), daysIn(period));
        }
      }),
    );
  });
});

describe('a comparison', () => {
  const compared = (timeframe: Kind, anchor: string | null, now = today, of = recorded) => {
    const { period } = timeframeOf({ timeframe, anchor, custom: null }, now, of);
    return comparedRanges(period, timeframe === 'all', now, of);
  };
  const rows: readonly [string, Kind, string | null, string, string, string, string][] = [
    [
      'a week that isn’t over with as many days of the week before',
      'week',
      null,
      today,
      '2026-04-06',
      '2026-04-08',
      '2026-04-15',
    ],
    [
      'a month that isn’t over with as many days of the month before',
      'month',
      null,
      today,
      '2026-03-01',
      '2026-03-15',
      '2026-04-15',
    ],
    [
      'the 30th of March with the whole of February, which is shorter',
      'month',
      null,
      '2026-03-30',
      '2026-02-01',
      '2026-02-28',
      '2026-03-30',
    ],
    [
      'a quarter that isn’t over with as many days',
      'quarter',
      null,
      today,
      '2026-01-01',
      '2026-01-15',
      '2026-04-15',
    ],
    ['today with yesterday', 'day', null, today, '2026-04-14', '2026-04-14', '2026-04-15'],
    [
      'a week on its last day with the whole week before',
      'week',
      null,
      '2026-04-19',
      '2026-04-06',
      '2026-04-12',
      '2026-04-19',
    ],
    [
      'a month on its last day with the whole month before, which is longer',
      'month',
      null,
      '2026-04-30',
      '2026-03-01',
      '2026-03-31',
      '2026-04-30',
    ],
    [
      'a week that is over with the whole week before',
      'week',
      '2026-03-29',
      today,
      '2026-03-16',
      '2026-03-22',
      '2026-03-29',
    ],
  ];
  const early = { began: '2020-01-01', last: '2026-04-14' };
  for (const [what, timeframe, anchor, now, from, to, nowTo] of rows) {
    it(`sets ${what}`, () => {
      const ranges = compared(timeframe, anchor, now, early);
      assert.ok(ranges.kind === 'compared');
      assert.deepEqual([ranges.earlier.from, ranges.earlier.to, ranges.now.to], [from, to, nowTo]);
      assert.equal(ranges.beganWithin, false);
    });
  }

  it('is made with nothing before the record began', () => {
    assert.equal(compared('year', null).kind, 'noRecord');
    assert.equal(compared('month', '2026-02-20').kind, 'noRecord');
    assert.equal(compared('all', null).kind, 'all');
    assert.equal(
      comparedRanges({ unit: 'day', from: today, to: today }, false, today, undefined).kind,
      'empty',
    );
  });

  it('says so where the record began within the days that are compared', () => {
    const ranges = compared('month', '2026-03-31');
    assert.ok(ranges.kind === 'compared' && ranges.beganWithin);
  });

  it('of a part of a month is none where the record began after that part of the month before', () => {
    assert.equal(compared('month', null, '2026-03-05').kind, 'noRecord');
  });
});
