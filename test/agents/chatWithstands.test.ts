import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { aiMs, transcriptTokens, turnCount } from '../../src/core/transcript/sessions/agentTranscript';
import { ChatLines } from '../../src/agents/copilot/chat/lines';
import type { SkipReason } from '../../src/core/transcript/source/skipReason';
import type { Scan } from '../../src/agents/index/transcriptIndex';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';

const begun = Date.UTC(2026, 5, 1, 8);
const folder = '.config/Code/User/globalStorage/emptyWindowChatSessions';
const request = (index: number, more: object = {}): object => ({
  requestId: `r${index}`,
  timestamp: begun + index * 1_000,
  message: { text: 'hi' },
  elapsedMs: 500,
  ...more,
});
const state = (...requests: readonly unknown[]): object => ({
  sessionId: 'c',
  creationDate: begun,
  requests,
});

describe('a chat of VS Code that can’t be true', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  function readLog(...entries: readonly (object | string)[]): Promise<Scan> {
    const text = entries
      .map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`)
      .join('');
    return home.write(`${folder}/c.jsonl`, text).scan();
  }

  const beyond: readonly (readonly [string, object])[] = [
    ['far beyond a list’s end', { kind: 1, k: ['requests', 4_294_967_294], v: {} }],
    ['beyond a list’s end', { kind: 1, k: ['requests', 2], v: {} }],
    ['before a list', { kind: 1, k: ['requests', -1], v: {} }],
    ['within what isn’t there', { kind: 1, k: ['requests', 7, 'elapsedMs'], v: 9 }],
    ['a list cut beyond its end', { kind: 2, k: ['requests'], v: [], i: 150_000_000 }],
    ['a list cut at no number', { kind: 2, k: ['requests'], v: [], i: '1' }],
    ['deleted beyond a list’s end', { kind: 3, k: ['requests', 99] }],
    ['a kind of tomorrow', { kind: 9, k: ['requests'], v: [] }],
  ];
  for (const [what, entry] of beyond) {
    it(`${what} is no place: counted, and the rest is read`, async () => {
      const { transcripts, skipped } = await readLog({ kind: 0, v: state(request(0)) }, entry, {
        kind: 2,
        k: ['requests'],
        v: [request(1)],
      });
      assert.deepEqual(skipped, [{ reason: 'unknown record', count: 1 }]);
      assert.deepEqual([transcripts[0]?.prompts.length, transcripts[0] && aiMs(transcripts[0])], [2, 1_000]);
    });
  }

  it('with requests set one behind the other is read', async () => {
    const { transcripts, skipped } = await readLog(
      { kind: 0, v: state() },
      { kind: 1, k: ['requests', 0], v: request(0) },
    );
    assert.deepEqual([transcripts[0]?.prompts.length, skipped], [1, []]);
  });

  const times: readonly (readonly [string, object])[] = [
    ['a length without end', { elapsedMs: 1e16, completionTokens: 5 }],
    ['a length of years', { elapsedMs: 1e10, completionTokens: 5 }],
    ['a length of years, stopped', { elapsedMs: 1e16, completionTokens: 5, isCanceled: true }],
    ['measured without end', { result: { timings: { totalElapsed: 1e300 } }, completionTokens: 5 }],
    [
      'an end in the future',
      { elapsedMs: undefined, modelState: { value: 1, completedAt: 4e12 }, completionTokens: 5 },
    ],
    [
      'an end before agents',
      { elapsedMs: undefined, modelState: { value: 1, completedAt: 5 }, completionTokens: 5 },
    ],
    ['a length that is no number', { elapsedMs: '500', completionTokens: 5 }],
    ['a length in a list', { elapsedMs: [500], completionTokens: 5 }],
    ['a negative length', { elapsedMs: -500, completionTokens: 5 }],
  ];
  for (const [what, more] of times) {
    it(`${what} is used nowhere, in a log or a whole`, async () => {
      for (const file of ['c.json', 'c.jsonl']) {
        const whole = state(request(0, more), request(1));
        const text = file === 'c.json' ? JSON.stringify(whole) : `${JSON.stringify({ kind: 0, v: whole })}\n`;
        const own = new AgentHome();
        try {
          const [found] = (await own.write(`${folder}/${file}`, text).scan()).transcripts;
          assert.ok(found);
          assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [2, 1, 500]);
          assert.equal(transcriptTokens(found).output, 5);
          assert.equal(found.end, begun + 1_500);
        } finally {
          own.remove();
        }
      }
    });
  }

  it('believes no moment of a request', async () => {
    const stamps = [Number.MAX_VALUE, -1, 0, '2026-06-01', null, [begun + 7], 4e12];
    const requests = stamps.map((timestamp, index) => ({ ...request(index), timestamp }));
    const { transcripts } = await readLog({ kind: 0, v: state(...requests, request(9)) });
    assert.deepEqual([transcripts[0]?.prompts.length, transcripts[0] && aiMs(transcripts[0])], [1, 500]);
  });

  it('with a button’s label as its text is nobody’s prompt, in every form of a request', async () => {
    const requests = [
      request(0),
      request(1, { message: { text: '@agent Try Again' }, confirmation: 'Try Again' }),
      request(2, { message: { text: '@agent Try Again' } }),
      request(3, { message: '@agent Continue' }),
      request(4, { message: { text: '[Terminal 3 notification: command completed with exit code 0]' } }),
      request(5, { message: { text: 'Continue' } }),
      request(6, { message: { text: '@agent try again with tests' } }),
    ];
    const { transcripts } = await readLog({ kind: 0, v: state(...requests) });
    assert.ok(transcripts[0]);
    assert.deepEqual(
      transcripts[0].prompts.map(({ length }) => length),
      [2, 8, 27],
    );
    assert.deepEqual([turnCount(transcripts[0]), aiMs(transcripts[0])], [7, 3_500]);
  });

  it('reaches no further than its own fields', async () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'length'];
    const entries = names.flatMap((name) => [
      { kind: 1, k: [name, 'polluted'], v: true },
      { kind: 1, k: ['requests', 0, name], v: { polluted: true } },
      { kind: 1, k: ['requests', name], v: 0 },
      { kind: 2, k: [name], v: [1] },
      { kind: 3, k: ['requests', name] },
    ]);
    const { transcripts } = await readLog({ kind: 0, v: state(request(0)) }, ...entries);
    assert.equal(transcripts[0]?.prompts.length, 1);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  it('has names no longer than names are', async () => {
    const long = 'x'.repeat(1_000_000);
    const { transcripts } = await readLog({
      kind: 0,
      v: { ...state(request(0, { requestId: long, modelId: long, completionTokens: 1 })), sessionId: long },
    });
    assert.deepEqual([transcripts[0]?.externalId, transcripts[0]?.models], ['c', ['']]);
    assert.ok((transcripts[0]?.prompts[0]?.id.length ?? 0) < 1_000);
  });

  it('has more requests than a chat can have: those are counted, and it is read at once', () => {
    const most = 100_000;
    const skipped: SkipReason[] = [];
    const file = new ChatLines(
      { path: '/c.jsonl', name: 'c.jsonl', modifiedAt: 0 },
      { now: scannedAt, keepText: false },
      (reason) => skipped.push(reason),
      undefined,
    );
    const read = (entry: object): void => {
      const bytes = Buffer.from(`${JSON.stringify(entry)}\n`);
      file.line(bytes, 0, bytes.length - 1);
    };
    read({ kind: 0, v: state() });
    for (let index = 0; index < most + 3; index += 1) {
      read({ kind: 2, k: ['requests'], v: [request(index)] });
    }
    assert.equal(file.part()?.prompts.length, most);
    assert.deepEqual(skipped, ['unknown record', 'unknown record', 'unknown record']);
  }).timeout(10_000);

  it('has a pipe in the place of the file that names its folder', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const storage = '.config/Code/User/workspaceStorage/w';
    home.write(`${storage}/chatSessions/c.json`, JSON.stringify(state(request(0))));
    execFileSync('mkfifo', [join(home.path, storage, 'workspace.json')]);
    const { transcripts } = await home.scan();
    assert.deepEqual([transcripts[0]?.folder, transcripts[0]?.prompts.length], [null, 1]);
  });

  for (const uri of [
    'file:///a%00b',
    'file://host/x%2fy',
    'file:',
    7,
    ['file:///w'],
    `file:///${'x'.repeat(9_000)}`,
  ]) {
    it(`is in a folder that is none: ${JSON.stringify(uri).slice(0, 30)}`, async () => {
      const storage = '.config/Code/User/workspaceStorage/w';
      home.write(`${storage}/workspace.json`, JSON.stringify({ folder: uri, workspace: uri }));
      home.write(`${storage}/chatSessions/c.json`, JSON.stringify(state(request(0))));
      const { transcripts } = await home.scan();
      assert.equal(transcripts[0]?.prompts.length, 1);
    });
  }
});
