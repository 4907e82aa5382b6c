import assert from 'node:assert/strict';
import { nestsDeeper } from '../../../src/core/exchange/reading/nesting';
import { readJson } from '../../../src/core/exchange/reading/readJson';

describe('The nesting of JSON', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['nothing', '', false],
    ['as deep as allowed', '[{"a":1}]', false],
    ['one deeper', '[{"a":[1]}]', true],
    ['side by side', '[{},{},[],{}]', false],
    ['brackets in a string', '["[[[{{{"]', false],
    ['a quote that is escaped', '["\\"[[[",[]]', false],
    ['a backslash that is escaped', '["\\\\",[[]]]', true],
    ['a string that never ends', '"[[[[', false],
    ['ends without starts', ']]][[', false],
  ];
  for (const [name, text, deeper] of rows) {
    it(`of ${name} is ${deeper ? 'beyond' : 'within'} two levels`, () => {
      assert.equal(nestsDeeper(text, 2), deeper);
    });
  }

  it('is refused before it is parsed', () => {
    assert.throws(() => readJson('['.repeat(10_000_000)), /nested deeper than any record/);
  });

  it('and a file that is too long to be parsed as a whole is refused with the limit', () => {
    assert.throws(() => readJson(`{"a":"${'x'.repeat(12_000_000)}"}`), /more than 12,000,000 characters/);
  });
});
