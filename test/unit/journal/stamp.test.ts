import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  believedAheadMs,
  clockAtRest,
  clockOf,
  formatStamp,
  isAheadOfBelief,
  isStamp,
  later,
  ticked,
} from '../../../src/core/journal/stamp';

const time = fc.integer({ min: 0, max: 8.64e15 / 100 });
const clock = fc.record(
  { time, counter: fc.integer({ min: 0, max: 10 ** 5 - 1 }) },
  { noNullPrototype: true },
);

describe('A stamp', () => {
  it('sorts as text as its clock sorts by time and counter', () => {
    fc.assert(
      fc.property(clock, clock, (a, b) => {
        const [first, second] = [formatStamp(a, 'w'), formatStamp(b, 'w')];
        assert.equal(first < second, a.time < b.time || (a.time === b.time && a.counter < b.counter));
      }),
    );
  });

  it('gives back the clock it was made from', () => {
    fc.assert(fc.property(clock, (a) => assert.deepEqual(clockOf(formatStamp(a, 'writer1')), a)));
  });

  for (const [name, text] of [
    ['nothing', ''],
    ['a number', '1764000000000'],
    ['capital letters', '001764000000000-00000-W'],
    ['no writer', '001764000000000-00000-'],
    ['a path in place of the writer', '001764000000000-00000-../x'],
  ] as const) {
    it(`is not ${name}`, () => assert.equal(isStamp(text), false));
  }

  it('is made by formatStamp', () => assert.ok(isStamp(formatStamp(clockAtRest, 'abc123'))));
});

describe('A hybrid clock', () => {
  it('rises with every tick, whatever the machine says the time is', () => {
    fc.assert(
      fc.property(clock, fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true })), (start, times) => {
        let current = start;
        for (const now of times) {
          const next = ticked(current, now);
          assert.ok(formatStamp(next, 'w') > formatStamp(current, 'w'));
          assert.ok(isStamp(formatStamp(next, 'w')));
          current = next;
        }
      }),
    );
  });

  it('is at the time of the machine once that has passed it, with a new count', () => {
    assert.deepEqual(ticked({ time: 5, counter: 7 }, 6.9), { time: 6, counter: 0 });
  });

  it('moves to the next millisecond when one has had all its stamps', () => {
    assert.deepEqual(ticked({ time: 5, counter: 10 ** 5 - 1 }, 5), { time: 6, counter: 0 });
  });

  it('stands still while the machine is set back an hour', () => {
    assert.deepEqual(ticked({ time: 3_600_000, counter: 7 }, 0), { time: 3_600_000, counter: 8 });
  });

  it('takes over the later of two readings', () => {
    assert.deepEqual(later({ time: 1, counter: 9 }, { time: 2, counter: 0 }), { time: 2, counter: 0 });
    assert.deepEqual(later({ time: 2, counter: 1 }, { time: 2, counter: 0 }), { time: 2, counter: 1 });
    assert.deepEqual(later({ time: 2, counter: 0 }, { time: 2, counter: 1 }), { time: 2, counter: 1 });
    assert.deepEqual(later({ time: 2, counter: 0 }, { time: 1, counter: 1 }), { time: 2, counter: 0 });
  });

  it('believes a stamp a day ahead and no further', () => {
    assert.equal(believedAheadMs, 86_400_000);
    assert.equal(isAheadOfBelief(formatStamp({ time: believedAheadMs, counter: 0 }, 'w'), 0), false);
    assert.equal(isAheadOfBelief(formatStamp({ time: believedAheadMs + 1, counter: 0 }, 'w'), 0), true);
  });
});
