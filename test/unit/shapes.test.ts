import assert from 'node:assert/strict';
import {
  isAbsentOr,
  isAnything,
  isCount,
  isFlag,
  isListOf,
  isMapOf,
  isNullOr,
  isNumber,
  isNumberFrom,
  isObjectOf,
  isOneOf,
  isText,
  isTextOf,
} from '../../src/core/shapes';

const values = {
  'no value': undefined,
  null: null,
  'no text': '',
  'a text': 'ab',
  'a text of one character that takes two units': '😀',
  'a flag': false,
  zero: 0,
  'a number': 2.5,
  'a negative number': -1,
  'no number': Number.NaN,
  'a number without an end': Number.POSITIVE_INFINITY,
  'an empty list': [],
  'a list of texts': ['a', 'b'],
  'a list of a text and a number': ['a', 1],
  'an empty object': {},
  'an object of texts': { a: 'b' },
  'an object of a number': { a: 1 },
  'an object with more than is asked for': { a: 'b', b: 1 },
  'an object of a long name': { abc: 'b' },
} as const;

const isSmall = isObjectOf<{ readonly a: string; readonly c?: number | undefined }>({
  a: isText,
  c: isAbsentOr(isNumber),
});

const numbers = ['zero', 'a number', 'a negative number'];
const objects = ['an empty object', 'an object of texts', 'an object of a long name'];

const kinds: readonly (readonly [string, (value: unknown) => boolean, readonly string[]])[] = [
  ['anything', isAnything, Object.keys(values)],
  ['a text', isText, ['no text', 'a text', 'a text of one character that takes two units']],
  ['a text of one character', isTextOf(1, 1), ['a text of one character that takes two units']],
  ['a text of at least two', isTextOf(2), ['a text']],
  ['a flag', isFlag, ['a flag']],
  ['a number', isNumber, numbers],
  ['a count', isCount, ['zero']],
  ['a number from 0 to 2.5', isNumberFrom(0, 2.5), ['zero', 'a number']],
  ['one of two', isOneOf(['ab', 2.5]), ['a text', 'a number']],
  ['null or a flag', isNullOr(isFlag), ['null', 'a flag']],
  ['a flag, if anything', isAbsentOr(isFlag), ['no value', 'a flag']],
  ['a list of texts', isListOf(isText), ['an empty list', 'a list of texts']],
  ['a short list', isListOf(isText, 1), ['an empty list']],
  ['a map of texts', isMapOf(isText), objects],
  ['a map of short names', isMapOf(isText, isTextOf(1, 2)), objects.slice(0, 2)],
  [
    'an object with a member that is there and one that may be',
    isSmall,
    ['an object of texts', 'an object with more than is asked for'],
  ],
];

describe('The shape of a value', () => {
  for (const [name, isRight, expected] of kinds) {
    it(`${name} is found in what has it, and in nothing else`, () => {
      assert.deepEqual(
        Object.entries(values).flatMap(([each, value]) => (isRight(value) ? [each] : [])),
        expected,
      );
    });
  }

  it('an object is refused for each of its members', () => {
    assert.deepEqual(
      [isSmall({ a: 1 }), isSmall({ c: 1 }), isSmall({ a: '', c: '1' })],
      [false, false, false],
    );
    assert.ok(isSmall({ a: '', c: 1 }));
  });
});
