import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'jsonc-parser';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { claudeReader } from '../../src/agents/claude/reader';
import { ClaudeHooks, claudeSettingsFiles } from '../../src/agents/hooks/claudeHooks';
import { spoolFolderOf } from '../../src/agents/hooks/hookFolders';
import { readSpool } from '../../src/agents/hooks/readSpool';
import { aiMs } from '../../src/core/transcript/sessions/agentTranscript';
import { withHookEvents } from '../../src/core/transcript/hooks/hookEvents';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';

const now = Date.UTC(2026, 2, 1, 12);

/** Writes once a round, as soon as a temporary file shows beside the settings; answers whether it did. */
const writerSource = `
const fs = require('node:fs');
const path = require('node:path');
const [file, way] = process.argv.slice(1);
let round;
const look = () => {
  if (round === undefined) return;
  const names = fs.readdirSync(path.dirname(file));
  if (!names.some((name) => name.endsWith('.tmp'))) return void setImmediate(look);
  const text = JSON.stringify({ round });
  if (way === 'replaces') {
    fs.writeFileSync(file + '.other', text);
    fs.renameSync(file + '.other', file);
  } else {
    fs.writeFileSync(file, text);
  }
  round = undefined;
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'stop') {
    process.stdout.write(round === undefined ? 'wrote\\n' : 'idle\\n');
    round = undefined;
  } else {
    round = Number(line);
    process.stdout.write('ready\\n');
    look();
  }
});
`;

describe('Installing hooks for Claude Code', () => {
  let root: string;
  let file: string;
  let storage: string;
  let hooks: ClaudeHooks;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'claude hooks '));
    file = path.join(root, 'home', '.claude', 'settings.json');
    storage = path.join(root, 'storage');
    const extension = path.join(root, 'extensions', 'leverage-record.leverage-record-0.1.0');
    fs.mkdirSync(extension, { recursive: true });
    hooks = new ClaudeHooks(file, storage, extension, () => now);
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  function settings(text: string, mode = 0o644): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    fs.chmodSync(file, mode);
  }

  async function change(kind: 'install' | 'remove'): Promise<string | undefined> {
    return (await hooks.apply(await hooks.plan(kind))).backup;
  }

  it('writes nothing before it is told to', async () => {
    const plan = await hooks.plan('install');
    assert.equal(plan.before, undefined);
    assert.match(plan.after ?? '', /leverage-record-hook\.sh/);
    assert.deepEqual(fs.readdirSync(root), ['extensions']);
  });

  it('makes the file where there is none, and takes it away again', async () => {
    assert.equal(await change('install'), undefined);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    await change('remove');
    assert.equal(fs.existsSync(file), false);
  });

  it('keeps a copy, the mode and the link, and leaves nothing else behind', async () => {
    const real = path.join(root, 'dotfiles.json');
    const text = '{\n  // mine\n  "model": "opus"\n}\n';
    fs.writeFileSync(real, text);
    fs.chmodSync(real, 0o640);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.symlinkSync(real, file);
    const backup = (await change('install')) ?? '';
    assert.equal(backup, `${file}.leverage-record-20260301T120000.000Z.bak`);
    assert.equal(fs.readFileSync(backup, 'utf8'), text);
    assert.equal(fs.statSync(backup).mode & 0o777, 0o640);
    assert.equal(fs.lstatSync(file).isSymbolicLink(), true);
    assert.equal(fs.statSync(real).mode & 0o777, 0o640);
    assert.match(fs.readFileSync(real, 'utf8'), /"UserPromptSubmit"/);
    fs.rmSync(backup);
    await change('remove');
    assert.equal(fs.readFileSync(real, 'utf8'), text);
    assert.deepEqual(fs.readdirSync(root).sort(), ['dotfiles.json', 'extensions', 'home', 'storage']);
  });

  it('changes nothing the second time', async () => {
    settings('{}');
    await change('install');
    const installed = fs.readFileSync(file, 'utf8');
    assert.equal(await change('install'), undefined);
    assert.equal(fs.readFileSync(file, 'utf8'), installed);
  });

  it('refuses when the file has changed since it was shown', async () => {
    settings('{}');
    const plan = await hooks.plan('install');
    settings('{"model": "opus"}');
    await assert.rejects(hooks.apply(plan), { name: 'UserError', message: /changed since they were shown/ });
    assert.equal(fs.readFileSync(file, 'utf8'), '{"model": "opus"}');
  });

  for (const [what, bytes] of [
    ['that is malformed', '{"hooks": '],
    ['that is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ] as const) {
    it(`leaves a file alone ${what}`, async () => {
      settings('');
      fs.writeFileSync(file, bytes);
      await assert.rejects(hooks.plan('install'), { name: 'UserError' });
      assert.deepEqual(fs.readFileSync(file), Buffer.from(bytes));
      assert.deepEqual(fs.readdirSync(path.dirname(file)), ['settings.json']);
    });
  }

  for (const [told, expected] of [
    [undefined, ['/home/me/.claude']],
    ['', ['/home/me/.claude']],
    ['/else where', ['/else where']],
    ['~', ['/home/me']],
    ['~/work', ['/home/me/work']],
    ['/a, ~/b ,', ['/a', '/home/me/b']],
    ['/a/projects', ['/a']],
  ] as const) {
    it(`finds the settings where the transcripts are looked for, with ${told}`, () => {
      const variables = told === undefined ? {} : { CLAUDE_CONFIG_DIR: told };
      const environment = { home: '/home/me', variables, platform: 'linux' } as const;
      assert.deepEqual(
        claudeSettingsFiles(environment),
        expected.map((each) => path.join(each, 'settings.json')),
      );
      const roots = claudeReader.roots(environment);
      for (const each of expected) {
        assert.ok(roots.includes(path.join(each, 'projects')));
      }
    });
  }

  it('lets nobody else write the script, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await change('install');
    } finally {
      process.umask(before);
    }
    const folder = path.join(storage, 'hooks');
    for (const each of [folder, ...fs.readdirSync(folder).map((name) => path.join(folder, name))]) {
      assert.equal(fs.statSync(each).mode & 0o077, 0, each);
    }
    fs.chmodSync(path.join(folder, 'leverage-record-hook.sh'), 0o666);
    await change('install');
    assert.equal(fs.statSync(path.join(folder, 'leverage-record-hook.sh')).mode & 0o077, 0);
  });

  for (const [what, text, managed, expected] of [
    ['a comment', '{\n  // mine\n}', undefined, /comments or trailing commas/],
    ['a trailing comma', '{"a": 1,}', undefined, /comments or trailing commas/],
    ['all hooks switched off', '{"disableAllHooks": true}', undefined, /`disableAllHooks` is on/],
    ['managed settings against hooks', '{}', '{"disableAllHooks": true}', /turn off all hooks/],
    ['managed settings against these', '{}', '{"allowManagedHooksOnly": true}', /only their own hooks/],
    ['nothing in the way', '\uFEFF{"disableAllHooks": false, "a": "// no"}', '{"a": 1}', undefined],
    ['managed settings that are damaged', '{}', '{"disableAllHooks": "x"', undefined],
  ] as const) {
    it(`says before and after what keeps the hooks from being called: ${what}`, async () => {
      settings(text);
      const administrators = path.join(root, 'managed-settings.json');
      if (managed !== undefined) {
        fs.writeFileSync(administrators, managed);
      }
      const extension = path.join(root, 'extensions', 'leverage-record.leverage-record-0.1.0');
      const told = new ClaudeHooks(file, storage, extension, () => now, [administrators]);
      const plan = await told.plan('install');
      await told.apply(plan);
      for (const { obstacles } of [plan, await told.plan('install')]) {
        assert.equal(obstacles.length, expected ? 1 : 0);
        assert.match(obstacles.join(' '), expected ?? /^$/);
      }
    });
  }

  for (const way of ['replaces', 'writes into'] as const) {
    it(`loses nothing of a program that ${way} the file while it is changed`, async () => {
      // Waits for the sign that the change is being made, and writes what another program of the user would.
      const writer = spawn(process.execPath, ['-e', writerSource, file, way], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const answers = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
      try {
        for (let round = 0; round < 10; round++) {
          settings('{"round": -1}');
          for (const name of fs.readdirSync(path.dirname(file)).filter((each) => each.endsWith('.bak'))) {
            fs.rmSync(path.join(path.dirname(file), name));
          }
          writer.stdin.write(`${round}\n`);
          await answers.next();
          await hooks.apply({ ...(await hooks.plan('install')) }).catch((error: unknown) => {
            assert.match(String(error), /have changed|could not be written/);
          });
          writer.stdin.write('stop\n');
          const { value } = await answers.next();
          const left: { round: number } = JSON.parse(fs.readFileSync(file, 'utf8'));
          assert.equal(left.round, value === 'wrote' ? round : -1, `round ${round}`);
          assert.deepEqual(
            fs.readdirSync(path.dirname(file)).filter((name) => name.endsWith('.tmp')),
            [],
          );
        }
      } finally {
        writer.kill();
      }
    }).timeout(30_000);
  }

  it('makes each installed command note its event', async () => {
    settings('{"model": "opus"}');
    await change('install');
    const installed: { hooks: Record<string, { hooks: { command: string }[] }[]> } = parse(
      fs.readFileSync(file, 'utf8'),
    );
    const commands = Object.entries(installed.hooks).map(([event, groups]) => ({
      event,
      command: groups[0]?.hooks[0]?.command ?? '',
    }));
    for (const { event, command } of commands) {
      const input = JSON.stringify({ session_id: 'abc', cwd: '/projects', hook_event_name: event });
      const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { input, encoding: 'utf8' });
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
    }
    const noted = readSpool(spoolFolderOf(storage)).events.map(({ event }) => event);
    assert.deepEqual(
      noted,
      commands.map(({ event }) => event),
    );
    assert.equal(noted.length, 8);
  });

  it('times the turns of the transcript that the same session left', async () => {
    const home = new AgentHome();
    const left = new ClaudeTranscript({ seed: 1 });
    left.prompt('do it').tool('Bash', { thinkMs: 2_000, waitMs: 600_000, runMs: 4_000 }).respond(3_000);
    home.claude(`-work/${left.sessionId}.jsonl`, left.text());
    const [transcript] = (await home.scan()).transcripts;
    home.remove();
    assert.ok(transcript);
    const spool = path.join(root, 'spool');
    fs.mkdirSync(spool);
    const begun = transcript.turns[0]?.start ?? 0;
    const line = (event: string, after: number, more: object = {}): string =>
      `${JSON.stringify({ event, session: left.sessionId, at: begun + after, ...more })}\n`;
    fs.writeFileSync(
      path.join(spool, '2026-03-01.jsonl'),
      line('UserPromptSubmit', 0) +
        line('PermissionRequest', 2_000) +
        line('PostToolUse', 606_000, { ranMs: 4_000 }) +
        line('Stop', 609_000),
    );
    const timed = withHookEvents(transcript, readSpool(spool).events);
    assert.equal(aiMs(timed), 9_000);
    assert.equal(timed.turns[0]?.evidence, 'measured');
    assert.equal(timed.usage, transcript.usage);
  });
});
