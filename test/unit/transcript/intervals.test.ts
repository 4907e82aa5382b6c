import assert from 'node:assert/strict';
import { array, assert as check, integer, property, record } from 'fast-check';
import { describe, it } from 'mocha';
import { unionMs, type Interval } from '../../../src/core/days/interval';
import {
  difference,
  fitted,
  intersection,
  lengthOf,
  normalized,
} from '../../../src/core/transcript/intervals';

const between = (start: number, end: number): Interval => ({ start, end });
const someIntervals = array(
  record({ start: integer({ min: 0, max: 200 }), length: integer({ min: -5, max: 40 }) }).map(
    ({ start, length }) => between(start, start + length),
  ),
  { maxLength: 8 },
);

describe('intervals', () => {
  it('joins touching or overlapping ones and drops empty or reversed ones', () => {
    assert.deepEqual(
      normalized([between(5, 9), between(1, 3), between(3, 4), between(7, 7), between(9, 2)]),
      [between(1, 4), between(5, 9)],
    );
    assert.deepEqual(normalized([]), []);
  });

  it('have nothing in common if they only touch', () => {
    assert.deepEqual(intersection([between(2, 5)], [between(0, 2), between(5, 8)]), []);
    assert.deepEqual(intersection([between(0, 2), between(5, 8)], [between(2, 5)]), []);
  });

  it('intersection and difference together make up the first', () => {
    check(
      property(someIntervals, someIntervals, (a, b) => {
        const both = intersection(a, b);
        const only = difference(a, b);
        assert.deepEqual(normalized([...both, ...only]), normalized(a));
        assert.equal(lengthOf(both) + lengthOf(only), unionMs(a));
        assert.equal(unionMs([...a, ...b]), unionMs(a) + unionMs(b) - lengthOf(both));
      }),
    );
  });

  describe('a duration known only as a number', () => {
    for (const [name, guess, room, target, expected] of [
      [
        'shrinks a longer guess',
        [between(0, 60), between(80, 100)],
        [between(0, 100)],
        40,
        [
          [0, 30],
          [80, 90],
        ],
      ],
      ['grows a shorter one into the gaps', [between(0, 10)], [between(0, 100)], 55, [[0, 55]]],
      ['is kept if the guess is right', [between(5, 15)], [between(0, 20)], 10, [[5, 15]]],
      ['never leaves its room', [between(5, 15)], [between(10, 20)], 25, [[10, 20]]],
      [
        'fills several rooms',
        [],
        [between(0, 10), between(20, 30)],
        20,
        [
          [0, 10],
          [20, 30],
        ],
      ],
      ['is nothing without room', [between(0, 5)], [], 10, []],
      ['is nothing at zero', [between(0, 5)], [between(0, 5)], 0, []],
    ] as const) {
      it(name, () => {
        assert.deepEqual(
          fitted(guess, room, target).map(({ start, end }) => [start, end]),
          expected,
        );
      });
    }

    it('is exactly that long, as far as there is room', () => {
      check(
        property(someIntervals, someIntervals, integer({ min: 0, max: 500 }), (guess, room, target) => {
          const placed = fitted(guess, room, target);
          assert.equal(lengthOf(placed), Math.min(target, unionMs(room)));
          assert.deepEqual(placed, normalized(placed));
          assert.deepEqual(difference(placed, room), []);
        }),
      );
    });
  });
});
