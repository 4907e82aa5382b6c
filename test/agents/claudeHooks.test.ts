import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ClaudeHooks, claudeSettingsFile, spoolFolderOf } from '../../src/agents/hooks/claudeHooks';
import { readSpool } from '../../src/agents/hooks/readSpool';
import { aiMs } from '../../src/core/transcript/agentTranscript';
import { withHookEvents } from '../../src/core/transcript/hookEvents';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';

const now = Date.UTC(2026, 2, 1, 12);

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
    await assert.rejects(hooks.apply(plan), { name: 'UserError', message: /changed meanwhile/ });
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

  it('finds the settings where Claude Code does', () => {
    assert.equal(claudeSettingsFile({}, '/home/me'), path.join('/home/me', '.claude', 'settings.json'));
    assert.equal(
      claudeSettingsFile({ CLAUDE_CONFIG_DIR: '/else where' }, '/home/me'),
      path.join('/else where', 'settings.json'),
    );
    assert.equal(
      claudeSettingsFile({ CLAUDE_CONFIG_DIR: '' }, '/h'),
      path.join('/h', '.claude', 'settings.json'),
    );
  });

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
