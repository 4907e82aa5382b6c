import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FolderNames, namesByText } from '../../../src/core/folders/folderPath';

const rows: [string, string, string, boolean][] = [
  ['the folder itself', '/a/b', '/a/b', true],
  ['a path below it', '/a/b/c/d', '/a/b', true],
  ['one whose name begins alike', '/a/bc', '/a/b', false],
  ['the one above', '/a', '/a/b', false],
  ['a slash after the folder', '/a/b', '/a/b/', true],
  ['a slash after the path', '/a/b/', '/a/b', true],
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
  ['a path below it under another name', 'D:\\shop\\web', '/mnt/d/shop', true],
  ['nothing at all', '', '/a', false],
  ['below nothing at all', '/a', '', false],
];

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

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
    ['file:///home/ada/my%20shop', '/home/ada/my shop', true],
    ['file:///c%3A/Users/Ada', 'C:\\users\\ada', true],
    ['file://server/share/a', '\\\\server\\share\\a', true],
    ['file:///home/%zz', '/home/%zz', false],
    ['vscode-remote://wsl%2BUbuntu/home/ada/shop', '/home/ada/shop', true],
    ['vscode-remote://wsl+ubuntu/home/ada/shop/', '\\\\wsl$\\Ubuntu\\home\\ada\\shop', true],
    ['vscode-remote://wsl+Ubuntu/mnt/d/Shop', 'd:\\shop', true],
    ['vscode-remote://ssh-remote%2Bbox/home/ada', 'vscode-remote://ssh-remote+box/home/ada/', true],
    ['vscode-remote://ssh-remote+box/home/ada', '/home/ada', false],
    ['vscode-remote://ssh-remote+box/home/ada', 'vscode-remote://ssh-remote+bin/home/ada', false],
    [`vscode-remote://dev-container%2B${hex('/home/ada/shop')}/workspaces/shop`, '/home/ada/shop', true],
    [`vscode-remote://dev-container+${hex('d:\\shop')}/workspaces/shop`, 'D:\\Shop', true],
    [
      `vscode-remote://dev-container+${hex('{"hostPath":"d:\\\\shop","localDocker":true}')}/workspaces/shop`,
      'd:\\shop',
      true,
    ],
    [`vscode-remote://dev-container+${hex('/home/ada/shop')}/root`, '/home/ada/shop', false],
    [`vscode-remote://dev-container+${hex('/home/ada/shop')}/workspaces/shop2`, '/home/ada/shop', false],
    ['vscode-remote://dev-container+ff/workspaces/shop', '/home/ada/shop', false],
    ['~/shop', '/shop', false],
  ] as const) {
    it(`${a} and ${b} ${expected ? 'are' : 'are not'} the same`, () => {
      assert.equal(namesByText.isSame(a, b), expected);
      assert.equal(namesByText.isSame(b, a), expected);
      assert.equal(namesByText.isInAnyOf([a])(b), expected);
    });
  }
});

describe('A path lies in a folder', () => {
  for (const [what, path, folder, expected] of rows) {
    it(`${expected ? 'with' : 'not with'} ${what}`, () =>
      assert.equal(namesByText.isInAnyOf([folder])(path), expected));
  }

  it('if it lies in any of several, and never if there are none', () => {
    const paths = ['/a/x', '/b', 'C:\\c\\x', '/d', ''];
    assert.deepEqual(paths.map(namesByText.isInAnyOf(['/a', '', '/b/', 'c:\\C'])), [
      true,
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(paths.map(namesByText.isInAnyOf([])), [false, false, false, false, false]);
  });

  it('whatever is appended below it, with either separator of its system', () => {
    const name = fc.stringMatching(/^[a-z .é]{1,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.array(name), fc.boolean(), (above, below, windows) => {
        const [start, separator] = windows ? ['C:\\', '\\'] : ['/', '/'];
        const folder = start + above.join(separator);
        const isIn = namesByText.isInAnyOf([folder]);
        assert.ok(isIn([folder, ...below].join(separator)));
        assert.ok(!isIn(`${folder}x`));
      }),
    );
  });
});

describe('Names that the user declares to be one folder', () => {
  const link: [string, string] = ['~/shop', '/srv/projects/shop'];
  for (const [what, aliases, a, b, expected] of [
    ['either way', [link], '/home/ada/shop', '/srv/projects/shop', true],
    ['with paths below', [link], '/home/ada/shop/web/a', '/srv/projects/shop/web/a/', true],
    ['not with names that only begin alike', [link], '/home/ada/shop2', '/srv/projects/shop2', false],
    ['nor with other paths in it', [link], '/home/ada/shop/web', '/srv/projects/shop/api', false],
    ['one after the other', [link, ['/data/shop', '~/shop']], '/data/shop/x', '/srv/projects/shop/x', true],
    [
      'one within the other',
      [
        ['/y', '/x'],
        ['/z', '/y/s'],
      ],
      '/x/s/f',
      '/z/f',
      true,
    ],
    [
      'one within the other, said first',
      [
        ['/z', '/y/s'],
        ['/y', '/x'],
      ],
      '/x/s/f',
      '/z/f',
      true,
    ],
    ['across systems', [['/work', 'E:\\Work']], '/work/Shop/web', 'e:\\work\\shop\\web', true],
    ['across systems, in capitals', [['E:\\Work', '/work']], '/work/Shop', '/work/shop', true],
    [
      'with another machine',
      [['vscode-remote://ssh-remote+box/home/ada/shop', '~/shop']],
      'vscode-remote://ssh-remote%2Bbox/home/ada/shop/web',
      '/home/ada/shop/web',
      true,
    ],
    ['if the text says more', [['/data', '/mnt']], '/data/d/shop', 'D:\\shop', true],
    ['with itself', [['/a', '/a/']], '/a', '/b', false],
    [
      'in a circle',
      [
        ['/a', '/a/b'],
        ['/a/b', '/a'],
      ],
      '/a/b/b/c',
      '/a/c',
      true,
    ],
    ['with the root', [['/', '/host']], '/host/etc', '/etc', true],
  ] as [string, [string, string][], string, string, boolean][]) {
    it(`are ${expected ? '' : 'not '}the same ${what}`, () => {
      const names = new FolderNames(aliases, { isMac: false, home: '/home/ada' });
      assert.equal(names.isSame(a, b), expected);
      assert.equal(names.isSame(b, a), expected);
      assert.equal(names.isInAnyOf([a])(b), expected);
      assert.equal(names.isInAnyOf([b])(a), expected);
      assert.equal(namesByText.isSame(a, b), false);
    });
  }

  it('lie in whatever one of them lies in', () => {
    const isIn = new FolderNames([['/home/ada/work/shop', '/srv/shop']]).isInAnyOf(['/home/ada/work']);
    const paths = [
      '/srv/shop',
      '/srv/shop/web',
      '/home/ada/work/shop/web',
      '/home/ada/work',
      '/srv',
      '/srv/x',
    ];
    assert.deepEqual(paths.map(isIn), [true, true, true, true, false, false]);
  });

  it('say the same in any order, and end', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'cd'), { maxLength: 3 })
      .map((parts) => `/${parts.join('/')}`);
    const pairs = fc.array(
      fc.tuple(
        name,
        fc.oneof(
          name,
          name.map((path) => `C:${path}`),
        ),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pairs, name, (aliases, below) => {
        const orders = [aliases, aliases.toReversed(), aliases.map(([a, b]): [string, string] => [b, a])];
        for (const names of orders.map((each) => new FolderNames(each))) {
          for (const [a, b] of aliases) {
            assert.ok(names.isSame(a, b));
            assert.ok(names.isSame(`${a}${below}`, `${b}${below}`));
          }
        }
      }),
    );
  });
});

describe('Folders of a Mac', () => {
  const names = new FolderNames([], { isMac: true, home: '/Users/ada' });
  for (const [a, b, expected] of [
    ['/Users/Ada/Shop', '/users/ada/shop', true],
    ['/Users/ada/Cafe\u0301', '/Users/ada/Caf\u00e9', true],
    ['~/Shop', '/Users/ada/shop', true],
    ['/private/tmp/A', '/tmp/a', true],
    ['/Volumes/Work/Shop', '/Volumes/Work/shop', false],
    ['/Users/ada/shop', '/Users/ada/shops', false],
  ] as const) {
    it(`${a} and ${b} ${expected ? 'are' : 'are not'} the same`, () => {
      assert.equal(names.isSame(a, b), expected);
      assert.equal(names.isInAnyOf([b])(a), expected);
    });
  }
});
