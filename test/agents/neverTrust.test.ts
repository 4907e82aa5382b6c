import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { AppendedLines } from '../../src/agents/reading/appendedLines';
import { readIndex, writeIndex } from '../../src/agents/index/indexFile';
import { listTranscripts } from '../../src/agents/reading/listTranscripts';
import { claudeReader } from '../../src/agents/claude/reader';
import { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import { readTranscript } from '../../src/agents/reading/readTranscript';
import type { AgentEnvironment } from '../../src/agents/reading/transcriptReader';
import { aiMs, transcriptTokens } from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';

describe('nothing in a transcript is trusted', () => {
  let home: AgentHome;
  let session: ClaudeTranscript;
  beforeEach(() => {
    home = new AgentHome();
    session = new ClaudeTranscript().prompt('go').tool('Read').respond(4_000).written();
  });
  afterEach(() => {
    home.remove();
  });

  const rows: readonly (readonly [string, string | Uint8Array, string, number])[] = [
    ['no JSON', 'hello\n', 'malformed line', 1],
    ['a string never ended', '{"type":"user\n', 'malformed line', 1],
    ['an object never ended', '{"type":"user","message":{"a":[1,2}\n', 'malformed line', 1],
    ['something after the object', '{"type":"summary"} x\n', 'malformed line', 1],
    ['a list', '[1,2]\n', 'malformed line', 1],
    ['zero bytes', new Uint8Array(100).fill(0, 0, 99).fill(10, 99), 'malformed line', 1],
    [
      'invalid UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
      'invalid UTF-8',
      1,
    ],
    ['types of tomorrow', '{"type":"hologram","x":1}\n{"nothing":1}\n', 'unknown record', 2],
    ['no time', '{"type":"user","message":{"content":"x"}}\n', 'missing time', 1],
    ['a time that is none', '{"type":"user","timestamp":"2026-99-99Tab:cd:ef.ghiZ"}\n', 'missing time', 1],
    ['a time before agents', '{"type":"user","timestamp":"1970-01-01T00:00:00.000Z"}\n', 'missing time', 1],
    ['a time to come', '{"type":"user","timestamp":"2031-01-01T00:00:00.000Z"}\n', 'time in the future', 1],
  ];
  for (const [name, bytes, reason, count] of rows) {
    it(`${name} is skipped with a count, and the rest is read`, async () => {
      home.claude(session.name, bytes).append(`.claude/projects/${session.name}`, session.text());
      home.append(`.claude/projects/${session.name}`, bytes);
      const { transcripts, skipped } = await home.scan();
      assert.deepEqual(skipped, [{ reason, count: 2 * count }]);
      assert.equal(aiMs(transcripts[0] ?? assert.fail()), session.truth.writtenMs);
      assert.equal(transcriptTokens(transcripts[0] ?? assert.fail()).output, session.truth.tokens.output);
    });
  }

  const before: readonly (readonly [string, string, number])[] = [
    ['a byte order mark', '\uFEFF', 0],
    ['spaces', ' \t ', 0],
    ['a line break and spaces', ' \r\n  \r\n', 0],
    ['zeros of what a crash left unwritten', '\0'.repeat(300), 1],
    ['zeros behind a byte order mark', '\uFEFF\0', 1],
  ];
  for (const [name, text, malformed] of before) {
    it(`${name} before a record does not hide it`, async () => {
      home.claude(session.name, text + session.text());
      const codex = new CodexTranscript().prompt('go').call(1_000).end();
      home.write(`.codex/sessions/${codex.name}`, text + codex.text());
      const { transcripts, skipped } = await home.scan();
      assert.deepEqual(
        transcripts.map(({ prompts }) => prompts.length),
        transcripts.map(() => 1),
      );
      assert.equal(transcripts.length, 2);
      assert.deepEqual(skipped, malformed > 0 ? [{ reason: 'malformed line', count: 2 }] : []);
    });
  }

  it('zeros at the end do not hide what is appended to them later', async () => {
    const name = `.claude/projects/${session.name}`;
    home.write(name, `${session.text()}${'\0'.repeat(4_096)}`);
    const index = home.index();
    await index.scan(scannedAt);
    const { length } = session.lines;
    session.wait(60_000).prompt('on').respond(4_000).written();
    home.append(
      name,
      session.lines
        .slice(length)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    const { transcripts, skipped } = await index.scan(scannedAt);
    assert.deepEqual([transcripts[0]?.prompts.length, transcripts[0]?.turns.length], [2, 2]);
    assert.deepEqual(skipped, [{ reason: 'malformed line', count: 1 }]);
  });

  it('a document behind a byte order mark is read', async () => {
    const message = { id: 'm1', timestamp: '2026-06-01T08:00:10.000Z', type: 'user', content: 'go' };
    const whole = { sessionId: 'G', startTime: '2026-06-01T08:00:00.000Z', messages: [message] };
    home.write('.gemini/tmp/p/chats/session-1.json', `\uFEFF${JSON.stringify(whole)}`);
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual([transcripts[0]?.prompts.length, skipped], [1, []]);
  });

  it('a record that is there twice counts once', async () => {
    const twice = session.lines.map((line) => `${JSON.stringify(line)}\n`.repeat(2));
    home.claude(session.name, twice.join(''));
    const [found] = (await home.scan()).transcripts;
    assert.ok(found);
    assert.deepEqual([found.turns.length, found.prompts.length], [1, 1]);
    assert.equal(aiMs(found), session.truth.writtenMs);
    assert.equal(transcriptTokens(found).output, session.truth.tokens.output);
  });

  const absurd = [1e15, 9e15, Number.MAX_VALUE, 400 * 86_400_000];
  for (const ms of absurd) {
    it(`a duration of ${ms} ms, far beyond the session’s, is not believed`, async () => {
      const claude = new ClaudeTranscript().prompt('go').respond(4_000);
      claude.record('system', { subtype: 'turn_duration', durationMs: ms });
      home.claude(claude.name, claude.text());
      const codex = new CodexTranscript().prompt('go').call(4_000);
      home.write(
        `.codex/sessions/${codex.name}`,
        codex.event('task_complete', { turn_id: 't', duration_ms: ms }).text(),
      );
      const { transcripts, skipped } = await home.scan();
      assert.deepEqual(
        new Map(transcripts.map((each) => [each.agent, aiMs(each)])),
        new Map([
          ['claude', 4_000],
          ['codex', 4_050],
        ]),
      );
      assert.deepEqual(skipped, [{ reason: 'malformed line', count: 2 }]);
    });
  }

  it('fields of other types than known do no harm', async () => {
    const values = [null, 1, 'x', [], {}, true, [[{}]]];
    for (const value of values) {
      for (const field of [
        'message',
        'toolUseResult',
        'origin',
        'cwd',
        'version',
        'sessionId',
        'uuid',
        'isMeta',
      ]) {
        session.record('user', { message: { content: 'hi' }, [field]: value });
      }
      session.record('assistant', { message: value });
      session.record('assistant', { message: { id: value, model: value, content: value, usage: value } });
      session.record('assistant', { message: { content: [value], usage: { input_tokens: value } } });
      session.record('attachment', { attachment: value });
      session.record('system', { subtype: value, durationMs: value });
      session.record('system', { subtype: 'turn_duration', durationMs: value });
      session.raw({
        type: 'queue-operation',
        operation: value,
        content: value,
        timestamp: '2026-06-01T10:00:00Z',
      });
    }
    home.claude(session.name, session.text());
    const { transcripts } = await home.scan();
    assert.equal(transcripts.length, 1);
  });

  it('a line of 100 MB is skipped with a count, and the lines around it are read', () => {
    const path = join(home.path, 'big.jsonl');
    const [first = {}, ...rest] = session.lines;
    const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
    const huge = Buffer.concat([
      Buffer.from('{"type":"user","x":"'),
      Buffer.alloc(100 << 20, 'a'),
      Buffer.from('"}\n'),
    ]);
    writeFileSync(path, Buffer.concat([line(first), huge, ...rest.map(line)]));
    const found = { reader: claudeReader, path, name: 'p/big.jsonl', size: 1, modifiedAt: 1, identity: '' };
    const { part, skipped } = readTranscript(found, undefined, new AppendedLines(), {
      now: scannedAt,
      keepText: false,
    });
    assert.deepEqual(skipped, { 'line too long': 1 });
    assert.equal(part?.prompts.length, 1);
    assert.equal(part?.turns[0]?.writtenMs, session.truth.writtenMs);
  });

  it('a line of several megabytes is read', async () => {
    const big = new ClaudeTranscript().prompt('go').tool('Read', { content: 'ü"\\\n'.repeat(1_000_000) });
    home.claude(big.name, big.respond(2_000).text());
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    assert.equal(transcriptTokens(transcripts[0] ?? assert.fail()).output, big.truth.tokens.output);
  });

  it('separators of Unicode within a string do not end a line', async () => {
    const odd = new ClaudeTranscript().prompt('a\u2028b\u2029c').respond(1_000);
    home.claude(odd.name, odd.text());
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    assert.equal(transcripts[0]?.prompts[0]?.length, 5);
  });

  it('a torn last line is not counted, and read once it is whole', async () => {
    const text = session.text();
    const index = home.claude(session.name, text.slice(0, -30)).index();
    const torn = await index.scan(scannedAt);
    assert.deepEqual(torn.skipped, []);
    home.append(`.claude/projects/${session.name}`, text.slice(-30));
    const whole = await index.scan(scannedAt);
    assert.deepEqual(whole.skipped, []);
    assert.equal(aiMs(whole.transcripts[0] ?? assert.fail()), session.truth.writtenMs);
  });

  it('a file that was cut off, replaced or rewritten in place is read anew, and what it told before stays', async () => {
    const name = `.claude/projects/${session.name}`;
    const index = home.claude(session.name, session.text()).index();
    await index.scan(scannedAt);
    const other = new ClaudeTranscript({ seed: 8, sessionId: session.sessionId }).prompt('x').respond(2_000);
    for (const replace of ['shorter', 'longer', 'renamed'] as const) {
      const next =
        replace === 'longer' ? other.respond(9_000).tool('Read').tool('Read').respond(1_000) : other;
      if (replace === 'renamed') {
        rmSync(join(home.path, name));
      }
      home.write(name, next.text());
      const { transcripts } = await index.scan(scannedAt);
      assert.equal(transcripts.length, 1, replace);
      assert.equal(
        transcriptTokens(transcripts[0] ?? assert.fail()).output,
        session.truth.tokens.output + other.truth.tokens.output,
        replace,
      );
    }
  });

  it('links that lead in circles or twice to a file are followed once', async () => {
    home.claude(session.name, session.text());
    const projects = join(home.path, '.claude/projects');
    symlinkSync(projects, join(projects, 'circle'));
    symlinkSync(join(projects, session.name), join(projects, '-w-app/copy.jsonl'));
    symlinkSync(join(projects, 'nowhere'), join(projects, 'dangling.jsonl'));
    symlinkSync(join(home.path, '.claude'), join(home.path, 'linked'));
    const variables = { CLAUDE_CONFIG_DIR: `${home.path}/.claude, ${home.path}/linked,${home.path}/missing` };
    const environment: AgentEnvironment = { home: home.path, platform: 'linux', variables };
    const { transcripts, skipped } = await home.scan({ environment });
    assert.equal(transcripts.length, 1);
    assert.deepEqual(skipped, [
      { reason: 'symlink loop', count: 1 },
      { reason: 'unreadable file', count: 1 },
    ]);
  });

  it('what can’t be opened is counted and the rest is read', async () => {
    home.claude(session.name, session.text()).claude('-w-app/closed.jsonl', 'x');
    chmodSync(join(home.path, '.claude/projects/-w-app/closed.jsonl'), 0);
    const { transcripts, skipped } = await asOrdinaryUser(home.path, () => home.scan());
    assert.equal(transcripts.length, 1);
    assert.deepEqual(skipped, [{ reason: 'unreadable file', count: 1 }]);
  });

  it('a folder in the place of a file, and a file in the place of a folder, are passed over', async () => {
    home.claude(session.name, session.text());
    mkdirSync(join(home.path, '.claude/projects/-w-app/folder.jsonl'));
    home.write('.codex/sessions', 'not a folder');
    const { transcripts } = await home.scan();
    assert.equal(transcripts.length, 1);
  });

  it('a folder of thousands of files is listed in the order of names', () => {
    for (let count = 0; count < 3_000; count += 1) {
      home.claude(`-w/${count}.jsonl`, '');
    }
    const { files } = listTranscripts([claudeReader], home.settings().environment);
    assert.equal(files.length, 3_000);
    assert.deepEqual(
      [...files].map((each) => each.name).sort(),
      files.map((each) => each.name),
    );
  });

  describe('the index that is put away', () => {
    it('is gone on from, and reads nothing that it knows', async () => {
      const name = `.claude/projects/${session.name}`;
      const path = join(home.path, 'cache', 'transcripts.index');
      const first = home.claude(session.name, session.text().slice(0, 900)).index();
      const { transcripts: before } = await first.scan(scannedAt);
      assert.ok(writeIndex(path, first.known(), false));
      const again = new TranscriptIndex(home.settings(), readIndex(path, false));
      const same = await again.scan(scannedAt);
      assert.equal(same.filesRead, 0);
      assert.deepEqual(plain(same.transcripts), plain(before));
      home.append(name, session.text().slice(900));
      const { transcripts } = await again.scan(scannedAt);
      assert.deepEqual(plain(transcripts), plain((await home.scan()).transcripts));
    });

    it('is done without where it is missing, damaged, cut off or of another kind', async () => {
      const path = join(home.path, 'transcripts.index');
      const index = home.claude(session.name, session.text()).index();
      await index.scan(scannedAt);
      assert.deepEqual(readIndex(path, false), []);
      writeIndex(path, index.known(), false);
      assert.equal(readIndex(path, false).length, 1);
      assert.deepEqual(readIndex(path, true), []);
      for (const damage of ['', 'leverage-record transcripts\n', 'x'.repeat(500)]) {
        writeFileSync(path, damage);
        assert.deepEqual(readIndex(path, false), []);
      }
    });
  });
});

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (each instanceof Float64Array ? [...each] : each)),
  );
}

/** Root may read whatever it likes, so as root the work is done as somebody else. */
async function asOrdinaryUser<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) {
    return work();
  }
  const nobody = 65_534;
  chmodSync(folder, 0o755);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
