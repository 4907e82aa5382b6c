import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dayAround } from '../../../src/core/days/day';
import { LocalDays } from '../../../src/core/days/localDays';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);

/** Moments at which these zones change their clocks, or a whole day is skipped. */
const changes = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['America/St_Johns', '2009-03-08T03:31Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
  ['UTC', '2026-06-01T00:00Z'],
] as const;
const dayStarts = ['00:00', '02:30', '04:00', '23:59'];

describe('Local days', () => {
  it('are those of the calendar, whatever was asked before', () => {
    const zone = fc.constantFrom(...changes.map(([each]) => each));
    const moments = fc.array(fc.integer({ min: at('2005-01-01T00:00Z'), max: at('2040-01-01T00:00Z') }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(zone, fc.constantFrom(...dayStarts), moments, (name, dayStart, asked) => {
        const days = new LocalDays(name, dayStart);
        for (const ms of asked) {
          assert.deepEqual(days.at(ms), dayAround(ms, name, dayStart));
        }
      }),
    );
  });

  for (const [zone, change] of changes) {
    it(`are those of the calendar at each hour of the week around ${change} in ${zone}`, () => {
      for (const dayStart of dayStarts) {
        const days = new LocalDays(zone, dayStart);
        for (let ms = at(change) - 84 * hour; ms <= at(change) + 84 * hour; ms += hour) {
          for (const each of [ms - 1, ms, ms + 1]) {
            assert.deepEqual(days.at(each), dayAround(each, zone, dayStart));
          }
        }
      }
    });
  }

  it('cut an interval at each midnight and lose nothing of it', () => {
    const days = new LocalDays('Europe/Berlin', '00:00');
    const whole = { start: at('2026-03-27T12:00Z'), end: at('2026-03-30T12:00Z') };
    const pieces = [...days.cut(whole)];
    assert.deepEqual(
      pieces.map(({ day, start, end }) => [day, (end - start) / hour]),
      [
        ['2026-03-27', 11],
        ['2026-03-28', 24],
        ['2026-03-29', 23],
        ['2026-03-30', 14],
      ],
    );
    assert.deepEqual([...days.cut({ start: whole.start, end: whole.start })], []);
  });
});
