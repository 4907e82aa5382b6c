import assert from 'node:assert/strict';
import { FolderNames } from '../../../src/core/folders/folderPath';
import type { FolderMachine } from '../../../src/core/folders/folderSpelling';
import { inHome } from '../../../src/core/folders/inHome';
import { isAgentPromptFile } from '../../../src/core/tracker/promptFile';
import { folderName } from '../../../src/core/transcript/inbox/inboxText';

const machines = {
  Windows: { isMac: false, home: 'C:\\Users\\Ada' },
  macOS: { isMac: true, home: '/Users/ada' },
  Linux: { isMac: false, home: '/home/ada' },
} satisfies Readonly<Record<string, FolderMachine>>;
type System = keyof typeof machines;
const deep = Array.from({ length: 30 }, (_, index) => `folder-${index}`);

const sameFolders: readonly (readonly [System, string, string, boolean])[] = [
  ['Windows', 'C:\\', 'c:/', true],
  ['Windows', 'C:\\', 'c:', true],
  ['Windows', 'C:\\Users\\Ada\\Shop', 'c:/users/ada/shop/', true],
  ['Windows', 'C:\\Users/Ada\\Shop//', 'C:\\Users\\Ada\\Shop', true],
  ['Windows', '\\\\server\\share', '\\\\SERVER\\Share\\', true],
  ['Windows', '\\\\server\\share\\a', '\\\\server\\share', false],
  ['Windows', '\\\\?\\C:\\Users\\Ada', 'C:\\Users\\Ada', true],
  ['Windows', '\\\\.\\C:\\Users\\Ada', 'c:\\users\\ada', true],
  ['Windows', '//?/C:/Users/Ada', 'C:\\Users\\Ada', true],
  ['Windows', '\\\\?\\C:\\', 'C:\\', true],
  ['Windows', '\\\\?\\UNC\\server\\share\\a', '\\\\server\\share\\a', true],
  ['Windows', '\\\\?\\UNC\\wsl.localhost\\Ubuntu\\home\\ada', '/home/ada', true],
  ['Windows', '\\\\?\\Volume{4c1b02c4}\\a', 'a', false],
  ['Windows', '\\\\wsl.localhost\\Ubuntu\\home\\x', '/home/x', true],
  ['Windows', '\\\\wsl.localhost\\Ubuntu\\home\\X', '/home/x', false],
  ['Windows', '\\home\\ada\\shop', '/home/ada/shop', true],
  ['Windows', '\\mnt\\c\\Users\\Ada', 'C:\\Users\\Ada', true],
  ['Windows', '/mnt/c/Users/Ada', 'C:\\users\\ada', true],
  ['Windows', '~\\Shop', 'C:\\Users\\ada\\shop', true],
  ['Windows', '~/shop', 'c:/users/ada/Shop', true],
  ['Windows', `C:\\${deep.join('\\')}`, `\\\\?\\c:\\${deep.join('\\')}\\`, true],
  ['Windows', 'file:///c%3A/Users/Ada/My%20Shop', 'C:\\Users\\Ada\\my shop', true],
  ['macOS', '/Users/Ada/Shop', '/users/ada/shop/', true],
  ['macOS', '/Users/ada/Cafe\u0301', '/Users/ada/caf\u00e9', true],
  ['macOS', '/System/Volumes/Data/Users/ada/shop', '/Users/ada/shop', true],
  ['macOS', '/System/Volumes/Database', '/base', false],
  ['macOS', '/private/var/folders/x', '/var/folders/x/', true],
  ['macOS', '/Volumes/Work/Shop', '/Volumes/Work/shop', false],
  ['macOS', '/Volumes/Work/Cafe\u0301', '/Volumes/Work/Caf\u00e9', false],
  ['macOS', 'vscode-remote://ssh-remote+box/home/Ada', 'vscode-remote://ssh-remote+box/home/ada', false],
  ['macOS', `/${deep.join('/')}`, `/${deep.join('/').toUpperCase()}`, true],
  ['Linux', '/home/ada/Shop', '/home/ada/shop', false],
  ['Linux', '/home/ada/Cafe\u0301', '/home/ada/caf\u00e9', false],
  ['Linux', '/home/ada/shop/', '/home//ada/shop', true],
  ['Linux', '/mnt/c/Users', 'C:\\users', true],
  ['Linux', '/home/ada/a\\b', '/home/ada/a/b', false],
  ['Linux', '~/shop', '/home/ada/shop', true],
  ['Linux', '~\\shop', '/home/ada/shop', false],
];

describe('Names of folders on each system', () => {
  for (const [system, a, b, expected] of sameFolders) {
    it(`${system}: ${a.slice(0, 60)} and ${b.slice(0, 60)} are ${expected ? '' : 'not '}the same`, () => {
      const names = new FolderNames([], machines[system]);
      assert.equal(names.isSame(a, b), expected);
      assert.equal(names.isSame(b, a), expected);
      assert.equal(names.isInAnyOf([a])(b), expected);
    });
  }
});

describe('A path below the home folder', () => {
  for (const [home, path, expected] of [
    ['C:\\Users\\Ada', '~', 'C:\\Users\\Ada'],
    ['C:\\Users\\Ada', '~\\shop', 'C:\\Users\\Ada\\shop'],
    ['C:\\Users\\Ada', '~/shop', 'C:\\Users\\Ada/shop'],
    ['\\\\server\\homes\\ada', '~\\shop', '\\\\server\\homes\\ada\\shop'],
    ["C:\\Users\\$& $' $1", '~\\shop', "C:\\Users\\$& $' $1\\shop"],
    ['/Users/ada', '~/shop', '/Users/ada/shop'],
    ['/home/ada', '~\\shop', '~\\shop'],
    ['/home/ada', '~bob/shop', '~bob/shop'],
    ['/home/ada', '/srv/~/shop', '/srv/~/shop'],
    ['', '~/shop', '~/shop'],
  ] as const) {
    it(`${path} at ${home || 'no home'} is ${expected}`, () => assert.equal(inHome(path, home), expected));
  }
});

describe('The name of a folder without its parents', () => {
  for (const [folder, expected] of [
    ['C:\\', 'C:'],
    ['c:/Users/Ada/', 'Ada'],
    ['C:\\Users/Ada\\Shop', 'Shop'],
    ['\\\\server\\share', 'share'],
    ['\\\\?\\C:\\Users\\Ada', 'Ada'],
    ['\\\\wsl.localhost\\Ubuntu\\home\\x', 'x'],
    ['\\home\\x', 'x'],
    ['/mnt/c/', 'c'],
    ['/', '/'],
    ['/home/x/a\\b', 'a\\b'],
    ['vscode-remote://wsl+Ubuntu/home/x', 'x'],
    [`C:\\${deep.join('\\')}`, 'folder-29'],
    [null, 'no folder'],
  ] as const) {
    it(`${folder ?? 'that is not known'} is ${expected}`, () => assert.equal(folderName(folder), expected));
  }
});

describe('The file in which an agent’s prompt is written, on each system', () => {
  const file = 'claude-prompt-0f8fad5b.md';
  for (const [temporary, path, expected] of [
    ['C:\\Users\\Ada\\AppData\\Local\\Temp', `c:\\users\\ada\\appdata\\local\\temp\\claude\\${file}`, true],
    ['C:/Users/Ada/AppData/Local/Temp/', `C:\\Users\\Ada\\AppData\\Local\\Temp\\${file}`, true],
    ['\\\\server\\Temp', `\\\\SERVER\\temp\\${file}`, true],
    ['\\\\?\\C:\\Temp', `C:\\Temp\\${file}`, true],
    ['\\\\wsl.localhost\\Ubuntu\\tmp', `/tmp/${file}`, true],
    ['C:\\Temp', `C:\\Temporary\\${file}`, false],
    ['C:\\Temp', `D:\\Temp\\${file}`, false],
    ['/var/folders/ab/T/', `/private/var/folders/ab/T/${file}`, true],
    ['/private/tmp', `/tmp/claude-501/${file}`, true],
    ['/tmp', `/TMP/${file}`, false],
    ['', `/${file}`, false],
    ['', file, false],
  ] as const) {
    it(`${path} below ${temporary || 'no folder'} ${expected ? 'is one' : 'is none'}`, () =>
      assert.equal(isAgentPromptFile(path, [temporary]), expected));
  }
});
