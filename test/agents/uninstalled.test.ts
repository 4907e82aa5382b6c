import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { AgentConnections } from '../../src/agents/connect/agentConnections';
import { connectableAgents } from '../../src/agents/connect/connectableAgents';
import { ClaudeHooks } from '../../src/agents/hooks/claudeHooks';
import { noteStorage } from '../../src/agents/uninstall/storages';
import { agentSkill } from '../../src/core/proposal/agentSkill';
import { folderTree } from '../fixtures/connect/folderTree';
import { jsonShapes, tomlShapes, type SettingsShape } from '../fixtures/connect/settingsShapes';
import { bundled } from '../store/bundled';

const [permissions, servers] = [jsonShapes('permissions'), jsonShapes('mcpServers')];
const files: readonly (readonly [file: string, shapes: readonly SettingsShape[]])[] = [
  ['.claude/settings.json', permissions],
  ['.claude.json', servers],
  ['.codex/config.toml', tomlShapes],
  ['.gemini/settings.json', servers],
  ['.copilot/mcp-config.json', servers],
];
const noFile: SettingsShape = { what: 'no file', text: undefined };
const both = { command: true, server: true };

/** A machine with the extension installed and used, which is about to be uninstalled. */
class Machine {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'uninstall "a" '));
  readonly home = path.join(this.root, 'home');
  readonly extension = path.join(this.root, 'extensions', 'leverage-record.leverage-record-1.0.0');
  readonly storage = path.join(this.root, 'globalStorage', 'leverage-record.leverage-record');

  async install(script: string): Promise<this> {
    [this.home, path.join(this.extension, 'dist'), path.join(this.storage, 'journal')].forEach((each) =>
      fs.mkdirSync(each, { recursive: true }),
    );
    fs.copyFileSync(script, path.join(this.extension, 'dist', 'uninstalled.cjs'));
    fs.writeFileSync(path.join(this.storage, 'journal', 'a.jsonl'), 'the record');
    await noteStorage(this.extension, this.storage);
    return this;
  }

  async connect(variables: Readonly<Record<string, string>> = {}, from = this.storage): Promise<void> {
    const connections = new AgentConnections({
      environment: { home: this.home, platform: 'linux', variables },
      storage: from,
      skill: agentSkill,
      clock: Date.now,
      obstacles: () => Promise.resolve([]),
    });
    const choices = connectableAgents.map(({ agent }) => ({ agent, ways: both }));
    await connections.apply(await connections.plan('connect', choices));
  }

  /** @returns exit code, what it complained of, and everything in the home folder */
  async uninstall(): Promise<readonly [number | null, string, readonly string[]]> {
    const script = spawn(process.execPath, [path.join(this.extension, 'dist', 'uninstalled.cjs')], {
      env: { HOME: this.home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said] = await Promise.all([text(script.stderr), once(script, 'close')]);
    return [script.exitCode, said, folderTree(this.home)];
  }

  put(file: string, { text: content, mode = 0o644, isLink }: SettingsShape): void {
    const whole = path.join(this.home, file);
    if (content === undefined) {
      return;
    }
    fs.mkdirSync(path.dirname(whole), { recursive: true });
    const target = isLink ? `${whole}.dotfile` : whole;
    fs.writeFileSync(target, content);
    fs.chmodSync(target, mode);
    if (isLink) {
      fs.symlinkSync(target, whole);
    }
  }
}

describe('The script that VS Code runs once the extension was uninstalled', function () {
  this.timeout(60_000);
  const machines: Machine[] = [];
  let built: string;
  let script: string;

  before(async () => {
    built = fs.mkdtempSync(path.join(os.tmpdir(), 'uninstalled-'));
    script = await bundled('src/extension/uninstalled.ts', built);
  });
  after(() => fs.rmSync(built, { recursive: true, force: true }));
  afterEach(() =>
    machines.splice(0).forEach(({ root }) => fs.rmSync(root, { recursive: true, force: true })),
  );

  function machine(): Promise<Machine> {
    const made = new Machine();
    machines.push(made);
    return made.install(script);
  }

  it(`leaves every agent’s files as they were, each in ${permissions.length} shapes`, async () => {
    const leave = async (index: number): Promise<void> => {
      const one = await machine();
      files.forEach(([file, shapes]) => one.put(file, shapes[index] ?? noFile));
      const before = folderTree(one.home);
      await one.connect();
      assert.notDeepEqual(folderTree(one.home), before);
      const what = files.map(([file, shapes]) => `${file}: ${(shapes[index] ?? noFile).what}`);
      assert.deepEqual(await one.uninstall(), [0, '', before], what.join('\n'));
    };
    await Promise.all(permissions.map((_, index) => leave(index)));
  });

  it('removes hooks as well, and what was written where variables pointed', async () => {
    const one = await machine();
    const elsewhere = path.join(one.home, 'elsewhere');
    one.put('.claude/settings.json', { what: 'hooks', text: '{\n  "hooks": {}\n}\n' });
    one.put('elsewhere/settings.json', { what: 'settings', text: '{"model": "opus"}' });
    const before = folderTree(one.home);
    const settings = path.join(one.home, '.claude/settings.json');
    const hooks = new ClaudeHooks(settings, one.storage, one.extension, Date.now);
    await hooks.apply(await hooks.plan('install'));
    await one.connect({ CLAUDE_CONFIG_DIR: elsewhere, CODEX_HOME: path.join(elsewhere, 'codex') });
    assert.ok(fs.existsSync(path.join(elsewhere, 'codex/config.toml')));
    assert.deepEqual(await one.uninstall(), [0, '', before]);
  });

  it('leaves alone what another editor connected, and what the user has of that name', async () => {
    const one = await machine();
    await one.connect({}, path.join(one.root, 'globalStorage', 'another'));
    const before = folderTree(one.home);
    assert.deepEqual(await one.uninstall(), [0, '', before]);
  });

  it('says what it could not take out, and goes on with the rest', async () => {
    const one = await machine();
    await one.connect();
    one.put('.gemini/settings.json', { what: 'malformed', text: '{"mcpServers": [' });
    const [code, said] = await one.uninstall();
    assert.equal(code, 1);
    assert.match(said, /^.*\.gemini\/settings\.json.*\n$/u);
    assert.ok(!fs.existsSync(path.join(one.home, '.claude')));
  });

  it('puts the record where deleting the storage doesn’t reach it, of every editor that was used', async () => {
    const one = await machine();
    const { root, storage, extension } = one;
    const other = path.join(root, 'another', 'leverage-record.leverage-record');
    fs.mkdirSync(path.join(other, 'journal'), { recursive: true });
    fs.writeFileSync(path.join(other, 'journal', 'b.jsonl'), 'another record');
    await noteStorage(extension, other);
    await noteStorage(extension, other);
    assert.equal((await one.uninstall())[0], 0);
    [storage, other].forEach((each) => fs.rmSync(each, { recursive: true, force: true }));
    assert.equal(fs.readFileSync(`${storage}.kept/journal/a.jsonl`, 'utf8'), 'the record');
    assert.equal(fs.readFileSync(`${other}.kept/journal/b.jsonl`, 'utf8'), 'another record');
    assert.equal((await one.uninstall())[0], 0, 'once more');
  });
});
