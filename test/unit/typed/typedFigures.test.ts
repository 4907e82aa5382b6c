import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatHours } from '../../../src/core/figures/format';
import { parseDay } from '../../../src/core/typed/parseDay';
import { parseEstimate } from '../../../src/core/typed/parseEstimate';
import { parseMinutes } from '../../../src/core/typed/parseMinutes';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { parseTokens } from '../../../src/core/typed/parseTokens';

describe('an estimate as typed', () => {
  for (const [text, value] of [
    ['12', { hours: 12 }],
    [' 12 ', { hours: 12 }],
    ['1.5h', { hours: 1.5 }],
    ['1,5 h', { hours: 1.5 }],
    ['.5', { hours: 0.5 }],
    ['90m', { hours: 1.5 }],
    ['90 Min.', { hours: 1.5 }],
    ['2d', { hours: 16 }],
    ['1w', { hours: 40 }],
    ['1h 30m', { hours: 1.5 }],
    ['1h30m', { hours: 1.5 }],
    ['1h30', { hours: 1.5 }],
    ['1:30', { hours: 1.5 }],
    ['½', { hours: 0.5 }],
    ['1½h', { hours: 1.5 }],
    ['~12h', { hours: 12 }],
    ['90s', { hours: 0.025 }],
    ['1-2h 30m', { hours: 1.75, lowHours: 1, highHours: 2.5 }],
    ['30m-45', { hours: 0.625, lowHours: 0.5, highHours: 0.75 }],
    ['1w 1d 1h 1m', { hours: 49.0167 }],
    ['10m', { hours: 0.1667 }],
    ['0,125', { hours: 0.125 }],
    ['1000000', { hours: 1_000_000 }],
    ['1-3h', { hours: 2, lowHours: 1, highHours: 3 }],
    ['1–3h', { hours: 2, lowHours: 1, highHours: 3 }],
    ['1 to 3', { hours: 2, lowHours: 1, highHours: 3 }],
    ['1-2d', { hours: 12, lowHours: 8, highHours: 16 }],
    ['30m - 2h', { hours: 1.25, lowHours: 0.5, highHours: 2 }],
    ['2-2h', { hours: 2 }],
    ['10m - 11m', { hours: 0.175, lowHours: 0.1667, highHours: 0.1833 }],
    [' 1 \n to  3h ', { hours: 2, lowHours: 1, highHours: 3 }],
  ] as const) {
    it(`“${text}” is ${JSON.stringify(value)}`, () => {
      assert.deepEqual(parseEstimate(text), { ok: true, value });
    });
  }

  for (const [text, problem] of [
    ['', /^The duration is missing\. Enter 12,/],
    ['   ', /^The duration is missing/],
    ['-5', /“-5” is negative/],
    ['0', /more than 0 hours/],
    ['0h 0m', /more than 0 hours/],
    ['0-3h', /more than 0 hours/],
    ['1-1000001', /more than 1,000,000 hours/],
    ['3-1h', /“3-1h” is in reverse order/],
    ['5 parsecs', /“parsecs” is not a unit of time/],
    ['1000001', /more than 1,000,000 hours/],
    ['9'.repeat(400), /too long/],
    [`1${' '.repeat(20_000)}-`, /too long/],
    ['NaN', /“NaN” is not a duration/],
    ['Infinity', /“Infinity” is not a duration/],
    ['1e3', /scientific notation/],
    ['1e-3', /scientific notation/],
    ['1,000', /ambiguous/],
    ['1h 30', /number without a unit/],
    ['30m 1h', /are out of order/],
    ['1h 1h', /are out of order/],
    ['1-2-3', /is not a duration/],
    ['٣', /is not a duration/],
    ['<b>1</b>', /is not a duration/],
  ] as const) {
    it(`“${text.slice(0, 20)}” is refused with a reason`, () => {
      const answer = parseEstimate(text);
      assert.equal(answer.ok, false);
      assert.match(answer.ok ? '' : answer.problem, problem);
      assert.match(answer.ok ? '' : answer.problem, /\. (Write|Use|Leave) |\.$/);
    });
  }

  it('reads back its own printed form, for any hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), (parts) => {
        const hours = parts / 10_000;
        assert.deepEqual(parseEstimate(formatHours(hours)), { ok: true, value: { hours } });
      }),
    );
  });

  it('never throws, and accepts only hours that a task can keep', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9hmdw.,\- –e]{0,12}$/)), (text) => {
        const answer = parseEstimate(text);
        assert.ok(
          answer.ok ? answer.value.hours > 0 && answer.value.hours <= 1_000_000 : answer.problem.length > 0,
        );
      }),
    );
  });
});

describe('minutes as typed', () => {
  for (const [text, value] of [
    ['40', 40],
    ['40m', 40],
    ['40 min', 40],
    ['0', 0],
    ['1h 20m', 80],
    ['1.5h', 90],
    ['1,200', 1200],
    ['1,000,000', 1_000_000],
  ] as const) {
    it(`“${text}” are ${value}`, () => assert.deepEqual(parseMinutes(text), { ok: true, value }));
  }

  for (const [text, problem] of [
    ['', /duration is missing/],
    ['-1', /negative/],
    ['40.5', /whole number of minutes/],
    ['1,5', /whole number of minutes/],
    ['1000001', /more than 1,000,000 minutes/],
    ['1e3', /scientific/],
    ['forty', /not a duration/],
  ] as const) {
    it(`“${text}” are refused`, () => {
      const answer = parseMinutes(text);
      assert.match(answer.ok ? '' : answer.problem, problem);
    });
  }
});

describe('tokens as typed', () => {
  for (const [text, value] of [
    ['4129000', 4_129_000],
    ['4,129,000', 4_129_000],
    ['4 129 000', 4_129_000],
    ['4.1M', 4_100_000],
    ['4,1M', 4_100_000],
    ['4.129 m', 4_129_000],
    ['250k', 250_000],
    ['5B', 5_000_000_000],
    ['0', 0],
    ['', undefined],
    ['  ', undefined],
  ] as const) {
    it(`“${text}” are ${value ?? 'none'}`, () => assert.deepEqual(parseTokens(text), { ok: true, value }));
  }

  for (const [text, problem] of [
    ['-3', /negative/],
    ['1.5', /whole number of tokens/],
    ['1.2345k', /whole number of tokens/],
    ['4,12,000', /not a number of tokens/],
    ['1e6', /not a number of tokens/],
    ['1001B', /more than a trillion/],
    ['many', /not a number of tokens/],
  ] as const) {
    it(`“${text}” are refused`, () => {
      const answer = parseTokens(text);
      assert.match(answer.ok ? '' : answer.problem, problem);
    });
  }
});

describe('a day as typed', () => {
  const today = '2026-04-19';
  for (const [text, value] of [
    ['2026-04-19', '2026-04-19'],
    [' 2024-02-29 ', '2024-02-29'],
    ['today', '2026-04-19'],
    ['Yesterday', '2026-04-18'],
  ] as const) {
    it(`“${text}” is ${value}`, () => assert.deepEqual(parseDay(text, today), { ok: true, value }));
  }

  for (const [text, problem] of [
    ['', /day is missing/],
    ['2026-04-20', /in the future/],
    ['2026-02-30', /not in the calendar/],
    ['19.04.2026', /not a day/],
    ['tomorrow', /not a day/],
  ] as const) {
    it(`“${text}” is refused`, () => {
      const answer = parseDay(text, today);
      assert.match(answer.ok ? '' : answer.problem, problem);
    });
  }
});

describe('a title as typed', () => {
  for (const [name, text, value] of [
    ['is trimmed', '  Fix the build  ', 'Fix the build'],
    ['is one line', 'Fix\r\nthe\tbuild\u0000now\u2028here', 'Fix the build now here'],
    ['keeps emoji, right-to-left text and markup', '🚀 مرحبا <b>|x|</b>', '🚀 مرحبا <b>|x|</b>'],
    ['loses half of a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
    ['may have 10,000 characters', 'x'.repeat(10_000), 'x'.repeat(10_000)],
  ] as const) {
    it(name, () => assert.deepEqual(parseTitle(text), { ok: true, value }));
  }

  for (const [text, problem] of [
    ['', /title is missing/],
    [' \n\t ', /title is missing/],
    ['x'.repeat(10_001), /has 10,001 characters\. Shorten it to 10,000/],
  ] as const) {
    it(`“${text.slice(0, 10)}” is refused`, () => {
      const answer = parseTitle(text);
      assert.match(answer.ok ? '' : answer.problem, problem);
    });
  }
});
