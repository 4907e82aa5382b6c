import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  aiMs,
  attentionMs,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { geminiToolKind } from '../../src/agents/gemini/tools';
import type { SkipReason } from '../../src/core/transcript/source/skipReason';
import { AgentHome } from '../fixtures/agents/agentHome';

const at = (seconds: number): string => new Date(Date.UTC(2026, 5, 1, 8) + seconds * 1_000).toISOString();
const user = (seconds: number, content: unknown, more: object = {}): object => ({
  id: `u${seconds}`,
  timestamp: at(seconds),
  type: 'user',
  content,
  ...more,
});
const model = (seconds: number, ...toolCalls: readonly object[]): object => ({
  id: `m${seconds}`,
  timestamp: at(seconds),
  type: 'gemini',
  content: '',
  model: 'gemini-x',
  toolCalls,
});

describe('a session of Gemini CLI', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  /** The same messages in both forms of a file say the same. */
  async function read(
    messages: readonly object[],
    expected: readonly SkipReason[] = [],
  ): Promise<AgentTranscript> {
    const header = { sessionId: 'G1', startTime: at(0) };
    const found: AgentTranscript[] = [];
    for (const [name, content] of [
      ['session-1.json', JSON.stringify({ ...header, messages })],
      ['session-1.jsonl', [header, ...messages].map((each) => `${JSON.stringify(each)}\n`).join('')],
    ] as const) {
      const own = new AgentHome();
      try {
        const { transcripts, skipped } = await own.write(`.gemini/tmp/p/chats/${name}`, content).scan();
        // What only the whole can tell is counted where it is read as a whole.
        const told = skipped.map(({ reason }) => reason);
        assert.deepEqual(told, name.endsWith('.jsonl') && expected[0] === 'malformed line' ? [] : expected);
        assert.equal(transcripts.length, 1);
        found.push(...transcripts);
      } finally {
        own.remove();
      }
    }
    assert.deepEqual(found[0] && aiMs(found[0]), found[1] && aiMs(found[1]));
    return found[0] ?? assert.fail();
  }

  const pasted = '[Pasted Text: 40 lines]';
  const files = [
    { text: '\n--- Content from referenced files ---' },
    { text: 'x'.repeat(9_000) },
    { text: '\n--- End of content ---' },
  ];
  const lengths: readonly (readonly [string, unknown, unknown, readonly number[]])[] = [
    ['what is displayed', [{ text: 'look at @a.ts' }, ...files], [{ text: 'look at @a.ts' }], [13]],
    ['no file that an @ pulled in', [{ text: 'look at @a.ts' }, ...files], undefined, [13]],
    ['nothing that was pasted', [{ text: `fix\n${'x'.repeat(900)}` }], `fix ${pasted}`, [3]],
    [
      'nothing where all was pasted',
      [{ text: 'x'.repeat(900) }],
      `${pasted}[Pasted Text: 900 chars #2]`,
      [0],
    ],
    ['a command of one’s own as it was typed', [{ text: 'Review this: main' }], '/review main', [12]],
    ['a comment', [{ text: '// why is this here?' }], undefined, [20]],
    ['a comment of several lines', '/* why */', undefined, [9]],
    ['parts that are plain texts', ['fix ', { text: 'it' }], undefined, [6]],
    ['one part', { text: 'fix it' }, undefined, [6]],
    ['no command', [{ text: '/stats' }], '/stats', []],
    ['nothing foreign', [{ text: { toString: 'x' } }, 7, null], undefined, []],
  ];
  for (const [what, content, displayContent, expected] of lengths) {
    it(`the length of a prompt counts ${what}`, async () => {
      const found = await read([user(0, content, { displayContent }), model(10)]);
      assert.deepEqual(
        found.prompts.map(({ length }) => length),
        expected,
      );
    });
  }

  for (const text of [
    'System: Please continue.',
    'System: Potential loop detected. Details: x',
    '<hook_context>x',
  ]) {
    it(`what nobody typed opens a turn, and the idle time before is nobody’s: ${text.slice(0, 24)}`, async () => {
      const found = await read([user(0, 'go'), model(10), user(3_610, text), model(3_620)]);
      assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 2, 20_000]);
      assert.equal(found.turns[1]?.by, 'system');
    });
  }

  for (const name of ['ask_user', 'exit_plan_mode', 'enter_plan_mode']) {
    it(`${name} is the user’s time`, async () => {
      const found = await read([user(0, 'go'), model(10, { id: 't', name, timestamp: at(610) }), model(620)]);
      assert.deepEqual([aiMs(found), attentionMs(found)], [20_000, 600_000]);
    });
  }

  it('a confirmation is the user’s time, however long it takes', async () => {
    for (const [name, ranMs] of [
      ['replace', 1_000],
      ['run_shell_command', 15_000],
      ['web_fetch', 20_000],
      ['constructor', 20_000],
    ] as const) {
      const found = await read([user(0, 'go'), model(10, { id: 't', name, timestamp: at(610) }), model(620)]);
      assert.equal(aiMs(found), 20_000 + ranMs);
    }
    assert.equal(geminiToolKind('__proto__'), 'other');
  });

  describe('believes no time that can’t be', () => {
    it('of a call', async () => {
      const found = await read(
        [user(0, 'go'), model(10, { id: 't', name: 'ls', timestamp: '2099-12-31T23:59:59.999Z' })],
        ['time in the future'],
      );
      assert.deepEqual([aiMs(found), new Date(found.end).toISOString()], [10_000, at(10)]);
    });
    for (const timestamp of ['yesterday', 5, {}, '1970-01-01T00:00:00Z', null]) {
      it(`of a call (${JSON.stringify(timestamp)})`, async () => {
        const found = await read(
          [user(0, 'go'), model(10, { id: 't', name: 'ls', timestamp })],
          ['missing time'],
        );
        assert.equal(aiMs(found), 10_000);
      });
    }
    it('of a call that is done months after all else', async () => {
      const found = await read(
        [user(0, 'go'), model(10, { id: 't', name: 'ls', timestamp: '2026-10-01T00:00:00Z' })],
        ['malformed line'],
      );
      assert.deepEqual([aiMs(found), attentionMs(found)], [10_000, 0]);
    });
    it('of a message, and the rest is read', async () => {
      const found = await read(
        [user(0, 'go'), { ...model(10), timestamp: '2099-12-31T00:00:00Z' }, model(20)],
        ['time in the future'],
      );
      assert.equal(aiMs(found), 20_000);
    });
  });

  it('any ids and names are only that', async () => {
    const strange = ['__proto__', 'constructor', 'x'.repeat(100_000)];
    const messages = strange.flatMap((id, index) => [
      { ...user(index * 20, 'go'), id },
      { ...model(index * 20 + 10, { id, name: id, timestamp: at(index * 20 + 10) }), model: id },
    ]);
    // The answer has the id of its prompt: the last of an id counts.
    const found = await read(
      messages.map((each, index) => ({ ...each, id: `${index % 2}${strange[Math.floor(index / 2)]}` })),
    );
    assert.deepEqual([found.prompts.length, aiMs(found)], [3, 30_000]);
    assert.ok(JSON.stringify(found.models).length < 1_000);
  });

  it('a long conversation with as many rewinds is read in one go', async () => {
    const lines: object[] = [{ sessionId: 'G1', startTime: at(0) }];
    for (let index = 0; index < 40_000; index += 1) {
      lines.push({ ...user(index, 'go'), id: `a${index}` }, { ...user(index, 'go'), id: `b${index}` });
      lines.push({ $rewindTo: `b${index}` }, { $set: { messages: [] } });
    }
    home.write(
      '.gemini/tmp/p/chats/session-1.jsonl',
      lines.map((each) => `${JSON.stringify(each)}\n`).join(''),
    );
    const [found] = (await home.scan()).transcripts;
    assert.equal(found?.prompts.length, 40_000);
  }).timeout(30_000);
});
