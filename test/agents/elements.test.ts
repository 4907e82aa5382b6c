import assert from 'node:assert/strict';
import { elementText, withoutElements } from '../../src/agents/json/elements';

describe('elements within a text', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['none', 'plain <b>', 'plain <b>', 'plain <b>'],
    ['one', 'a<x>in</x>b', 'ab', 'ab'],
    ['several, with attributes', '<x a="1">1</x>a<x\n>2</x>b', 'ab', 'ab'],
    ['one of a longer name', '<xy>1</xy>', '<xy>1</xy>', '<xy>1</xy>'],
    ['one that never ends', 'a<x>in', 'a<x>in', 'a'],
    ['one that never ends behind one that does', '<x>1</x>a<x>in', 'a<x>in', 'a'],
    ['an end that names what it ends', 'a<x id="1">in</x id="1">b', 'ab', 'ab'],
    ['a tag that never closes', 'a<x b', 'a<x b', 'a<x b'],
    ['an end without a start', 'a</x>b', 'a</x>b', 'a</x>b'],
  ];
  for (const [name, text, left, gone] of rows) {
    it(`${name}: are taken out`, () => {
      assert.deepEqual(
        [withoutElements(text, 'x', 'left'), withoutElements(text, 'x', 'gone')],
        [left, gone],
      );
    });
  }

  it('are read up to their first end', () => {
    assert.equal(elementText('<n>a</n><n>b</n>', 'n'), 'a');
    assert.equal(elementText('<n>a', 'n'), undefined);
    assert.equal(elementText('a</n>', 'n'), undefined);
  });

  it('are searched once, however many begin and never end', () => {
    const text = '<x>'.repeat(400_000);
    assert.equal(withoutElements(text, 'x', 'left'), text);
    assert.equal(withoutElements('<x '.repeat(400_000), 'x', 'gone').length, 1_200_000);
    assert.equal(elementText(text, 'x'), undefined);
  });
});
