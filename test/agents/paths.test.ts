import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { allAgents } from '../../src/agents/allAgents';
import { statusFolders } from '../../src/agents/claude/liveStatus';
import { workspaceFolder } from '../../src/agents/copilot/chat/folder';
import { listTranscripts, realOf } from '../../src/agents/reading/listTranscripts';
import { isBelow } from '../../src/agents/files/pathRules';
import { claudeSettingsFiles } from '../../src/agents/hooks/claudeHooks';
import { withHooks, withoutHooks } from '../../src/agents/hooks/claudeSettings';
import { hookObstacles } from '../../src/agents/hooks/hookObstacles';
import { shellQuoted } from '../../src/agents/files/shellQuoted';
import { hookScript } from '../../src/agents/hooks/hookScript';
import { readSpool } from '../../src/agents/hooks/readSpool';
import { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import type { AgentEnvironment } from '../../src/agents/reading/transcriptReader';
import { variablesOf } from '../../src/core/folders/systemFolders';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';

const homes = { win32: 'C:\\Users\\Ada', darwin: '/Users/ada', linux: '/home/ada' } as const;
type System = keyof typeof homes;
type Variables = Readonly<Record<string, string>>;

function environment(platform: System, variables: Variables): AgentEnvironment {
  return { platform, home: homes[platform], variables: variablesOf(variables, platform) };
}

const roaming = 'C:\\Users\\Ada\\AppData\\Roaming\\Code\\User\\globalStorage\\emptyWindowChatSessions';
const roots: readonly (readonly [agent: string, System, Variables, expected: string])[] = [
  ['claude', 'win32', {}, 'C:\\Users\\Ada\\.claude\\projects'],
  ['claude', 'win32', { CLAUDE_CONFIG_DIR: '~\\work' }, 'C:\\Users\\Ada\\work\\projects'],
  ['claude', 'win32', { CLAUDE_CONFIG_DIR: 'D:/claude/Projects/' }, 'D:\\claude\\projects'],
  [
    'claude',
    'win32',
    { CLAUDE_CONFIG_DIR: '\\\\server\\ada\\claude, E:\\b' },
    '\\\\server\\ada\\claude\\projects',
  ],
  ['claude', 'win32', { CLAUDE_CONFIG_DIR: '\\\\server\\ada\\claude, E:\\b' }, 'E:\\b\\projects'],
  ['claude', 'win32', { CLAUDE_CONFIG_DIR: '' }, 'C:\\Users\\Ada\\.claude\\projects'],
  ['claude', 'win32', { Claude_Config_Dir: 'D:\\claude' }, 'D:\\claude\\projects'],
  [
    'claude',
    'win32',
    { CLAUDE_CONFIG_DIR: '\\\\wsl.localhost\\Ubuntu\\home\\x' },
    '\\\\wsl.localhost\\Ubuntu\\home\\x\\projects',
  ],
  ['claude', 'darwin', { CLAUDE_CONFIG_DIR: '/x/Projects' }, '/x/projects'],
  ['claude', 'darwin', {}, '/Users/ada/.config/claude/projects'],
  ['claude', 'linux', { CLAUDE_CONFIG_DIR: '/x/Projects' }, '/x/Projects/projects'],
  ['claude', 'linux', { claude_config_dir: '/x' }, '/home/ada/.claude/projects'],
  ['claude', 'linux', { CLAUDE_CONFIG_DIR: '~\\work' }, '~\\work/projects'],
  ['claude', 'linux', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/claude/projects'],
  ['claude', 'linux', { XDG_CONFIG_HOME: 'here' }, '/home/ada/.config/claude/projects'],
  ['claude', 'linux', { XDG_CONFIG_HOME: '/x//' }, '/x/claude/projects'],
  ['codex', 'win32', {}, 'C:\\Users\\Ada\\.codex\\sessions'],
  ['codex', 'win32', { codex_home: 'D:/codex/' }, 'D:\\codex\\archived_sessions'],
  ['codex', 'win32', { CODEX_HOME: '\\\\?\\D:\\codex' }, '\\\\?\\D:\\codex\\sessions'],
  ['codex', 'linux', { CODEX_HOME: '' }, '/home/ada/.codex/sessions'],
  ['gemini', 'win32', {}, 'C:\\Users\\Ada\\.gemini\\tmp'],
  ['gemini', 'win32', { GEMINI_CLI_HOME: 'D:\\' }, 'D:\\.gemini\\tmp'],
  ['copilot', 'win32', {}, 'C:\\Users\\Ada\\.copilot\\session-state'],
  ['copilot', 'darwin', { COPILOT_HOME: '/x/' }, '/x/session-state'],
  ['copilot-chat', 'win32', {}, roaming],
  ['copilot-chat', 'win32', { APPDATA: '' }, roaming],
  ['copilot-chat', 'win32', { APPDATA: 'AppData\\Roaming' }, roaming],
  ['copilot-chat', 'win32', { APPDATA: 'C:AppData' }, roaming],
  [
    'copilot-chat',
    'win32',
    { AppData: 'D:\\Roaming' },
    'D:\\Roaming\\Code\\User\\globalStorage\\emptyWindowChatSessions',
  ],
  [
    'copilot-chat',
    'win32',
    { APPDATA: '\\\\server\\ada\\' },
    '\\\\server\\ada\\Code\\User\\globalStorage\\transferredChatSessions',
  ],
  [
    'copilot-chat',
    'win32',
    { VSCODE_PORTABLE: 'D:\\code\\data' },
    'D:\\code\\data\\user-data\\User\\globalStorage\\emptyWindowChatSessions',
  ],
  ['copilot-chat', 'win32', { XDG_CONFIG_HOME: 'D:\\x' }, roaming],
  [
    'copilot-chat',
    'darwin',
    { APPDATA: '/x', XDG_CONFIG_HOME: '/y' },
    '/Users/ada/Library/Application Support/Code/User/globalStorage/emptyWindowChatSessions',
  ],
  [
    'copilot-chat',
    'linux',
    { XDG_CONFIG_HOME: 'x' },
    '/home/ada/.config/Code/User/globalStorage/emptyWindowChatSessions',
  ],
  [
    'copilot-chat',
    'linux',
    { VSCODE_PORTABLE: '' },
    '/home/ada/.config/Code/User/globalStorage/emptyWindowChatSessions',
  ],
  ['copilot-chat', 'linux', {}, '/home/ada/.vscode-server/data/User/globalStorage/emptyWindowChatSessions'],
];

describe('Folders of agents on each system', () => {
  for (const [agent, platform, variables, expected] of roots) {
    it(`${agent} on ${platform} with ${JSON.stringify(variables)}: ${expected}`, () => {
      const reader = allAgents.find((each) => each.agent === agent);
      const found = reader?.roots(environment(platform, variables)) ?? [];
      assert.ok(found.includes(expected), found.join('\n'));
      const paths = platform === 'win32' ? win32 : posix;
      const normal = found.map((each) => paths.normalize(each));
      assert.deepEqual(normal, found, 'in the separators of the system');
      assert.equal(new Set(found).size, found.length);
    });
  }

  for (const [platform, variables, settings, status] of [
    ['win32', {}, 'C:\\Users\\Ada\\.claude\\settings.json', 'C:\\Users\\Ada\\.claude\\sessions'],
    ['win32', { CLAUDE_CONFIG_DIR: 'D:/c/PROJECTS' }, 'D:\\c\\settings.json', 'D:\\c\\sessions'],
    ['win32', { CLAUDE_CONFIG_DIR: '\\\\s\\c' }, '\\\\s\\c\\settings.json', '\\\\s\\c\\sessions'],
    ['win32', { CLAUDE_CONFIG_DIR: 'here' }, 'C:\\Users\\Ada\\.claude\\settings.json', 'here\\sessions'],
    ['darwin', {}, '/Users/ada/.claude/settings.json', '/Users/ada/.claude/sessions'],
    ['linux', { CLAUDE_CONFIG_DIR: '~/c' }, '/home/ada/c/settings.json', '/home/ada/c/sessions'],
    ['linux', { CLAUDE_CONFIG_DIR: './c' }, '/home/ada/.claude/settings.json', 'c/sessions'],
  ] as const) {
    it(`Claude Code's settings on ${platform} with ${JSON.stringify(variables)} are ${settings}`, () => {
      assert.deepEqual(claudeSettingsFiles(environment(platform, variables)), [settings]);
      assert.ok(statusFolders(environment(platform, variables)).includes(status));
    });
  }

  for (const [path, folder, paths, expected] of [
    ['C:\\a\\b.jsonl', 'C:\\', win32, true],
    ['c:\\A\\b.jsonl', 'C:\\a', win32, true],
    ['C:\\ab', 'C:\\a', win32, false],
    ['C:\\a\\..b', 'C:\\a', win32, true],
    ['C:\\a', 'C:\\a', win32, false],
    ['D:\\a', 'C:\\', win32, false],
    ['\\\\server\\share\\a', '\\\\Server\\share\\', win32, true],
    ['\\\\server\\other\\a', '\\\\server\\share', win32, false],
    ['/a/b', '/', posix, true],
    ['/A/b', '/a', posix, false],
    ['/a', '/a/b', posix, false],
  ] as const) {
    it(`${path} ${expected ? 'lies' : 'does not lie'} in ${folder}`, () =>
      assert.equal(isBelow(path, folder, paths), expected));
  }
});

describe('A disk that does not tell letters apart', () => {
  const { native } = realpathSync;
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'letters-')));
    mkdirSync(join(folder, 'Shop'));
    writeFileSync(join(folder, 'Shop', 'a.jsonl'), '{}\n');
    // As Windows and macOS answer: whatever letters are asked for, those on the disk.
    const find = (path: string): string => native(path.replace(/shop$/iu, 'Shop'));
    Object.assign(realpathSync, { native: find });
  });
  afterEach(() => {
    Object.assign(realpathSync, { native });
    rmSync(folder, { recursive: true });
  });

  it('has each transcript once, in whichever letters its folder is named', () => {
    const lines = allAgents.find((each) => each.agent === 'claude');
    const roots = [join(folder, 'Shop'), join(folder, 'SHOP'), join(folder, 'shop')];
    const { files } = listTranscripts(
      lines ? [{ ...lines, roots: () => roots }] : [],
      environment('linux', {}),
    );
    assert.deepEqual(
      files.map(({ path }) => path),
      [join(folder, 'Shop', 'a.jsonl')],
    );
  });

  it('has each transcript once also where it was read under another name before', async () => {
    const session = new ClaudeTranscript().prompt('go').respond(1_000);
    writeFileSync(join(folder, 'Shop', 'a.jsonl'), session.text());
    symlinkSync(join(folder, 'Shop'), join(folder, 'link'), 'junction');
    const variables = { CLAUDE_CONFIG_DIR: join(folder, 'claude') };
    const index = new TranscriptIndex({
      environment: { ...environment('linux', variables), home: folder },
      moreFolders: { claude: [folder] },
      agents: ['claude'],
      key: new Uint8Array(32),
    });
    // As a name was kept that the disk writes in other letters.
    Object.assign(realpathSync, { native: (path: string) => path });
    await index.scan(scannedAt);
    assert.equal([...index.known()].length, 2);
    Object.assign(realpathSync, { native });
    const { transcripts } = await index.scan(scannedAt);
    assert.deepEqual(
      [...index.known()].map(({ path }) => path),
      [join(folder, 'Shop', 'a.jsonl')],
    );
    assert.equal(transcripts.length, 1);
    assert.equal(transcripts[0]?.kept, undefined);
  });

  it('is asked otherwise where it can not answer that', () => {
    const fail = (): never => {
      throw new Error('EISDIR');
    };
    Object.assign(realpathSync, { native: fail });
    assert.equal(realOf(join(folder, 'Shop')), join(folder, 'Shop'));
    assert.equal(realOf(join(folder, 'no')), undefined);
  });
});

describe('The folder of a workspace of VS Code', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => home.remove());

  for (const [told, expected] of [
    [{ folder: 'file:///c%3A/Users/Ada/My%20Shop' }, 'c:\\Users\\Ada\\My Shop'],
    [{ folder: 'file:///C:/' }, 'C:\\'],
    [{ folder: 'file://server/share/shop' }, '\\\\server\\share\\shop'],
    [{ folder: 'file://wsl.localhost/Ubuntu/home/x' }, '\\\\wsl.localhost\\Ubuntu\\home\\x'],
    [{ folder: 'file:///Users/ada/Cafe%CC%81' }, '/Users/ada/Cafe\u0301'],
    [{ folder: 'file:///home/ada/a%5Cb' }, '/home/ada/a\\b'],
    [{ folder: 'file:///mnt/c/shop' }, '/mnt/c/shop'],
    [{ folder: `file:///c%3A/${'folder/'.repeat(40)}` }, `c:\\${'folder\\'.repeat(40)}`],
    [{ folder: 'vscode-remote://wsl%2BUbuntu/home/x' }, 'vscode-remote://wsl%2BUbuntu/home/x'],
    [{ workspace: 'file:///c%3A/work/shop.code-workspace' }, 'c:\\work'],
    [{ workspace: 'file:///home/ada/shop.code-workspace' }, '/home/ada'],
    [{ workspace: 'vscode-remote://wsl%2BU/home/x/shop.code-workspace' }, 'vscode-remote://wsl%2BU/home/x'],
    [{ folder: 'file:///home/%2F' }, null],
    [{ folder: 'file://' }, '/'],
  ] as const) {
    it(`${Object.values(told).join('').slice(0, 60)} is ${expected?.slice(0, 60) ?? 'not known'}`, () => {
      home.write('abc/workspace.json', `{\r\n${JSON.stringify(told).slice(1, -1)}\r\n}\r\n`);
      const path = join(home.path, 'abc', 'chatSessions', 'a.json');
      assert.equal(workspaceFolder({ path, name: 'a.json', modifiedAt: 0 }), expected);
    });
  }
});

describe('Hooks in a shell of POSIX, for paths of each system', () => {
  for (const [path, expected] of [
    ['C:\\Users\\Ada B\\hook.sh', "'C:/Users/Ada B/hook.sh'"],
    ['c:/Users/Ada\\hook.sh', "'c:/Users/Ada/hook.sh'"],
    ["C:\\Users\\O'Neill\\hook.sh", "'C:/Users/O'\\''Neill/hook.sh'"],
    ['\\\\server\\share\\hook.sh', "'//server/share/hook.sh'"],
    ['\\\\?\\C:\\Users\\hook.sh', "'C:/Users/hook.sh'"],
    ['\\\\?\\UNC\\server\\share\\hook.sh', "'//server/share/hook.sh'"],
    ['\\\\wsl.localhost\\Ubuntu\\home\\x', "'//wsl.localhost/Ubuntu/home/x'"],
    ['/home/ada/a\\b', "'/home/ada/a\\b'"],
    ['/Users/ada/Library/Application Support/x', "'/Users/ada/Library/Application Support/x'"],
  ] as const) {
    it(`${path} is ${expected}`, () => assert.equal(shellQuoted(path), expected));
  }

  it('the script has the line ends of such a shell', () => {
    const script = hookScript({ script: 'C:\\s', spool: 'C:\\spool', extension: 'C:\\e-' });
    assert.ok(script.includes("spool='C:/spool'\n") && !script.includes('\r'));
  });

  for (const [first, second, isOne] of [
    ['C:\\Users\\Ada\\hook.sh', 'c:\\users\\ada\\hook.sh', true],
    ['\\\\Server\\a\\hook.sh', '\\\\server\\a\\hook.sh', true],
    ['/home/Ada/hook.sh', '/home/ada/hook.sh', false],
  ] as const) {
    it(`of ${first} and ${second} are ${isOne ? 'the same' : 'two'}`, () => {
      const before = '{\r\n  "model": "opus"\r\n}\r\n';
      const installed = withHooks(before, first);
      const again = withHooks(installed, second);
      assert.equal(withoutHooks(again, second), isOne ? before : installed);
      assert.equal(again.includes(shellQuoted(first)), !isOne);
      assert.ok(!/[^\r]\n/u.test(again));
    });
  }
});

describe('Files with the line ends of Windows', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => home.remove());

  it('are read as those of every other system, whichever agent wrote them', async () => {
    const files: (readonly [name: string, text: string])[] = [
      ...allFixtures.flatMap((each) => [...each.history(7)]),
      ['.copilot/session-state/S1/workspace.yaml', 'id: S1\ncwd: C:\\w\\app\n'],
      [
        '.copilot/session-state/S1/events.jsonl',
        new CopilotCliTranscript({ sessionId: 'S1' }).prompt('go').text(),
      ],
      ['.gemini/tmp/app/.project_root', 'C:\\w\\app\n'],
    ];
    for (const [name, text] of files) {
      home.write(name, text);
    }
    const plain = await home.scan();
    for (const [name, text] of files) {
      home.write(name, text.replaceAll('\n', '\r\n'));
    }
    const { transcripts, skipped } = await home.scan();
    assert.ok(transcripts.length > 5);
    assert.deepEqual(transcripts, plain.transcripts);
    assert.deepEqual(skipped, plain.skipped);
    const folders = new Set(transcripts.map(({ folder }) => folder));
    assert.ok(folders.has('C:\\w\\app'), [...folders].join());
  });

  it('tell what hooks and administrators wrote', async () => {
    const spool = join(home.path, 'spool');
    const event = { event: 'Stop', session: 's', at: Date.UTC(2026, 1, 1), folder: 'C:\\a' };
    home.write('spool/2026-02-01.jsonl', `${JSON.stringify(event)}\r\n${JSON.stringify(event)}\r\n`);
    assert.deepEqual(readSpool(spool), { events: [event, event], skipped: 0 });
    for (const mark of ['', '\uFEFF']) {
      home.write('managed-settings.json', `${mark}{\r\n  "disableAllHooks": true\r\n}\r\n`);
      const obstacles = await hookObstacles(undefined, [join(home.path, 'managed-settings.json')]);
      assert.equal(obstacles.length, 1);
      assert.match(obstacles[0] ?? '', /administrator/);
    }
  });
});
