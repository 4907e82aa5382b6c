import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  attentionMs,
  aiMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';

const begun = Date.UTC(2026, 5, 1, 8);
const storage = '.config/Code/User/workspaceStorage/abc';
const transcript = `${storage}/GitHub.copilot-chat/transcripts/V1.jsonl`;
const chat = `${storage}/chatSessions/V1.jsonl`;

type Event = Readonly<Record<string, unknown>>;

let events = 0;
function event(type: string, seconds: number, data: object = {}): Event {
  events += 1;
  return {
    type,
    data,
    id: `e${events}`,
    timestamp: new Date(begun + seconds * 1_000).toISOString(),
    parentId: null,
  };
}

const start = (more: object = {}): Event =>
  event('session.start', 0, {
    sessionId: 'V1',
    version: 1,
    producer: 'copilot-agent',
    copilotVersion: '0.47.0',
    ...more,
  });
const prompt = (seconds: number, content = 'explain', attachments: readonly object[] = []): Event =>
  event('user.message', seconds, { content, attachments });
const round = (from: number, to: number, turnId = '0'): Event[] => [
  event('assistant.turn_start', from, { turnId }),
  event('assistant.message', to, { messageId: `${to}`, content: 'x', toolRequests: [] }),
  event('assistant.turn_end', to, { turnId }),
];
const calling = (seconds: number, name: string, id = 't1'): Event =>
  event('assistant.message', seconds, {
    content: '',
    toolRequests: [{ toolCallId: id, name, arguments: '{}' }],
  });
const started = (seconds: number, toolName: string, toolCallId = 't1'): Event =>
  event('tool.execution_start', seconds, { toolCallId, toolName, arguments: {} });
const completed = (seconds: number, toolCallId = 't1'): Event =>
  event('tool.execution_complete', seconds, { toolCallId, success: true });
const usage = (seconds: number, data: object): Event =>
  event('assistant.usage', seconds, { model: 'gpt-5', ...data });
const lines = (entries: readonly object[]): string =>
  entries.map((each) => `${JSON.stringify(each)}\n`).join('');
const request = (seconds: number, elapsedMs: number, more: object = {}): object => ({
  requestId: `r${seconds}`,
  timestamp: begun + seconds * 1_000,
  message: { text: 'explain' },
  elapsedMs,
  modelState: { value: 1 },
  ...more,
});
const log = (...requests: readonly object[]): string =>
  lines([{ kind: 0, v: { sessionId: 'V1', creationDate: begun, requests } }]);

describe('Copilot Chat’s transcripts', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function only(): Promise<AgentTranscript> {
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    assert.equal(transcripts.length, 1);
    return transcripts[0] ?? assert.fail();
  }

  async function read(...entries: readonly Event[]): Promise<AgentTranscript> {
    home.write(transcript, lines(entries));
    return only();
  }

  it('are read where VS Code has them now', async () => {
    home.write(`${storage}/workspace.json`, JSON.stringify({ folder: 'file:///w/my%20app' }));
    home.write(
      `${storage}/GitHub.copilot-chat/debug-logs/V1/main.jsonl`,
      '{"type":"user.message","data":{}}\n',
    );
    const found = await read(
      start(),
      prompt(10, ' fix it '),
      ...round(11, 20),
      ...round(20, 30),
      prompt(90),
      ...round(90, 95),
    );
    assert.deepEqual(
      [found.agent, found.externalId, found.folder, found.version],
      ['copilot-chat', 'V1', '/w/my app', '0.47.0'],
    );
    assert.deepEqual(
      [found.prompts.map(({ length }) => length), turnCount(found), aiMs(found)],
      [[6, 7], 2, 25_000],
    );
  });

  it('tell the folder they were made in themselves', async () => {
    assert.equal((await read(start({ context: { cwd: '/w/app' } }), prompt(1))).folder, '/w/app');
  });

  it('are read in a folder of the settings as well, whatever form they have', async () => {
    home.write('elsewhere/V1.jsonl', lines([start(), prompt(0), ...round(0, 10)]));
    home.write('elsewhere/V2.jsonl', log(request(100, 5_000)).replace('"V1"', '"V2"'));
    const { transcripts } = await home.scan({ moreFolders: { 'copilot-chat': [`${home.path}/elsewhere`] } });
    assert.deepEqual(transcripts.map(aiMs), [10_000, 5_000]);
  });

  it('without a prompt, or with nothing but their beginning, are sessions without work', async () => {
    const found = await read(start());
    assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [0, 0, 0]);
  });

  describe('and time', () => {
    const rows: readonly (readonly [string, number, number])[] = [
      ['vscode_askQuestions', 600, 0],
      ['copilot_askQuestions', 600, 0],
      ['vscode_get_confirmation', 600, 0],
      ['replace_string_in_file', 600, 1],
      ['run_in_terminal', 600, 15],
      ['run_in_terminal', 4, 4],
      ['fetch_webpage', 600, 20],
      ['runSubagent', 600, 180],
    ];
    for (const [name, seconds, counted] of rows) {
      it(`${name} of ${seconds} s counts ${counted} s`, async () => {
        const ends = 10 + seconds;
        const found = await read(
          start(),
          prompt(0),
          calling(10, name),
          started(10, name),
          completed(ends),
          ...round(ends, ends + 5),
        );
        assert.deepEqual(
          [aiMs(found), attentionMs(found)],
          [15_000 + counted * 1_000, (seconds - counted) * 1_000],
        );
      });
    }

    it('what a call waits before it runs may be its user’s', async () => {
      const name = 'create_file';
      const found = await read(
        start(),
        prompt(0),
        calling(10, name),
        started(310, name),
        completed(311),
        ...round(311, 315),
      );
      assert.equal(aiMs(found), 10_000 + 1_000 + 1_000 + 4_000);
    });

    it('a call without an answer counts nothing until the next prompt', async () => {
      const name = 'run_in_terminal';
      const found = await read(
        start(),
        prompt(0),
        calling(10, name),
        started(10, name),
        prompt(900, 'stop'),
        ...round(900, 905),
      );
      assert.deepEqual([turnCount(found), aiMs(found)], [2, 15_000]);
    });

    it('calls are the same with VS Code’s own suffix', async () => {
      const name = 'vscode_askQuestions';
      const found = await read(
        start(),
        prompt(0),
        calling(10, name, 't1__vscode-9'),
        completed(610),
        ...round(610, 615),
      );
      assert.equal(aiMs(found), 15_000);
    });

    it('a chat that was copied in has prompts, and no length', async () => {
      const found = await read(
        start(),
        prompt(10),
        ...round(10, 10, '0.0'),
        prompt(60),
        ...round(63, 69, '1.0'),
        prompt(100),
        ...round(100, 110),
      );
      assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [3, 1, 10_000]);
    });
  });

  describe('and what nobody typed', () => {
    const note = '<system_notification>x</system_notification>';
    for (const content of [
      '@agent Try Again',
      '@agent Continue',
      '[Terminal 7 notification: command completed]',
      note,
    ]) {
      it(`opens a turn, and idle time before is nobody’s: ${content.slice(0, 30)}`, async () => {
        const found = await read(
          start(),
          prompt(0),
          ...round(0, 10),
          prompt(3_610, content),
          ...round(3_610, 3_620),
        );
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 2, 20_000]);
        assert.equal(found.turns[1]?.by, 'system');
      });
    }
    it('is no part of a prompt’s length', async () => {
      const found = await read(
        start(),
        prompt(0, `fix it${note}`),
        prompt(5, note, [{ name: 'pasted' }]),
        ...round(5, 6),
      );
      assert.deepEqual(
        found.prompts.map(({ length }) => length),
        [6, 0],
      );
    });
  });

  it('tell tokens with what was read from and written to the cache apart', async () => {
    const found = await read(
      start(),
      prompt(0),
      usage(5, {
        inputTokens: 1_000,
        outputTokens: 20,
        totalTokens: 1_020,
        cacheReadTokens: 700,
        cacheCreationInputTokens: 100,
      }),
      usage(6, { inputTokens: 10, outputTokens: 1, parentToolCallId: 't1' }),
      usage(7, { inputTokens: '5', outputTokens: -3 }),
      usage(8, { totalTokens: 9 }),
      ...round(0, 10),
    );
    const { input, output, cacheRead, cacheWrite } = transcriptTokens(found);
    assert.deepEqual([input, output, cacheRead, cacheWrite], [210, 21, 700, 100]);
    assert.deepEqual(found.models, ['gpt-5']);
  });

  describe('beside the same chat in its old place', () => {
    const both = async (requests: string, ...entries: readonly Event[]): Promise<AgentTranscript> => {
      home.write(chat, requests);
      return read(...entries);
    };

    it('tell alone where that is a stub', async () => {
      const found = await both(log(), start(), prompt(0), ...round(0, 10), usage(9, { outputTokens: 5 }));
      assert.deepEqual(
        [found.prompts.length, turnCount(found), aiMs(found), transcriptTokens(found).output],
        [1, 1, 10_000, 5],
      );
    });

    it('yield to it where it has as much: its time was measured', async () => {
      const requests = log(
        request(0, 9_000, { completionTokens: 7 }),
        request(100, 8_000, { completionTokens: 8 }),
      );
      const found = await both(
        requests,
        start(),
        prompt(0),
        ...round(0, 10),
        usage(9, { outputTokens: 5 }),
        prompt(101),
        ...round(101, 110),
      );
      assert.deepEqual(
        [found.prompts.length, turnCount(found), aiMs(found), transcriptTokens(found).output],
        [2, 2, 17_000, 15],
      );
    });

    it('go on where it ended, and what they copied has the length it had there', async () => {
      const found = await both(
        log(request(0, 9_000, { completionTokens: 7 })),
        start(),
        prompt(0),
        ...round(0, 0, '0.0'),
        prompt(100),
        ...round(100, 110),
        usage(109, { outputTokens: 5 }),
      );
      assert.deepEqual(
        [found.prompts.length, turnCount(found), aiMs(found), transcriptTokens(found).output],
        [2, 2, 19_000, 12],
      );
    });

    it('add what it lacks', async () => {
      const found = await both(log(request(0, 0), request(100, 8_000)), start(), prompt(0), ...round(0, 10));
      assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [2, 2, 18_000]);
    });

    it('say the same in any order of reading', async () => {
      home.write(transcript, lines([start(), prompt(0), ...round(0, 10), prompt(100), ...round(100, 110)]));
      const index = home.index();
      await index.scan(scannedAt);
      home.write(chat, log(request(0, 9_000)));
      const [late] = (await index.scan(scannedAt)).transcripts;
      const [once] = (await home.scan()).transcripts;
      assert.ok(late && once);
      assert.deepEqual([late.prompts.length, aiMs(late)], [2, 20_000]);
      assert.deepEqual([once.prompts.length, aiMs(once)], [2, 20_000]);
    });
  });

  it('go on from any line as if they were read at once', async () => {
    const name = 'run_in_terminal';
    const entries = [
      start(),
      prompt(0),
      ...round(0, 0, '0.0'),
      prompt(50),
      calling(60, name),
      started(60, name),
      completed(90),
      ...round(90, 99),
      usage(99, { inputTokens: 10, outputTokens: 3 }),
      prompt(200),
      ...round(200, 210),
    ];
    const whole = await read(...entries);
    home.write(transcript, '');
    const index = home.index();
    for (const each of entries) {
      home.append(transcript, lines([each]));
      await index.scan(scannedAt);
    }
    const [found] = (await index.scan(scannedAt)).transcripts;
    assert.ok(found);
    assert.deepEqual(
      [aiMs(found), found.prompts.length, transcriptTokens(found)],
      [aiMs(whole), whole.prompts.length, transcriptTokens(whole)],
    );
    assert.equal(aiMs(whole), 10_000 + 15_000 + 9_000 + 10_000);
  });
});
