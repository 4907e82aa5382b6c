import assert from 'node:assert/strict';
import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, gzipSync } from 'node:zlib';
import { AppendedLines } from '../../src/agents/reading/appendedLines';
import { readSpool } from '../../src/agents/hooks/readSpool';
import type { SkipReason } from '../../src/core/transcript/source/skipReason';
import { takeRecords } from '../../src/agents/reading/wholeRecords';
import { aiMs, transcriptTokens } from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';
import { processorMs } from '../fixtures/processorMs';

const records = [
  { parentUuid: null, type: 'user', message: { role: 'user', content: 'say "{\\" and } or ]' }, uuid: 'a' },
  { type: 'assistant', list: [{ a: 1 }, [], {}, 'x{', '"'], n: -1.5e3, ok: true, none: null, uuid: 'b' },
  { type: 'x', '': { '{': '}' }, code: 'if (a) { return "b\\\\"; }', text: 'ü → 🙂', tail: { deep: [[{}]] } },
].map((each) => JSON.stringify(each));

describe('Damaged lines', () => {
  for (const [name, between] of [
    ['directly', ''],
    ['behind zeros', '\0\0\0'],
    ['behind a space', ' '],
  ] as const) {
    it(`a record that follows a torn one ${name}, wherever that was torn, is found whole`, () => {
      for (const torn of records.map((each) => Buffer.from(each))) {
        for (const whole of records) {
          for (let cut = 1; cut < torn.length; cut += 1) {
            const line = Buffer.concat([torn.subarray(0, cut), Buffer.from(between + whole)]);
            const { taken, counts, endsWhole } = taking(line);
            const at = `${cut} of ${String(torn)}`;
            assert.equal(taken.filter((each) => each === whole).length, 1, at);
            assert.equal(taken.at(-1), whole, at);
            assert.equal(counts['malformed line'], 1, at);
            // What else is found may be a piece of what was torn, whole in itself, and no other text.
            const pieces = taken.slice(0, -1);
            assert.ok(pieces.length <= 1 && pieces.every((each) => String(torn).includes(each)), at);
            assert.equal(typeof endsWhole, 'boolean');
          }
        }
      }
    });
  }

  it('records that share a line are all found, with zeros before, between and behind, and the line counted', () => {
    const [a = '', b = '', c = ''] = records;
    const lines: readonly (readonly [string, readonly string[], number])[] = [
      [a, [a], 0],
      [`  ${a}\r`, [a], 0],
      [a + b, [a, b], 0],
      [`${a} ${b}${c}`, [a, b, c], 0],
      [`\0\0${a}`, [a], 1],
      [`${a}\0\0`, [a], 1],
      [`\0${a}\0${b}\0`, [a, b], 1],
      [`${a}${b.slice(0, 9)}${c}`, [a, c], 1],
      [`${a.slice(0, 30)}${b}${c}`, [b, c], 1],
      [`${a}${b.slice(0, 30)}`, [a], 1],
      [`${a} x`, [a], 1],
      [`x ${a}`, [a], 1],
      [a.slice(20), [], 1],
      [`[${a},${b}]`, [], 1],
      ['', [], 0],
      ['\0\0\0', [], 1],
      [']]}}{', [], 1],
    ];
    for (const [line, wanted, count] of lines) {
      const { taken, counts } = taking(Buffer.from(line));
      assert.deepEqual(taken, wanted, JSON.stringify(line));
      assert.equal(counts['malformed line'] ?? 0, count, JSON.stringify(line));
    }
  });

  it('a record behind one torn in the middle of a letter is found; one that is no text is not', () => {
    const [, , torn = '', whole = ''] = ['', '', ...records.slice(2), records[0]];
    const letter = Buffer.from(torn).indexOf('ü') + 1;
    const found = taking(Buffer.concat([Buffer.from(torn).subarray(0, letter), Buffer.from(whole)]));
    assert.deepEqual([found.taken, found.counts], [[whole], { 'malformed line': 1 }]);
    const bad = taking(
      Buffer.concat([Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from(whole)]),
    );
    assert.deepEqual([bad.taken, bad.counts], [[whole], { 'invalid UTF-8': 1 }]);
  });

  it('nesting without end is counted and never handed to a parser', () => {
    for (const text of ['['.repeat(1_000_000), `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`]) {
      const { taken, counts } = taking(Buffer.from(text));
      assert.deepEqual(taken, []);
      assert.equal(Object.keys(counts).length, 1);
    }
  });

  it('the most hostile line is walked in time that grows with its length', () => {
    for (const piece of ['{"', '{"a":', '{"a":"{', '"}{', '}{"a"', '\\"{', '{"a":1,"b":{} ', '\0{"']) {
      const line = Buffer.from(piece.repeat(Math.ceil(4_000_000 / piece.length)));
      const ms = processorMs(() => taking(line));
      assert.ok(ms < 5_000, `${JSON.stringify(piece)}: ${Math.round(ms)} ms`);
    }
  });

  describe('in files', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'damaged-'))));
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('a record behind megabytes of zeros, or of a torn record, beyond every limit is found', () => {
      const [a = '', b = ''] = records;
      for (const fill of ['\0', 'x', '{']) {
        const path = join(folder, 'x.jsonl');
        const long = Buffer.alloc(3 << 20, fill);
        writeFileSync(path, Buffer.concat([Buffer.from(`${a}\n`), long, Buffer.from(`${b}\n${a}\n`)]));
        const { taken, counts } = reading(path, new AppendedLines(1 << 20));
        assert.deepEqual(taken, [a, b, a], JSON.stringify(fill));
        assert.deepEqual(counts, { 'line too long': 1 });
      }
    });

    it('the end of a line too long that is a piece of it is no record', () => {
      const path = join(folder, 'x.jsonl');
      writeFileSync(path, `{"a":"${'x'.repeat(3 << 20)}","b":{"c":{"d":1}}}\n`);
      const { taken, counts } = reading(path, new AppendedLines(1 << 20));
      assert.deepEqual([taken, counts], [[], { 'line too long': 1 }]);
    });

    it('what stands at the end without a line break is read at once where it is whole for sure', () => {
      const [a = '', b = ''] = records;
      const path = join(folder, 'x.jsonl');
      for (const [text, wanted] of [
        [a + b, [a, b]],
        [`${a}\n${b.slice(0, 40)}${a}`, [a, a]],
        [`${a}\n{"a":{"b":1}`, [a]],
        [`${a}\n${b.slice(0, -1)}`, [a]],
      ] as const) {
        writeFileSync(path, text);
        assert.deepEqual(reading(path, new AppendedLines()).taken, wanted, text);
      }
    });

    it('hooks’ events on a damaged line are read', () => {
      const event = (at: number): string =>
        JSON.stringify({ event: 'Stop', session: 's', at: Date.UTC(2026, 5, 1) + at, folder: '/w' });
      writeFileSync(
        join(folder, '2026-06-01.jsonl'),
        `${event(1).slice(0, 25)}${event(2)}\n${event(3)}${event(4)}\n\0\0${event(5)}\0\n${event(6)}\n`,
      );
      const { events, skipped } = readSpool(folder);
      assert.deepEqual(
        events.map(({ at }) => at - Date.UTC(2026, 5, 1)),
        [2, 3, 4, 5, 6],
      );
      assert.equal(skipped, 2);
    });
  });

  describe('of agents', () => {
    let home: AgentHome;
    beforeEach(() => (home = new AgentHome()));
    afterEach(() => home.remove());

    const claude = new ClaudeTranscript().prompt('go').tool('Read').respond(4_000).written();
    const codex = new CodexTranscript().prompt('go').call(1_000).end();
    const copilot = new CopilotCliTranscript().prompt('go').respond(9_000).shutdown();
    const files = [
      [`.claude/projects/${claude.name}`, claude.text()],
      [`.codex/sessions/${codex.name}`, codex.text()],
      [`.copilot/session-state/${copilot.name}`, copilot.text()],
      [
        '.gemini/tmp/p/chats/session-1.jsonl',
        lines(
          { sessionId: 'G', startTime: '2026-06-01T08:00:00.000Z' },
          { id: '1', timestamp: '2026-06-01T08:00:01.000Z', type: 'user', content: 'go' },
          {
            id: '2',
            timestamp: '2026-06-01T08:00:31.000Z',
            type: 'gemini',
            content: 'ok',
            tokens: { output: 7 },
          },
        ),
      ],
      [
        '.config/Code/User/globalStorage/emptyWindowChatSessions/c.jsonl',
        lines(
          { kind: 0, v: { sessionId: 'c', creationDate: Date.UTC(2026, 5, 1), requests: [] } },
          {
            kind: 2,
            k: ['requests'],
            v: [
              { requestId: 'r', timestamp: Date.UTC(2026, 5, 1), message: { text: 'go' }, elapsedMs: 5_000 },
            ],
          },
        ),
      ],
    ] as const;
    const damages: readonly (readonly [string, (text: string) => string])[] = [
      [
        'torn records with the next one behind them',
        (text) => eachLine(text, (line) => line.slice(0, 33) + line),
      ],
      ['two records on each line', (text) => text.replaceAll(/\n(?=.)/g, '')],
      ['zeros before each record', (text) => eachLine(text, (line) => `\0\0\0${line}`)],
      ['zeros behind each record', (text) => eachLine(text, (line) => `${line}\0\0\0`)],
    ];
    for (const [name, damaged] of damages) {
      it(`${name} hide nothing, whichever agent wrote them`, async () => {
        const figures = async () =>
          (await home.index().scan(scannedAt)).transcripts.map((each) => [
            each.agent,
            aiMs(each),
            each.prompts.length,
            transcriptTokens(each),
          ]);
        files.forEach(([path, text]) => home.write(path, text));
        const whole = await figures();
        assert.deepEqual(whole.length, files.length);
        files.forEach(([path, text]) => home.write(path, damaged(text)));
        assert.deepEqual(await figures(), whole);
      });

      it(`${name} hide nothing of a compressed rollout`, async () => {
        home.write(`.codex/sessions/${codex.name}.zst`, gzipSync(damaged(codex.text())));
        const [found] = (await home.scan({ decompress: createGunzip })).transcripts;
        assert.equal(aiMs(found ?? assert.fail()), codex.truth.busyMs);
      });
    }
  });
});

function taking(line: Buffer) {
  const taken: string[] = [];
  const counts: Partial<Record<SkipReason, number>> = {};
  const endsWhole = takeRecords(
    line,
    0,
    line.length,
    (bytes, start, end) => taken.push(bytes.toString('utf8', start, end)),
    (reason) => (counts[reason] = (counts[reason] ?? 0) + 1),
  );
  return { taken, counts, endsWhole };
}

function reading(path: string, appended: AppendedLines) {
  const taken: string[] = [];
  const counts: Partial<Record<SkipReason, number>> = {};
  const descriptor = openSync(path, 'r');
  try {
    appended.read(
      descriptor,
      0,
      fstatSync(descriptor).size,
      (bytes, start, end) => taken.push(bytes.toString('utf8', start, end)),
      (reason) => (counts[reason] = (counts[reason] ?? 0) + 1),
    );
  } finally {
    closeSync(descriptor);
  }
  return { taken, counts };
}

function lines(...values: readonly object[]): string {
  return values.map((each) => `${JSON.stringify(each)}\n`).join('');
}

function eachLine(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : change(line)))
    .join('\n');
}
