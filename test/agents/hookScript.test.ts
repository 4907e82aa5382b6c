import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { hookCommand, hookScript, type HookPaths } from '../../src/agents/hooks/hookScript';
import { readSpool, SpoolReader } from '../../src/agents/hooks/readSpool';
import { hookEventNames } from '../../src/core/transcript/hooks/hookEvents';

describe('The hook', () => {
  let root: string;
  let paths: HookPaths;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'hooks it\'s "a" $HOME `x` '));
    paths = {
      script: path.join(root, 'leverage-record-hook.sh'),
      spool: path.join(root, 'spool'),
      extension: path.join(root, 'extension-'),
    };
    fs.mkdirSync(paths.spool);
    fs.mkdirSync(`${paths.extension}1.2.3`);
    fs.writeFileSync(paths.script, hookScript(paths));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  /** As Claude Code runs it: by a shell, the event's JSON on the standard input. */
  function run(event: string, input: unknown): void {
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', hookCommand(paths, event)], {
      input: text,
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  }

  const common = {
    session_id: '0b0e-41',
    transcript_path: '/t/x.jsonl',
    cwd: '/projects/a "b" \\ é\n',
    permission_mode: 'default',
  };

  it('notes each event with its session, folder and time', () => {
    const from = Date.now();
    for (const event of hookEventNames) {
      run(event, { ...common, hook_event_name: event });
    }
    const { events, skipped } = readSpool(paths.spool);
    assert.equal(skipped, 0);
    assert.deepEqual(
      events.map(({ event }) => event),
      hookEventNames,
    );
    for (const { session, folder, at } of events) {
      assert.deepEqual({ session, folder }, { session: common.session_id, folder: common.cwd });
      assert.ok(at >= from && at <= Date.now(), `${at} is not now`);
    }
  });

  it('notes how long a tool ran, and what a notification is about', () => {
    run('PostToolUse', {
      ...common,
      tool_response: { duration_ms: 1, text: '"duration_ms":2' },
      duration_ms: 4321,
    });
    run('Notification', { ...common, message: 'Claude asks', notification_type: 'permission_prompt' });
    const [tool, notice] = readSpool(paths.spool).events;
    assert.equal(tool?.ranMs, 4321);
    assert.equal(notice?.notice, 'permission_prompt');
  });

  it('never keeps a prompt, however large and hostile', () => {
    const secret = 'S3CRET';
    const hostile = `${secret} "session_id":"evil","cwd":"/evil" \\ \u0000 ' $(touch x) \n`.repeat(60_000);
    run('UserPromptSubmit', { ...common, prompt: hostile });
    const spooled = fs
      .readdirSync(paths.spool)
      .map((name) => fs.readFileSync(path.join(paths.spool, name), 'utf8'));
    assert.equal(spooled.length, 1);
    assert.ok(!spooled.join('').includes(secret) && !spooled.join('').includes('evil'));
    assert.ok(spooled.join('').length < 200);
    assert.equal(readSpool(paths.spool).events[0]?.session, common.session_id);
  });

  const useless: readonly (readonly [what: string, input: string])[] = [
    ['nothing', ''],
    ['no JSON', 'hello\n\0\xff'],
    ['no session', '{"cwd":"/x"}'],
    ['a session of another shape', '{"session_id":{"a":1},"cwd":"/x"}'],
    ['a session with a path', '{"session_id":"../../x y"}'],
    ['a session that never ends', `{"session_id":"${'a'.repeat(100_000)}"}`],
    ['an open string', '{"session_id":"'],
  ];
  for (const [what, input] of useless) {
    it(`notes nothing of ${what}`, () => {
      run('Stop', input);
      assert.deepEqual(readSpool(paths.spool), { events: [], skipped: 0 });
    });
  }

  it('leaves a folder out that would not fit into one write', () => {
    run('Stop', { ...common, cwd: `/${'x'.repeat(3_000)}` });
    assert.equal(readSpool(paths.spool).events[0]?.folder, null);
  });

  const gone: readonly (readonly [what: string, remove: () => void])[] = [
    ['its spool', () => fs.rmSync(paths.spool, { recursive: true })],
    ['its script', () => fs.rmSync(paths.script)],
    ['the extension', () => fs.rmSync(`${paths.extension}1.2.3`, { recursive: true })],
  ];
  for (const [what, remove] of gone) {
    it(`does nothing, and still reads all of its input, without ${what}`, () => {
      remove();
      run('Stop', { ...common, prompt: 'x'.repeat(2_000_000) });
      assert.deepEqual(readSpool(paths.spool), { events: [], skipped: 0 });
    });
  }

  it('goes on with a newer version of the extension', () => {
    fs.renameSync(`${paths.extension}1.2.3`, `${paths.extension}1.3.0`);
    run('Stop', common);
    assert.equal(readSpool(paths.spool).events.length, 1);
  });

  it('stops for the day at 8 MB, and removes what nobody read for two months', () => {
    const old = path.join(paths.spool, '2020-01-01.jsonl');
    fs.writeFileSync(old, '');
    fs.utimesSync(old, 0, 0);
    run('Stop', common);
    const [day = ''] = fs.readdirSync(paths.spool);
    assert.notEqual(day, '2020-01-01.jsonl');
    const file = path.join(paths.spool, day);
    const full = 16_384 * 512;
    fs.truncateSync(file, full);
    run('Stop', common);
    assert.equal(fs.statSync(file).size, full);
  });

  it('writes whole lines in 200 processes at once', async () => {
    const command = hookCommand(paths, 'Stop');
    await Promise.all(
      Array.from(
        { length: 200 },
        (_, index) =>
          new Promise<void>((resolve, reject) => {
            const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'inherit', 'inherit'] });
            child.on('error', reject);
            child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
            child.stdin.end(
              JSON.stringify({ ...common, session_id: `s-${index}`, cwd: `/${'d'.repeat(1_900)}` }),
            );
          }),
      ),
    );
    const { events, skipped } = readSpool(paths.spool);
    assert.equal(skipped, 0);
    assert.equal(new Set(events.map(({ session }) => session)).size, 200);
    assert.equal(events.length, 200);
  }).timeout(60_000);
});

describe('The spool', () => {
  const line = (at: number, more = ''): string => `{"event":"Stop","session":"a","at":${at}${more}}\n`;
  const day = Date.UTC(2026, 2, 1);
  let spool: string;

  beforeEach(() => {
    spool = fs.mkdtempSync(path.join(os.tmpdir(), 'spool-'));
  });
  afterEach(() => fs.rmSync(spool, { recursive: true, force: true }));

  it('is read once, in complete lines, over days', () => {
    const reader = new SpoolReader(spool);
    const first = path.join(spool, '2026-03-01.jsonl');
    assert.deepEqual(reader.read(), { events: [], skipped: 0 });
    fs.writeFileSync(first, line(day) + line(day + 1).slice(0, 20));
    assert.deepEqual(times(reader), [day]);
    fs.appendFileSync(first, line(day + 1).slice(20));
    fs.writeFileSync(path.join(spool, '2026-03-02.jsonl'), line(day + 2));
    assert.deepEqual(times(reader), [day + 1, day + 2]);
    assert.deepEqual(times(reader), []);
    fs.writeFileSync(first, line(day + 3));
    assert.deepEqual(times(reader), [day + 3]);
  });

  it('is read without what is not ours, which is counted', () => {
    const lines = [
      'no json\n',
      '[]\n',
      '\n',
      `${'x'.repeat(10_000)}\n`,
      line(1),
      line(day, ',"event":"Other"'),
      line(day, ',"session":""'),
      line(day, ',"ranMs":-1'),
      line(day, ',"more":1'),
    ];
    fs.writeFileSync(path.join(spool, '2026-03-01.jsonl'), lines.join(''));
    fs.writeFileSync(path.join(spool, 'other.jsonl'), line(day));
    fs.mkdirSync(path.join(spool, '2026-03-02.jsonl'));
    assert.deepEqual(readSpool(spool), {
      events: [{ event: 'Stop', session: 'a', folder: null, at: day }],
      skipped: 7,
    });
  });

  function times(reader: SpoolReader): readonly number[] {
    return reader.read().events.map(({ at }) => at);
  }
});
