import assert from 'node:assert/strict';
import { parseGroupName } from '../../../src/core/typed/parseGroupName';

describe('The name of a category or workstream', () => {
  for (const [typed, name] of [
    ['Bug', 'Bug'],
    ['  Bug\tfix\n', 'Bug fix'],
    ['__proto__', '__proto__'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ] as const) {
    it(`is one line as it was typed: ${JSON.stringify(typed.slice(0, 20))}`, () =>
      assert.deepEqual(parseGroupName(typed), { ok: true, value: name }));
  }

  for (const typed of ['', '  ', '\u200b', '\u202e', 'x'.repeat(201)]) {
    it(`is refused if nothing shows or it is too long: ${JSON.stringify(typed.slice(0, 20))}`, () =>
      assert.equal(parseGroupName(typed).ok, false));
  }
});
