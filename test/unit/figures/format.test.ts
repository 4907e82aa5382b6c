import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { evidences } from '../../../src/core/task/evidence';
import { leverage, sumHours } from '../../../src/core/record/factor';
import {
  formatAverage,
  formatAverageChange,
  formatClock,
  formatCount,
  formatFactor,
  formatHours,
  formatMinutes,
  formatTotalHours,
} from '../../../src/core/figures/format';
import { formatEvidence } from '../../../src/core/figures/formatEvidence';
import { roundHalfUp } from '../../../src/core/figures/roundHalfUp';

describe('the change of an average', () => {
  for (const [name, before, after, text] of [
    ['names both', 45, 38.24, '45.0x → 38.2x'],
    ['names what it comes to where there was none', undefined, 240, '240.0x'],
    ['names nothing where there is none either', null, null, '–'],
    ['says where it ends without one', 45, undefined, '45.0x → –'],
  ] as const) {
    it(name, () => assert.equal(formatAverageChange(before, after), text));
  }
});

describe('a printed factor', () => {
  for (const [name, exact, one, two] of [
    ['rounds half up', 3.75, '3.8x', '3.75x'],
    ['rounds half up when half-even would not', 11.25, '11.3x', '11.25x'],
    ['rounds once, not by way of 63.75', 4271 / 67, '63.7x', '63.75x'],
    ['keeps at least one decimal', 480, '480.0x', '480.0x'],
    ['keeps up to two', 4800 / 35, '137.1x', '137.14x'],
    ['drops a second decimal that is 0', 12.5, '12.5x', '12.5x'],
    ['carries over the point', 9.995, '10.0x', '10.0x'],
    ['means decimals when binary falls short', 1.005, '1.0x', '1.01x'],
    ['means decimals when binary exceeds', 0.15, '0.2x', '0.15x'],
    ['is not rounded up from just below a tie', 0.0499999999, '0.0x', '0.05x'],
    ['has no separators', 12_000, '12000.0x', '12000.0x'],
    ['of no estimate is 0', 0, '0.0x', '0.0x'],
    ['may be tiny', 0.04, '0.0x', '0.04x'],
    ['may be the largest there is', 60_000_000, '60000000.0x', '60000000.0x'],
    ['is a dash if absent', undefined, '–', '–'],
    ['is a dash if null', null, '–', '–'],
    ['is a dash if it is not a number', Number.NaN, '–', '–'],
    ['is a dash if infinite', Number.POSITIVE_INFINITY, '–', '–'],
  ] as const) {
    it(name, () => {
      assert.equal(formatFactor(exact, 1), one);
      assert.equal(formatFactor(exact, 2), two);
      assert.equal(formatAverage(exact), one);
    });
  }

  it('is the exact ratio rounded half up, for any hours of four decimals and any minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(1 as const, 2 as const),
        (parts, minutes, decimals) => {
          const scale = decimals === 1 ? 10n : 100n;
          const denominator = 10_000n * BigInt(minutes);
          const rounded = (2n * BigInt(parts) * 60n * scale + denominator) / (2n * denominator);
          const printed = formatFactor(leverage(parts / 10_000, minutes), decimals);
          assert.equal(Number(printed.slice(0, -1)), Number(rounded) / Number(scale));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('rounds every tie of hundredths of an hour up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        fc.integer({ min: 1, max: 100 }),
        (tenths, minutes) => {
          // (2k + 1) / 20 is a tie at one decimal; choose the hours that make it exactly.
          const exact = (2 * tenths + 1) / 20;
          const hours = Math.round(((2 * tenths + 1) * minutes * 1_000_000) / 1200) / 1_000_000;
          fc.pre(Number.isInteger(((2 * tenths + 1) * minutes * 100) / 12));
          assert.equal(formatFactor(leverage(hours, minutes), 1), `${((2 * tenths + 2) / 20).toFixed(1)}x`);
          assert.equal(leverage(hours, minutes), exact);
        },
      ),
    );
  });
});

describe('other printed figures', () => {
  it('hours of a cell have no separators and no trailing point', () => {
    assert.deepEqual([12, 0.5, 1250.25, 0, 0.1 + 0.2, 1.3333, 1 / 3].map(formatHours), [
      '12',
      '0.5',
      '1250.25',
      '0',
      '0.3',
      '1.3333',
      '0.3333',
    ]);
  });

  it('hours of a total have separators', () => {
    assert.deepEqual([1222.75, 2135.5, 999, 1_000_000].map(formatTotalHours), [
      '1,222.75',
      '2,135.5',
      '999',
      '1,000,000',
    ]);
  });

  it('counts have separators', () => {
    assert.deepEqual([0, 999, 2010, 4_129_000].map(formatCount), ['0', '999', '2,010', '4,129,000']);
    assert.equal(formatMinutes(2010), '2,010 min');
  });

  for (const [ms, clock] of [
    [0, '0:00:00'],
    [-5000, '0:00:00'],
    [999, '0:00:00'],
    [451_999, '0:07:31'],
    [3_599_999, '0:59:59'],
    [3_600_000, '1:00:00'],
    [360_000_000, '100:00:00'],
  ] as const) {
    it(`a clock of ${ms} ms reads ${clock}`, () => assert.equal(formatClock(ms), clock));
  }

  it('every evidence has its own word and one sentence', () => {
    const texts = evidences.map(formatEvidence);
    assert.equal(new Set(texts.map((text) => text.word)).size, evidences.length);
    for (const { explanation } of texts) {
      assert.match(explanation, /^[A-Z][^.]*\.$/);
    }
  });

  it('rounds huge values without changing them', () => {
    assert.equal(roundHalfUp(5_000_000_000, 6), 5_000_000_000);
    assert.equal(roundHalfUp(1_000_000_000_000, 0), 1_000_000_000_000);
  });

  it('sums hours without binary rounding errors', () => {
    assert.equal(sumHours([0.1, 0.2]), 0.3);
    assert.equal(sumHours([2.01, 0.01]), 2.02);
    assert.equal(sumHours([]), 0);
  });
});
