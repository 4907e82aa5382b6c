import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorFolders, findDataFolder } from '../../src/cli/record/dataFolder';
import { indexPath } from '../../src/cli/record/machineScan';
import { CommandLine } from '../fixtures/commandLine';

const homes = { win32: 'C:\\Users\\Ada', darwin: '/Users/ada', linux: '/home/ada' } as const;
type System = keyof typeof homes;
type Variables = Readonly<Record<string, string>>;

function places(platform: System, variables: Variables) {
  return { platform, homeFolder: homes[platform], variables };
}

describe('Folders of the command line on each system', () => {
  const roaming = 'C:\\Users\\Ada\\AppData\\Roaming\\Code';
  for (const [platform, variables, expected] of [
    ['win32', {}, roaming],
    ['win32', { APPDATA: 'D:\\Roaming\\' }, 'D:\\Roaming\\Code'],
    ['win32', { APPDATA: 'd:/Roaming' }, 'd:\\Roaming\\Code'],
    ['win32', { APPDATA: '\\\\server\\ada' }, '\\\\server\\ada\\Code'],
    ['win32', { APPDATA: '\\\\?\\C:\\Roaming' }, '\\\\?\\C:\\Roaming\\Code'],
    ['win32', { APPDATA: '' }, roaming],
    ['win32', { APPDATA: 'Roaming' }, roaming],
    ['win32', { APPDATA: 'C:Roaming' }, roaming],
    ['win32', { XDG_CONFIG_HOME: 'C:\\x' }, roaming],
    ['win32', { VSCODE_PORTABLE: 'D:\\code\\data' }, 'D:\\code\\data\\user-data'],
    ['win32', {}, 'C:\\Users\\Ada\\.vscode-server\\data'],
    ['darwin', {}, '/Users/ada/Library/Application Support/Code'],
    ['darwin', { XDG_CONFIG_HOME: '/x' }, '/Users/ada/Library/Application Support/VSCodium'],
    ['linux', {}, '/home/ada/.config/Code - Insiders'],
    ['linux', { XDG_CONFIG_HOME: '/x/' }, '/x/Code'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/Code'],
    ['linux', { XDG_CONFIG_HOME: '.config' }, '/home/ada/.config/Code'],
    ['linux', { APPDATA: '/x' }, '/home/ada/.config/Code'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/code-server'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ada/.local/share/code-server'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/ada/.local/share/code-server'],
  ] as const) {
    it(`an editor on ${platform} with ${JSON.stringify(variables)}: ${expected}`, () => {
      const found = editorFolders(places(platform, variables));
      assert.ok(found.includes(expected), found.join('\n'));
      const isWhole = platform === 'win32' ? /^(?:[A-Za-z]:\\|\\\\)/ : /^\//;
      assert.deepEqual(
        found.filter((each) => !isWhole.test(each)),
        [],
      );
    });
  }

  it('an empty VSCODE_PORTABLE is none', () => {
    for (const told of ['', 'data']) {
      assert.deepEqual(
        editorFolders(places('linux', { VSCODE_PORTABLE: told })),
        editorFolders(places('linux', {})),
      );
    }
  });

  for (const [platform, variables, expected] of [
    ['win32', {}, 'C:\\Users\\Ada\\AppData\\Local\\leverage-record\\transcripts.index'],
    ['win32', { LOCALAPPDATA: 'D:/Local' }, 'D:\\Local\\leverage-record\\transcripts.index'],
    ['win32', { LOCALAPPDATA: '' }, 'C:\\Users\\Ada\\AppData\\Local\\leverage-record\\transcripts.index'],
    [
      'win32',
      { LOCALAPPDATA: 'Local' },
      'C:\\Users\\Ada\\AppData\\Local\\leverage-record\\transcripts.index',
    ],
    ['darwin', {}, '/Users/ada/Library/Caches/leverage-record/transcripts.index'],
    ['linux', {}, '/home/ada/.cache/leverage-record/transcripts.index'],
    ['linux', { XDG_CACHE_HOME: '/c' }, '/c/leverage-record/transcripts.index'],
    ['linux', { XDG_CACHE_HOME: 'c' }, '/home/ada/.cache/leverage-record/transcripts.index'],
  ] as const) {
    it(`the index on ${platform} with ${JSON.stringify(variables)}: ${expected}`, () =>
      assert.equal(indexPath(places(platform, variables)), expected));
  }

  const long = 'folder\\'.repeat(50);
  for (const [platform, named, expected] of [
    ['win32', 'C:\\', 'C:\\'],
    ['win32', 'c:/Record/', 'c:\\Record'],
    ['win32', 'C:\\a/b\\..\\Record\\', 'C:\\a\\Record'],
    ['win32', '\\\\server\\share', '\\\\server\\share\\'],
    ['win32', '\\\\?\\C:\\Record', '\\\\?\\C:\\Record'],
    ['win32', '\\\\wsl.localhost\\Ubuntu\\home\\x', '\\\\wsl.localhost\\Ubuntu\\home\\x'],
    ['win32', '~', 'C:\\Users\\Ada'],
    ['win32', '~\\Record', 'C:\\Users\\Ada\\Record'],
    ['win32', '~/Record', 'C:\\Users\\Ada\\Record'],
    ['win32', `C:\\${long}`, `C:\\${long.slice(0, -1)}`],
    ['darwin', '~/Record', '/Users/ada/Record'],
    ['linux', '/mnt/c/Record/', '/mnt/c/Record'],
    ['linux', '/a//b/', '/a/b'],
    ['linux', '~\\Record', join(process.cwd(), '~\\Record')],
  ] as const) {
    it(`the folder named ${named.slice(0, 60)} on ${platform} is ${expected.slice(0, 60)}`, () => {
      const remark = (said: string): void => assert.fail(said);
      for (const [given, variables] of [
        [named, {}],
        [undefined, { LEVERAGE_RECORD_DATA: named }],
      ] as const) {
        assert.equal(findDataFolder(given, { ...places(platform, variables), remark }), expected);
      }
    });
  }
});

describe('The command line on files of Windows', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
  });
  afterEach(() => line.remove());

  it('takes no folder relative to where it runs for an editor’s', async () => {
    mkdirSync(join(line.folder, 'home'));
    line.variables = { APPDATA: '', XDG_CONFIG_HOME: '', VSCODE_PORTABLE: '', XDG_DATA_HOME: '' };
    const { code, stderr } = await line.runBare('report');
    assert.equal(code, 1);
    assert.match(stderr, /^No editor with a record was found/);
  });

  const csv = 'Task,Human Est.,AI,Sup.,Day\nA,3,20,2,2026-04-18\n';
  const markdown =
    '# 2026-04-18\n\n| Task | Human Est. | AI | Sup. |\n|---|---|---|---|\n| A | 3h | 20m | 2m |\n';
  for (const [name, text] of [
    ['day.csv', csv],
    ['Cafe\u0301 ü.CSV', csv],
    ['aux.md', markdown],
    ['day.md', markdown],
    ['ends in a dot.', markdown],
    [`${'long'.repeat(60)}.md`, markdown],
  ] as const) {
    for (const [ends, written] of [
      ['CRLF', text.replaceAll('\n', '\r\n')],
      ['CRLF and a byte order mark', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
      ['CR', text.replaceAll('\n', '\r')],
    ] as const) {
      it(`imports ${name.slice(0, 30)} with ${ends}`, async () => {
        const path = join(line.folder, name);
        writeFileSync(path, written);
        const { code, stderr, stdout } = await line.run('import', path);
        assert.equal(code, 0, stderr);
        assert.match(stdout, /1 task added, 0 already there, 0 unreadable/);
        const { stdout: report } = await line.run('report', '--day=2026-04-18', '--json');
        assert.match(report, /"title": "A"/);
      });
    }
  }

  it('imports its own JSON with CRLF', async () => {
    await line.close('A');
    const { stdout } = await line.run('export', '--format=json');
    const path = join(line.folder, 'day.json');
    writeFileSync(path, `\uFEFF${stdout.replaceAll('\n', '\r\n')}`);
    const other = new CommandLine();
    try {
      const { code, stdout: said, stderr } = await other.run('import', path);
      assert.equal(code, 0, stderr);
      assert.match(said, /1 task added/);
    } finally {
      other.remove();
    }
  });

  it('keeps its record in a folder of any name', async () => {
    for (const name of ['My Record', 'aux.md', 'ends in a dot.', 'Cafe\u0301', 'x'.repeat(200)]) {
      const data = join(line.folder, 'below', name);
      const figures = ['--title=A', '--hours=1', '--ai-minutes=1', '--supervisory-minutes=1'];
      const { code, stderr } = await line.runBare('close', ...figures, `--data=${data}`);
      assert.equal(code, 0, stderr);
      assert.match((await line.runBare('report', '--data', `${data}/`)).stdout, /A/);
      assert.ok(readdirSync(join(line.folder, 'below')).includes(name));
    }
  });
});
