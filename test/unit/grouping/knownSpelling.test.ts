import assert from 'node:assert/strict';
import { hasSameLetters, knownSpelling } from '../../../src/core/grouping/knownSpelling';

describe('spelling of a category or workstream', () => {
  const others = [
    { category: 'bug', workstream: 'Release' },
    { category: 'Bug', workstream: null },
    { category: null, workstream: null },
  ];
  for (const [name, grouping, spelled] of [
    ['Bug', 'category', 'Bug'],
    ['bug', 'category', 'bug'],
    ['BUG', 'category', 'bug'],
    ['ＢＵＧ', 'category', 'bug'],
    ['BUG', 'workstream', 'BUG'],
    ['release', 'workstream', 'Release'],
    ['bugs', 'category', 'bugs'],
  ] as const) {
    it(`writes ${name} as ${spelled}, a ${grouping}`, () => {
      assert.equal(knownSpelling(name, grouping, others), spelled);
      assert.ok(hasSameLetters(name, spelled));
    });
  }

  it('tells names apart that differ in more than case', () => {
    assert.equal(hasSameLetters('bug', 'bugs'), false);
  });
});
