import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { commandLauncher } from '../../src/agents/launcher/commandLauncher';
import { writeLauncher } from '../../src/agents/launcher/writeLauncher';
import type { LauncherPaths } from '../../src/agents/launcher/launcherPaths';

/** Says what it was given, in place of the command line. */
const cli = `
const { ELECTRON_RUN_AS_NODE: asNode, LEVERAGE_RECORD_DATA: data } = process.env;
process.stdin.on('data', () => {});
console.log(JSON.stringify({ version: __dirname, args: process.argv.slice(2), asNode, data }));
process.exitCode = 3;
`;

interface Said {
  readonly version: string;
  readonly args: readonly string[];
  readonly asNode?: string;
  readonly data: string;
}

describe('The launcher of the command line', () => {
  let root: string;
  let launcher: LauncherPaths;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'launcher it\'s "50%" $HOME `x` é '));
    launcher = {
      storage: path.join(root, 'storage'),
      extension: path.join(root, 'extensions', 'leverage-record.leverage-record-0.1.0'),
      runtime: path.join(root, 'Code Helper (Plugin)'),
    };
    install('0.1.0');
    fs.symlinkSync(process.execPath, launcher.runtime);
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  function versionFolder(version: string): string {
    return path.join(root, 'extensions', `leverage-record.leverage-record-${version}`);
  }

  function install(version: string): void {
    fs.mkdirSync(path.join(versionFolder(version), 'dist'), { recursive: true });
    fs.writeFileSync(path.join(versionFolder(version), 'dist', 'cli.js'), cli);
  }

  async function write(): Promise<string> {
    return writeLauncher(launcher, 'linux', {}, 'id');
  }

  /** As an agent does: by its name, from PATH. */
  function run(folder: string, variables: Record<string, string> = {}, args: readonly string[] = []) {
    const PATH = [folder, '/usr/bin', '/bin'].join(path.delimiter);
    return spawnSync('leverage-record', args, { env: { PATH, ...variables }, encoding: 'utf8' });
  }

  function said(folder: string, variables?: Record<string, string>, args?: readonly string[]): Said {
    const { stdout, stderr, status } = run(folder, variables, args);
    assert.deepEqual([stderr, status], ['', 3]);
    return JSON.parse(stdout);
  }

  it('runs the installed version on the editor’s own runtime, with every argument and the exit code', async () => {
    const args = ['propose', '--because', 'a "b" \'c\' $d `e`\n%PATH% é', ''];
    assert.deepEqual(said(await write(), {}, args), {
      version: path.join(launcher.extension, 'dist'),
      args,
      asNode: '1',
      data: launcher.storage,
    });
  });

  it('leaves another record to whoever names it', async () => {
    assert.equal(said(await write(), { LEVERAGE_RECORD_DATA: '/other' }).data, '/other');
  });

  it('goes on with the version that an update left', async () => {
    const folder = await write();
    fs.renameSync(versionFolder('0.1.0'), versionFolder('0.2.0'));
    assert.equal(said(folder).version, path.join(versionFolder('0.2.0'), 'dist'));
  });

  it('runs on Node once the editor is elsewhere, and says what to do without it', async () => {
    const folder = await write();
    fs.rmSync(launcher.runtime);
    const { stdout, stderr, status } = spawnSync('/bin/sh', [path.join(folder, 'leverage-record')], {
      env: { PATH: folder },
      encoding: 'utf8',
    });
    assert.deepEqual([stdout, status], ['', 1]);
    assert.equal(
      stderr,
      'leverage-record: The editor was moved or updated. Open a window with Leverage Record once, or install Node.\n',
    );
    fs.mkdirSync(path.join(root, 'node'));
    fs.symlinkSync(process.execPath, path.join(root, 'node', 'node'));
    const onNode = run(folder, { PATH: [folder, path.join(root, 'node'), '/bin'].join(path.delimiter) });
    assert.equal(onNode.status, 3, onNode.stderr);
  });

  it('says in one line that the extension was removed', async () => {
    const folder = await write();
    fs.rmSync(versionFolder('0.1.0'), { recursive: true });
    const { stdout, stderr, status } = run(folder);
    assert.deepEqual([stdout, status], ['', 1]);
    assert.equal(
      stderr,
      `leverage-record: Leverage Record is no longer installed. Install it again, or delete the folder ${folder}.\n`,
    );
  });

  it('is written once, and again when something moved; nobody else may write it', async () => {
    const file = path.join(await write(), 'leverage-record');
    fs.utimesSync(file, 1, 1);
    await write();
    assert.equal(fs.statSync(file).mtimeMs, 1_000);
    assert.equal(fs.statSync(file).mode & 0o777, 0o700);
    launcher = { ...launcher, extension: versionFolder('0.3.0') };
    install('0.3.0');
    assert.equal(said(await write()).version, path.join(versionFolder('0.3.0'), 'dist'));
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['leverage-record']);
  });

  it('is not left half written by several windows at once', async () => {
    const folders = await Promise.all(
      Array.from({ length: 20 }, (_, index) => writeLauncher(launcher, 'linux', {}, `id${index}`)),
    );
    assert.equal(new Set(folders).size, 1);
    assert.deepEqual(fs.readdirSync(folders[0] ?? ''), ['leverage-record']);
  });
});

describe('The launcher for cmd.exe', () => {
  const storage = 'C:\\Users\\José\\AppData\\Roaming\\Code\\User\\globalStorage\\leverage-record';
  const extension = 'C:\\Users\\José\\.vscode\\extensions\\leverage-record.leverage-record-0.1.0';
  const runtime = 'C:\\Users\\José\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe';
  const variables = {
    USERPROFILE: 'C:\\Users\\José',
    APPDATA: 'C:\\Users\\José\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\José\\AppData\\Local',
  };

  it('names the user’s folders by their variables, so that it is ASCII with any user name', () => {
    const text = commandLauncher({ storage, extension, runtime }, path.win32, variables);
    assert.match(text, /^[\x20-\x7e\r\n]*$/);
    assert.ok(!text.includes('chcp'));
    assert.ok(
      text.includes('"LEVERAGE_RECORD_DATA=%APPDATA%\\Code\\User\\globalStorage\\leverage-record"\r\n'),
    );
    assert.ok(
      text.includes(
        'set "cli=%USERPROFILE%\\.vscode\\extensions\\leverage-record.leverage-record-0.1.0\\dist\\cli.js"\r\n',
      ),
    );
    assert.ok(
      text.includes('in ("%USERPROFILE%\\.vscode\\extensions\\leverage-record.leverage-record-*") do'),
    );
    assert.ok(text.includes('set "runtime=%LOCALAPPDATA%\\Programs\\Microsoft VS Code\\Code.exe"\r\n'));
    assert.match(
      text,
      /\r\nset ELECTRON_RUN_AS_NODE=1\r\n"%runtime%" "%cli%" %\*\r\nexit \/b %errorlevel%\r\n/,
    );
  });

  it('takes percent signs literally, and other drives and letters as they are', () => {
    const odd = { storage: 'D:\\50% März\\data', extension: 'D:\\ext-0.1.0', runtime: 'D:\\a & b\\Code.exe' };
    const text = commandLauncher(odd, path.win32, variables);
    assert.ok(text.startsWith('@echo off\r\nchcp 65001 >nul\r\nsetlocal DisableDelayedExpansion\r\n'));
    assert.ok(text.includes('"LEVERAGE_RECORD_DATA=D:\\50%% März\\data"'));
    assert.ok(text.includes('set "runtime=D:\\a & b\\Code.exe"\r\n'));
    assert.ok(text.includes('in ("D:\\ext-*") do'));
    assert.ok(!/[^\r]\n/.test(text), 'cmd.exe needs CRLF to find labels');
  });

  it('is written for Windows beside the one for Git Bash', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'launcher-'));
    const cwd = process.cwd();
    try {
      // Paths of Windows are plain names here.
      process.chdir(folder);
      const bin = await writeLauncher({ storage: 'X:', extension, runtime }, 'win32', variables, 'id');
      assert.deepEqual([bin, fs.existsSync(bin)], ['X:\\bin', true]);
      const [shell = ''] = fs.readdirSync(folder).filter((name) => name.endsWith('leverage-record'));
      const text = fs.readFileSync(shell, 'utf8');
      assert.match(
        text,
        /\ncli='C:\/Users\/José\/\.vscode\/extensions\/leverage-record\.leverage-record-0\.1\.0\/dist\/cli\.js'\n/,
      );
      assert.match(
        text,
        /\nruntime='C:\/Users\/José\/AppData\/Local\/Programs\/Microsoft VS Code\/Code\.exe'\n/,
      );
    } finally {
      process.chdir(cwd);
      fs.rmSync(folder, { recursive: true });
    }
  });
});
