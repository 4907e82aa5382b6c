import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFileName } from '../../../src/editor/commands/record/exportFileName';
import { linkedGitFolder } from '../../../src/editor/commands/task/place/gitHead';
import { enteredFolder } from '../../../src/editor/sensors/enteredFolder';
import { temporaryFolders } from '../../../src/editor/sensors/temporaryFolders';

const machines = {
  Windows: { platform: 'win32', home: 'C:\\Users\\Ada' },
  macOS: { platform: 'darwin', home: '/Users/ada' },
  Linux: { platform: 'linux', home: '/home/ada' },
} as const;
const long = Array.from({ length: 30 }, (_, index) => `folder-${index}`);

describe('The folder that a shell is in, on each system', () => {
  for (const [system, from, entered, expected] of [
    ['Windows', 'c:\\shop', [], 'c:\\shop'],
    ['Windows', 'c:\\shop', ['web\\'], 'c:\\shop\\web'],
    ['Windows', 'c:\\shop', ['.\\web/api'], 'c:\\shop\\web\\api'],
    ['Windows', 'c:\\shop\\web', ['..'], 'c:\\shop'],
    ['Windows', 'c:\\', ['shop'], 'c:\\shop'],
    ['Windows', 'c:\\shop', ['D:\\Work'], 'D:\\Work'],
    ['Windows', 'c:\\shop', ['D:/Work/', 'x'], 'D:\\Work\\x'],
    ['Windows', 'c:\\shop', ['\\work'], 'c:\\work'],
    ['Windows', 'c:\\shop', ['~\\work'], 'C:\\Users\\Ada\\work'],
    ['Windows', 'c:\\shop', ['~'], 'C:\\Users\\Ada'],
    ['Windows', 'c:\\shop', ['\\\\server\\share\\x'], '\\\\server\\share\\x'],
    ['Windows', 'c:\\shop', ['\\\\?\\D:\\x'], '\\\\?\\D:\\x'],
    ['Windows', 'c:\\shop', ['/c/Users/Ada', 'work'], 'c:\\Users\\Ada\\work'],
    ['Windows', 'c:\\shop', ['/d'], 'd:\\'],
    ['Windows', 'c:\\shop', ['/cygdrive/d/work'], 'd:\\work'],
    ['Windows', 'c:\\shop', ['/data'], 'c:\\data'],
    ['Windows', undefined, ['/d/work'], 'd:\\work'],
    ['Windows', undefined, ['x', 'D:\\work', 'y'], 'D:\\work\\y'],
    ['Windows', undefined, ['\\work'], null],
    ['Windows', undefined, ['work'], null],
    ['Windows', '\\home\\ada', ['shop'], '/home/ada/shop'],
    ['Windows', '\\home\\ada', ['/mnt/c/work', '..'], '/mnt/c'],
    ['Windows', '\\home\\ada', ['~/shop'], null],
    ['Windows', '\\home\\ada', ['~/shop', '/srv'], '/srv'],
    ['Windows', '\\\\wsl.localhost\\Ubuntu\\home\\x', ['shop'], '\\\\wsl.localhost\\Ubuntu\\home\\x\\shop'],
    ['Windows', 'c:\\', long, `c:\\${long.join('\\')}`],
    ['macOS', '/Users/ada', ['Shop/'], '/Users/ada/Shop'],
    ['macOS', '/Users/ada', ['Cafe\u0301'], '/Users/ada/Cafe\u0301'],
    ['macOS', undefined, ['~/shop'], '/Users/ada/shop'],
    ['Linux', '/home/ada', ['/c/Users'], '/c/Users'],
    ['Linux', '/home/ada', ['a\\b'], '/home/ada/a\\b'],
    ['Linux', '/home/ada', ['/mnt/c/work'], '/mnt/c/work'],
    ['Linux', undefined, ['x', '/srv', '..'], '/'],
    ['Linux', undefined, ['C:\\work'], null],
  ] as const) {
    it(`${system}: ${entered.join(' and ').slice(0, 50)} from ${from ?? 'an unknown one'} is ${expected ?? 'unknown'}`, () =>
      assert.equal(enteredFolder(from, entered, machines[system]), expected));
  }
});

describe('The name of an exported file', () => {
  for (const [name, expected] of [
    ['2026-04-18', '-2026-04-18'],
    ['2026-04-18 to 2026-04-20', '-2026-04-18-to-2026-04-20'],
    ['CON', '-CON'],
    ['NUL', '-NUL'],
    ['aux.md', '-aux-md'],
    ['shop.', '-shop'],
    ['shop ', '-shop'],
    ['.. ..', ''],
    ['', ''],
    ['C:\\work\\shop', '-C-work-shop'],
    ['../../etc/passwd', '-etc-passwd'],
    ['a<b>:"c"|d?*', '-a-b-c-d'],
    ['line\r\nend\u0000', '-line-end'],
    ['Cafe\u0301', '-Caf\u00e9'],
    ['हिन्दी', '-हिन्दी'],
    ['right\u202Eleft', '-right-left'],
    ['x'.repeat(300), `-${'x'.repeat(80)}`],
    ['日'.repeat(300), `-${'日'.repeat(66)}`],
    ['𝒜'.repeat(300), `-${'𝒜'.repeat(40)}`],
  ] as const) {
    it(`of ${JSON.stringify(name).slice(0, 40)} is one that every system takes`, () => {
      const made = exportFileName(name);
      assert.equal(made, `leverage-record${expected}`);
      assert.ok(Buffer.byteLength(`${made}.md`) <= 255 && Buffer.from(made).toString() === made);
      assert.doesNotMatch(made, /[<>:"/\\|?*\p{Cc}]|[. ]$/u);
    });
  }
});

describe('The folder that a .git file points to, on each system', () => {
  const wsl = { authority: 'wsl.localhost', path: '/Ubuntu/home/x/fix' };
  const here = { authority: '', path: '/c:/work/fix' };
  for (const [system, folder, named, authority, path] of [
    ['Windows', here, 'C:/shop/.git/worktrees/fix', '', '/C:/shop/.git/worktrees/fix'],
    ['Windows', here, '..\\shop\\.git', '', '/c:/work/shop/.git'],
    ['Windows', here, '//server/share/.git', 'server', '/share/.git'],
    ['Windows', here, '\\\\server\\share\\.git', 'server', '/share/.git'],
    ['Windows', here, '\\\\?\\C:\\shop\\.git', '', '/C:/shop/.git'],
    ['Windows', here, '\\\\?\\UNC\\server\\share\\.git', 'server', '/share/.git'],
    ['Windows', here, '//wsl.localhost/Ubuntu/home/x/.git', 'wsl.localhost', '/Ubuntu/home/x/.git'],
    ['Windows', wsl, '/home/x/shop/.git', 'wsl.localhost', '/Ubuntu/home/x/shop/.git'],
    ['Windows', wsl, '../shop/.git', 'wsl.localhost', '/Ubuntu/home/x/shop/.git'],
    ['Windows', { authority: 'server', path: '/share/fix' }, 'C:\\.git', '', '/C:/.git'],
    ['Linux', { authority: '', path: '/work/fix' }, '//x/y/.git', '', '/x/y/.git'],
    ['Linux', { authority: '', path: '/work/fix' }, '///', '', '/'],
    ['Linux', { authority: 'box', path: '/work/fix' }, '/x/.git', 'box', '/x/.git'],
    ['macOS', { authority: '', path: '/Users/ada/fix' }, '../../..', '', '/'],
  ] as const) {
    it(`${system}: ${named} in ${folder.path} is ${authority}${path}`, () =>
      assert.deepEqual(linkedGitFolder(`gitdir: ${named}\r\n`, folder, system === 'Windows'), {
        authority,
        path,
      }));
  }
});

describe('Folders of temporary files', () => {
  const known = process.env['CLAUDE_CODE_TMPDIR'];
  afterEach(() => {
    if (known === undefined) {
      delete process.env['CLAUDE_CODE_TMPDIR'];
    } else {
      process.env['CLAUDE_CODE_TMPDIR'] = known;
    }
  });

  it('have every name that a document in them can have', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'temporary-')));
    try {
      const [real, link] = [join(folder, 'real'), join(folder, 'link')];
      mkdirSync(real);
      symlinkSync(real, link, 'junction');
      process.env['CLAUDE_CODE_TMPDIR'] = link;
      const found = temporaryFolders();
      assert.ok(found.includes(real) && found.includes(link) && found.includes(tmpdir()), found.join());
      for (const none of ['', join(folder, 'none')]) {
        process.env['CLAUDE_CODE_TMPDIR'] = none;
        assert.ok(!temporaryFolders().includes(''));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
