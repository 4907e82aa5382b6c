import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isInAnyOf, isSameFolder } from '../../src/core/folderPath';

const rows: [string, string, string, boolean][] = [
  ['the folder itself', '/a/b', '/a/b', true],
  ['what lies in it', '/a/b/c/d', '/a/b', true],
  ['one whose name begins alike', '/a/bc', '/a/b', false],
  ['the one above', '/a', '/a/b', false],
  ['a slash behind the folder', '/a/b', '/a/b/', true],
  ['a slash behind the path', '/a/b/', '/a/b', true],
  ['two slashes', '/a//b/c', '/a/b//', true],
  ['the root', '/', '/', true],
  ['everything below the root', '/a', '/', true],
  ['other letters', '/A/b/c', '/a/b', false],
  ['a backslash in a name', '/a\\b/c', '/a', false],
  ['Windows itself', 'C:\\a\\b', 'C:\\a\\b', true],
  ['below it on Windows', 'C:\\a\\b\\c', 'C:\\a\\b', true],
  ['a name that begins alike on Windows', 'C:\\a\\bc', 'C:\\a\\b', false],
  ['other letters on Windows', 'c:\\Users\\Ada\\shop', 'C:\\users\\ada', true],
  ['slashes on Windows', 'C:/a/b/c', 'c:\\a\\b\\', true],
  ['a whole drive', 'C:\\a', 'C:\\', true],
  ['a drive without its backslash', 'C:\\a', 'c:', true],
  ['another drive', 'D:\\a', 'C:\\', false],
  ['a share', '\\\\Server\\share\\a', '\\\\server\\share', true],
  ['two systems', '/c/a', 'C:\\a', false],
  ['a drive below /mnt', '/mnt/d/shop', '/mnt', true],
  ['what lies below it under another name', 'D:\\shop\\web', '/mnt/d/shop', true],
  ['nothing at all', '', '/a', false],
  ['below nothing at all', '/a', '', false],
];

describe('Two names of a folder', () => {
  for (const [a, b, expected] of [
    ['/mnt/d/Shop', 'D:\\shop', true],
    ['/mnt/d', 'd:\\', true],
    ['/mnt/d/shop/', 'd:/shop', true],
    ['/mnt/data/shop', 'd:\\ata\\shop', false],
    ['/mnt/d/shop', 'c:\\shop', false],
    ['\\\\wsl.localhost\\Ubuntu\\home\\ada\\shop', '/home/ada/shop', true],
    ['\\\\wsl$\\Ubuntu\\home\\ada', '//wsl.localhost/Ubuntu/home/ada/', true],
    ['\\\\wsl$\\Ubuntu', '/', true],
    ['\\\\wsl$\\Ubuntu\\mnt\\d\\shop', '/home/shop', false],
    ['\\\\wsl$\\Ubuntu\\mnt\\d\\Shop', 'D:\\shop', true],
    ['\\\\wsl.localhost\\Ubuntu\\home\\Ada', '/home/ada', false],
    ['\\\\server\\share\\home', '/home', false],
    ['/private/var/folders/x', '/var/folders/x', true],
    ['/private/tmp', '/tmp/', true],
    ['/private/home', '/home', false],
    ['/private/variable', '/variable', false],
    ['/a/b', '/a/b//', true],
    ['/a/B', '/a/b', false],
    ['C:\\A', 'c:/a/', true],
  ] as const) {
    it(`${a} and ${b} ${expected ? 'are' : 'are not'} the same`, () => {
      assert.equal(isSameFolder(a, b), expected);
      assert.equal(isSameFolder(b, a), expected);
      assert.equal(isInAnyOf([a])(b), expected);
    });
  }
});

describe('A path lies in a folder', () => {
  for (const [what, path, folder, expected] of rows) {
    it(`${expected ? 'with' : 'not with'} ${what}`, () => assert.equal(isInAnyOf([folder])(path), expected));
  }

  it('of several where it lies in any of them, and of none never', () => {
    const paths = ['/a/x', '/b', 'C:\\c\\x', '/d', ''];
    assert.deepEqual(paths.map(isInAnyOf(['/a', '', '/b/', 'c:\\C'])), [true, true, true, false, false]);
    assert.deepEqual(paths.map(isInAnyOf([])), [false, false, false, false, false]);
  });

  it('whatever is appended below it, with either separator of its system', () => {
    const name = fc.stringMatching(/^[a-z .é]{1,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.array(name), fc.boolean(), (above, below, windows) => {
        const [start, separator] = windows ? ['C:\\', '\\'] : ['/', '/'];
        const folder = start + above.join(separator);
        const isIn = isInAnyOf([folder]);
        assert.ok(isIn([folder, ...below].join(separator)));
        assert.ok(!isIn(`${folder}x`));
      }),
    );
  });
});
