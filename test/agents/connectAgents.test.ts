import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getNodeValue, parseTree } from 'jsonc-parser';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { AgentConnections, type ConnectPlan } from '../../src/agents/connect/agentConnections';
import { connectableAgents, type Ways } from '../../src/agents/connect/connectableAgents';
import { folderTree } from '../fixtures/connect/folderTree';
import { jsonShapes, tomlShapes, type SettingsShape } from '../fixtures/connect/settingsShapes';

const both: Ways = { command: true, server: true };
const skill = '---\nname: leverage-record\ndescription: Propose tasks.\n---\n\nDo it.\n';

/** The settings files of each agent, and the shapes they may have. */
const settings: readonly (readonly [agent: string, file: string, shapes: readonly SettingsShape[]])[] = [
  ['claude', '.claude/settings.json', jsonShapes('permissions')],
  ['claude', '.claude.json', jsonShapes('mcpServers')],
  ['codex', '.codex/config.toml', tomlShapes],
  ['gemini', '.gemini/settings.json', jsonShapes('mcpServers')],
  ['copilot', '.copilot/mcp-config.json', jsonShapes('mcpServers')],
];

describe('Connecting agents', () => {
  let root: string;
  let home: string;
  let connections: AgentConnections;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'connect "a" '));
    home = path.join(root, 'home');
    fs.mkdirSync(home);
    connections = connectionsOf();
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  function connectionsOf(): AgentConnections {
    return new AgentConnections({
      environment: { home, platform: 'linux', variables: {} },
      storage: path.join(root, 'storage'),
      skill,
      clock: Date.now,
      obstacles: () => Promise.resolve([]),
    });
  }

  async function change(kind: ConnectPlan['kind'], agent: string, ways = both): Promise<ConnectPlan> {
    const plan = await connections.plan(kind, [{ agent, ways }]);
    await connections.apply(plan);
    return plan;
  }

  function put(file: string, { text, mode = 0o644, isLink }: SettingsShape): void {
    const whole = path.join(home, file);
    if (text === undefined) {
      return;
    }
    fs.mkdirSync(path.dirname(whole), { recursive: true });
    const target = isLink ? path.join(root, 'dotfiles') : whole;
    fs.writeFileSync(target, text);
    fs.chmodSync(target, mode);
    if (isLink) {
      fs.symlinkSync(target, whole);
    }
  }

  for (const [agent, file, shapes] of settings) {
    for (const shape of shapes) {
      it(`${agent} leaves no trace in ${file} that is ${shape.what}`, async () => {
        put(file, shape);
        const before = folderTree(root);
        const { remarks } = await change('connect', agent);
        assert.equal(
          remarks.some((each) => each.includes(path.join(home, file)) && each.includes('already has')),
          shape.isTaken === true,
          remarks.join('\n'),
        );
        if (shape.isTaken !== true) {
          assertHasOurs(fs.readFileSync(path.join(home, file), 'utf8'), shape.text, file);
        }
        const connected = folderTree(root);
        assert.notDeepEqual(connected, before);
        assert.deepEqual((await change('connect', agent)).changes, [], 'twice');
        await change('disconnect', agent);
        assert.deepEqual(
          folderTree(root).filter((each) => !each.startsWith('storage ')),
          before,
        );
      });
    }
  }

  function assertHasOurs(text: string, before: string | undefined, file: string): void {
    if (file.endsWith('.toml')) {
      assert.match(
        text,
        /\[mcp_servers\.leverage-record\]\r?\ncommand = ".*\/bin\/leverage-record"\r?\nargs = \["mcp"\]/,
      );
      assert.ok(text.startsWith(before ?? ''), 'nothing else changed');
      return;
    }
    const now = valueOf(text);
    const was = valueOf(before ?? '{}') ?? {};
    const { mcpServers, permissions, ...rest } = now;
    const { mcpServers: oldServers, permissions: oldPermissions, ...oldRest } = was;
    assert.deepEqual(rest, oldRest);
    if (file === '.claude/settings.json') {
      const ours = ['propose', 'similar', 'withdraw'].map((each) => `Bash(leverage-record ${each}:*)`);
      const allowed = [...ours, 'mcp__leverage-record'];
      assert.deepEqual(new Set(permissions.allow), new Set([...allowed, ...(oldPermissions?.allow ?? [])]));
    } else {
      const { 'leverage-record': server, ...others } = mcpServers;
      assert.deepEqual(others, oldServers ?? {});
      assert.deepEqual(
        [server.command, server.args],
        [path.join(root, 'storage', 'bin', 'leverage-record'), ['mcp']],
      );
    }
  }

  const refused: readonly (readonly [what: string, text: string | Buffer | undefined])[] = [
    ['is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['is a folder', undefined],
    ['is malformed', '{"permissions": = ['],
    ['ends in a string', 'x = """\n{'],
    ['has another root', '[]'],
    ['has lists of another kind', '{"permissions": {"allow": {}}, "mcpServers": []}'],
    ['has a name twice', '{"permissions": {}, "permissions": {}, "mcpServers": {}, "mcpServers": {}}'],
  ];
  for (const [agent, file] of settings) {
    for (const [what, text] of refused) {
      it(`${agent} is left alone altogether if ${file} ${what}`, async () => {
        const whole = path.join(home, file);
        fs.mkdirSync(text === undefined ? whole : path.dirname(whole), { recursive: true });
        if (text !== undefined) {
          fs.writeFileSync(whole, text);
        }
        const before = folderTree(root);
        const { changes, remarks } = await change('connect', agent);
        assert.deepEqual(changes, []);
        assert.ok(
          remarks.some((each) => each.includes(whole)),
          remarks.join('\n'),
        );
        assert.deepEqual(folderTree(root), before);
      });
    }
  }

  for (const { agent } of connectableAgents) {
    it(`${agent} gets a skill that it can read, and the user's own skill of that name stays`, async () => {
      await change('connect', agent, { command: true, server: false });
      const skills = skillsIn(home);
      assert.equal(skills.length, 1);
      assert.ok(fs.readFileSync(skills[0] ?? '', 'utf8').startsWith(skill));
      await change('disconnect', agent);
      assert.deepEqual(folderTree(home), []);
      fs.mkdirSync(path.dirname(skills[0] ?? ''), { recursive: true });
      fs.writeFileSync(skills[0] ?? '', 'mine');
      const { remarks } = await change('connect', agent);
      assert.match(remarks.join('\n'), /SKILL\.md already has something of this name/);
      await change('disconnect', agent);
      assert.equal(fs.readFileSync(skills[0] ?? '', 'utf8'), 'mine');
    });
  }

  it('keeps a copy of settings, and of a skill that the user went on writing', async () => {
    put('.claude/settings.json', { what: '', text: '{"a": 1}' });
    await change('connect', 'claude', { command: true, server: false });
    const folder = path.join(home, '.claude');
    const copies = fs.readdirSync(folder).filter((each) => each.endsWith('.bak'));
    assert.deepEqual(
      copies.map((each) => fs.readFileSync(path.join(folder, each), 'utf8')),
      ['{"a": 1}'],
    );
    const own = path.join(folder, 'skills', 'leverage-record', 'SKILL.md');
    fs.appendFileSync(own, 'More.\n');
    const written = fs.readFileSync(own, 'utf8');
    await change('disconnect', 'claude');
    const [kept = ''] = fs.readdirSync(path.dirname(own));
    assert.equal(fs.readFileSync(path.join(path.dirname(own), kept), 'utf8'), written);
  });

  it('takes out exactly what it put in, also in another window and after the user changed the rest', async () => {
    put('.claude/settings.json', {
      what: '',
      text: '{"permissions": {"allow": ["Bash(leverage-record propose:*)"]}}',
    });
    await change('connect', 'claude', { command: true, server: false });
    const file = path.join(home, '.claude', 'settings.json');
    const value = valueOf(fs.readFileSync(file, 'utf8'));
    value.permissions.allow.push('Bash(mine:*)');
    fs.writeFileSync(file, JSON.stringify(value));
    connections = connectionsOf();
    await change('disconnect', 'claude');
    assert.equal(
      fs.readFileSync(file, 'utf8'),
      '{"permissions":{"allow":["Bash(leverage-record propose:*)","Bash(mine:*)"]}}',
    );
  });

  it('takes out what looks like ours where nobody noted it, such as settings of another machine', async () => {
    await change('connect', 'claude');
    await change('connect', 'codex');
    fs.rmSync(path.join(root, 'storage', 'connected.json'));
    await change('disconnect', 'claude');
    await change('disconnect', 'codex');
    const left = folderTree(home).filter((each) => !each.endsWith(' folder'));
    assert.deepEqual(left, []);
  });

  it('replaces what it wrote earlier, such as the skill of an earlier version', async () => {
    await change('connect', 'gemini', { command: true, server: false });
    const [file = ''] = skillsIn(home);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('Do it.', 'Do it as before.'));
    const { changes } = await change('connect', 'gemini', { command: true, server: false });
    assert.deepEqual(
      changes.map((each) => each.file),
      [file],
    );
    assert.ok(fs.readFileSync(file, 'utf8').startsWith(skill));
  });

  it('refuses when a file has changed since it was shown, and then writes none', async () => {
    put('.claude/settings.json', { what: '', text: '{}' });
    const plan = await connections.plan('connect', [{ agent: 'claude', ways: both }]);
    put('.claude/settings.json', { what: '', text: '{"a": 1}' });
    const before = folderTree(root);
    await assert.rejects(connections.apply(plan), {
      name: 'UserError',
      message: /changed since it was shown/,
    });
    assert.deepEqual(folderTree(root), before);
  });

  it('goes on with the others if one agent can’t be connected', async () => {
    put('.gemini/settings.json', { what: '', text: '{' });
    const choices = connectableAgents.map(({ agent }) => ({ agent, ways: both }));
    const plan = await connections.plan('connect', choices);
    await connections.apply(plan);
    assert.deepEqual([...new Set(plan.changes.map(({ agent }) => agent))], ['claude', 'codex', 'copilot']);
    const here = await connections.agents();
    assert.deepEqual(
      here.map(({ agent, isFound, connected }) => [
        agent.agent,
        isFound,
        connected.command,
        connected.server,
      ]),
      [
        ['claude', true, true, true],
        ['codex', true, true, true],
        ['gemini', true, false, false],
        ['copilot', true, true, true],
      ],
    );
  });

  it('finds the folders that agents are told to use', async () => {
    const environment = {
      home,
      platform: 'win32' as const,
      variables: {
        CLAUDE_CONFIG_DIR: 'D:\\claude',
        CODEX_HOME: 'D:\\codex',
        GEMINI_CLI_HOME: 'D:\\gemini',
        COPILOT_HOME: 'D:\\copilot',
      },
    };
    const content = { environment, storage: 'D:\\storage', skill };
    assert.deepEqual(
      connectableAgents.flatMap((agent) => agent.files(content, both).map((each) => each.path)),
      [
        'D:\\claude\\skills\\leverage-record\\SKILL.md',
        'D:\\claude\\settings.json',
        'D:\\claude\\.claude.json',
        path.win32.join(home, '.agents\\skills\\leverage-record\\SKILL.md'),
        'D:\\codex\\rules\\leverage-record.rules',
        'D:\\codex\\config.toml',
        'D:\\gemini\\.gemini\\skills\\leverage-record\\SKILL.md',
        'D:\\gemini\\.gemini\\policies\\leverage-record.toml',
        'D:\\gemini\\.gemini\\settings.json',
        'D:\\copilot\\skills\\leverage-record\\SKILL.md',
        'D:\\copilot\\mcp-config.json',
      ],
    );
    const [toml] = connectableAgents[1]?.files(content, { command: false, server: true }) ?? [];
    assert.match(
      toml?.with(undefined, []).text ?? '',
      /command = "cmd"\nargs = \["\/c","D:\\\\storage\\\\bin\\\\leverage-record\.cmd","mcp"\]/,
    );
  });
});

function skillsIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => path.basename(each) === 'SKILL.md')
    .map((each) => path.join(folder, each));
}

function valueOf(text: string) {
  const root = parseTree(text.replace('\uFEFF', ''), [], { allowTrailingComma: true });
  return root && JSON.parse(JSON.stringify(getNodeValue(root)));
}
