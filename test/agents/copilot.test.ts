import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  attentionMs,
  aiMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { writeIndex } from '../../src/agents/index/indexFile';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { CopilotChatTranscript } from '../fixtures/agents/copilotChatTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';

const begun = Date.UTC(2026, 5, 1, 8);
const lines = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('Copilot', () => {
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
    assert.ok(transcripts[0]);
    return transcripts[0];
  }

  describe('chat in VS Code', () => {
    const storage = '.config/Code/User/workspaceStorage/abc';
    const request = (id: string, seconds: number, more: object) => ({
      requestId: id,
      timestamp: begun + seconds * 1_000,
      message: { text: 'explain' },
      response: [],
      modelId: 'copilot/gpt-5',
      modelState: { value: 1, completedAt: begun + seconds * 1_000 + 9_999 },
      ...more,
    });
    const state = (...requests: readonly object[]) => ({
      version: 3,
      sessionId: 'V1',
      creationDate: begun,
      requests,
    });

    it('a request is its elapsed time less what it waited for a confirmation', async () => {
      home.write(`${storage}/workspace.json`, JSON.stringify({ folder: 'file:///w/my%20app' }));
      home.write(
        `${storage}/chatSessions/V1.json`,
        JSON.stringify(
          state(
            request('r1', 10, { result: { timings: { totalElapsed: 7_100 } }, timeSpentWaiting: 3_000 }),
            request('r2', 60, { elapsedMs: 5_000, completionTokens: 39, usage: { promptTokens: 400 } }),
            request('r3', 90, {}),
            request('r4', 120, { modelState: { value: 2, completedAt: begun + 9_000_000 }, elapsedMs: 0 }),
            request('r5', 150, { modelState: { value: 2, completedAt: begun + 9_000_000 } }),
            request('r6', 180, { isSystemInitiated: true, elapsedMs: 2_000 }),
          ),
        ),
      );
      const found = await only();
      assert.equal(found.folder, '/w/my app');
      assert.equal(found.prompts.length, 5);
      assert.equal(turnCount(found), 4);
      assert.equal(found.interruptions, 2);
      assert.equal(aiMs(found), 4_100 + 5_000 + 9_999 + 2_000);
      assert.equal(attentionMs(found), 3_000);
      assert.deepEqual(transcriptTokens(found), {
        input: 400,
        output: 39,
        cacheRead: 0,
        cacheWrite: 0,
        unsplit: 0,
      });
    });

    it('a log of mutations is replayed, and a moment in the place of a wait is not believed', async () => {
      const { response: _response, ...pending } = request('r1', 10, { modelState: { value: 0 } });
      home.write(
        `${storage}/chatSessions/V1.jsonl`,
        lines(
          { kind: 0, v: state() },
          { kind: 2, k: ['requests'], v: [{ ...pending, timeSpentWaiting: begun }] },
          { kind: 2, k: ['requests'], v: [request('wrong', 20, { elapsedMs: 99_000 })] },
          { kind: 2, k: ['requests'], v: [request('r2', 30, { elapsedMs: 1_000 })], i: 1 },
          { kind: 2, k: ['requests', 0, 'response'], v: [{ value: 'x'.repeat(1_000) }] },
          {
            kind: 1,
            k: ['requests', 0, 'result'],
            v: { timings: { firstProgress: 900, totalElapsed: 7_100 } },
          },
          { kind: 1, k: ['requests', 0, 'modelState'], v: { value: 1, completedAt: begun + 17_150 } },
          { kind: 1, k: ['requests', 0, 'completionTokens'], v: 39 },
          { kind: 1, k: ['__proto__', 'polluted'], v: true },
          { kind: 3, k: ['requests', 1, 'elapsedMs'] },
        ),
      );
      const found = await only();
      assert.equal(found.prompts.length, 2);
      assert.equal(aiMs(found), 7_100 + 9_999);
      assert.equal(transcriptTokens(found).output, 39);
      assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
    });

    it('the tokens of a request are told in any of the places that VS Code has had for them', async () => {
      const places: readonly object[] = [
        { promptTokens: 400, completionTokens: 39 },
        { usage: { promptTokens: 400, completionTokens: 39 } },
        { result: { metadata: { promptTokens: 400, outputTokens: 39 } } },
        {
          promptTokens: 400,
          completionTokens: 39,
          result: { metadata: { promptTokens: 400, outputTokens: 39 } },
        },
      ];
      const requests = places.map((place, index) =>
        request(`r${index}`, 10 * index, { elapsedMs: 1_000, ...place }),
      );
      home.write(`${storage}/chatSessions/V1.json`, JSON.stringify(state(...requests)));
      const { input, output } = transcriptTokens(await only());
      assert.deepEqual([input, output], [4 * 400, 4 * 39]);
    });
  });

  describe('a chat’s log', () => {
    const name = '.config/Code/User/workspaceStorage/abc/';

    it('that VS Code wrote anew, once it had grown long, says what it said, and goes on', async () => {
      const chat = new CopilotChatTranscript().request('one', { elapsedMs: 5_000 });
      const index = home.write(name + chat.name, chat.text()).index();
      const before = (await index.scan(scannedAt)).transcripts;
      home.write(name + chat.name, chat.compacted());
      assert.deepEqual(plain((await index.scan(scannedAt)).transcripts), plain(before));
      const done = chat.text().length;
      chat.wait(9_000).request('two', { elapsedMs: 6_000 });
      home.append(name + chat.name, chat.text().slice(done));
      const [found] = (await index.scan(scannedAt)).transcripts;
      assert.ok(found);
      assert.deepEqual([found.prompts.length, aiMs(found)], [2, chat.truth.busyMs]);
    });

    it('keeps no words unless the user allows it, and then the first ones, whichever way they are written', async () => {
      const state = { version: 3, sessionId: 'V1', creationDate: begun, requests: [] };
      const request = (message: unknown, requestId = 'r') => ({ requestId, timestamp: begun, message });
      home.write(
        `${name}chatSessions/V1.jsonl`,
        lines(
          { kind: 0, v: { ...state, requests: [request('a secret', 'r1')] } },
          {
            kind: 2,
            k: ['requests'],
            v: [request({ text: 'a secret', parts: [{ text: 'a secret' }] }, 'r2')],
          },
          { kind: 2, k: ['requests'], v: [request(null, 'r3')] },
          { kind: 1, k: ['requests', 2, 'message'], v: { text: ' a secret ' } },
          { kind: 1, k: ['requests', 1, 'message', 'text'], v: 'a secret' },
          { kind: 1, k: ['requests', 2, 'response'], v: [{ value: 'a secret' }] },
        ),
      );
      const path = join(home.path, 'transcripts.index');
      const index = home.index();
      const [quiet] = (await index.scan(scannedAt)).transcripts;
      writeIndex(path, index.known(), false);
      assert.deepEqual(
        quiet?.prompts.map(({ length }) => length),
        [8, 8, 8],
      );
      assert.ok(!JSON.stringify(plain(quiet)).includes('secret'));
      assert.ok(!readFileSync(path, 'latin1').includes('secret'));
      const [open] = (await home.scan({ keepText: true })).transcripts;
      assert.deepEqual(
        open?.prompts.map(({ text }) => text),
        ['a secret', undefined, undefined],
      );
    });

    it('passes over a request without a time, once', async () => {
      const chat = new CopilotChatTranscript();
      chat.lines.push({ kind: 2, k: ['requests'], v: [{ requestId: 'timeless', message: { text: 'x' } }] });
      const index = home.write(name + chat.name, chat.text()).index();
      for (let reading = 0; reading < 3; reading += 1) {
        const { transcripts, skipped } = await index.scan(scannedAt);
        assert.deepEqual(skipped, [{ reason: 'missing time', count: 1 }]);
        assert.equal(transcripts[0]?.prompts.length, 0);
        home.append(name + chat.name, lines({ kind: 1, k: ['customTitle'], v: `${reading}` }));
      }
    });
  });

  describe('CLI', () => {
    const event = (type: string, seconds: number, data: object = {}, id = `${type}${seconds}`) => ({
      type,
      data,
      id,
      timestamp: new Date(begun + seconds * 1_000).toISOString(),
      parentId: null,
    });
    const file = '.copilot/session-state/S1/events.jsonl';

    it('a turn is its wall clock less the union of the permissions it waited for', async () => {
      home.write(
        file,
        lines(
          event('session.start', 0, {
            sessionId: 'S1',
            copilotVersion: '1.0',
            context: { cwd: '/w/app', branch: 'b' },
          }),
          event('user.message', 10, { content: 'injected', source: 'system' }),
          event('user.message', 10, { content: 'fix it' }, 'u1'),
          event('assistant.turn_start', 11),
          event('assistant.message', 20, { model: 'gpt-5', outputTokens: 70 }),
          event('permission.requested', 20, { requestId: 'p1' }),
          event('permission.requested', 25, { requestId: 'p2' }),
          event('permission.completed', 50, { requestId: 'p1', result: { kind: 'approved' } }),
          event('permission.completed', 60, { requestId: 'p2', result: { kind: 'approved' } }),
          event('tool.execution_complete', 70, { toolCallId: 't1' }),
          event('user.message', 75, { content: 'also', delivery: 'steering' }, 'u2'),
          event('assistant.message', 80, { model: 'gpt-5', outputTokens: 30 }),
          event('user.message', 200, { content: 'go on', isAutopilotContinuation: true }),
          event('user.message', 300, { content: 'and now' }, 'u3'),
          event('abort', 304),
        ),
      );
      const found = await only();
      assert.equal(found.agent, 'copilot');
      assert.equal(found.folder, '/w/app');
      assert.equal(found.prompts.length, 3);
      assert.equal(turnCount(found), 2);
      assert.equal(found.interruptions, 1);
      assert.equal(aiMs(found), 70_000 - 40_000 + 4_000);
      assert.equal(transcriptTokens(found).output, 100);
    });

    it('a permission that was open when the user stopped it was their time, not the agent’s', async () => {
      home.write(
        file,
        lines(
          event('session.start', 0, { sessionId: 'S1' }),
          event('user.message', 10, { content: 'a' }, 'u1'),
          event('assistant.message', 20, { outputTokens: 70 }),
          event('permission.requested', 20, { requestId: 'p1' }),
          event('abort', 620),
          event('user.message', 700, { content: 'b' }, 'u2'),
          event('assistant.message', 705, { outputTokens: 1 }),
        ),
      );
      const found = await only();
      assert.equal(aiMs(found), 10_000 + 5_000);
      assert.equal(attentionMs(found), 600_000);
    });

    it('what a run told that crashed is not lost to the sums of the next', async () => {
      const usage = { inputTokens: 100, outputTokens: 7, cacheReadTokens: 0, cacheWriteTokens: 0 };
      home.write(
        file,
        lines(
          event('session.start', 0, { sessionId: 'S1' }),
          event('user.message', 10, { content: 'a' }, 'u1'),
          event('assistant.message', 20, { outputTokens: 70 }),
          event('session.resume', 100, { sessionId: 'S1' }),
          event('user.message', 110, { content: 'b' }, 'u2'),
          event('assistant.message', 120, { outputTokens: 5 }),
          event('session.shutdown', 130, { modelMetrics: { 'gpt-5': { usage } } }),
        ),
      );
      const { input, output } = transcriptTokens(await only());
      assert.deepEqual({ input, output }, { input: 100, output: 77 });
    });

    it('messages that the CLI wrote itself are nobody’s', async () => {
      const session = new CopilotCliTranscript();
      for (const source of ['system', 'instruction-discovery', 'skill-review', 'agent-a1']) {
        session.aside('x', { source });
      }
      session.aside('', {}).aside('go on', { isAutopilotContinuation: true }).prompt('go').respond(2_000);
      home.write(`.copilot/session-state/${session.name}`, session.text());
      home.write('.copilot/session-state/S/workspace.yaml', 'x').write('.copilot/otel/x.jsonl', '{}');
      const found = await only();
      assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 1, 2_000]);
    });

    it('what a subagent is told is nobody’s prompt, and the turn goes on', async () => {
      const agentId = 'a1';
      home.write(
        file,
        lines(
          event('session.start', 0, { sessionId: 'S1' }),
          event('user.message', 10, { content: 'fix it' }),
          { ...event('user.message', 12, { content: 'look for it' }), agentId },
          { ...event('assistant.message', 15, { outputTokens: 7 }), agentId },
          event('assistant.message', 20, { outputTokens: 70 }),
        ),
      );
      const found = await only();
      assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 1, 10_000]);
      assert.equal(transcriptTokens(found).output, 77);
    });

    it('the sums of a shutdown replace what its messages told; a resumed session has several', async () => {
      const metrics = (inputTokens: number, outputTokens: number) => ({
        modelMetrics: {
          'gpt-5': { usage: { inputTokens, outputTokens, cacheReadTokens: 50, cacheWriteTokens: 20 } },
        },
      });
      home.write(
        file,
        lines(
          event('session.start', 0, { sessionId: 'S1' }),
          event('user.message', 10, { content: 'a' }, 'u1'),
          event('assistant.message', 20, { outputTokens: 70 }),
          event('session.shutdown', 30, metrics(100, 75)),
          event('session.resume', 100, { sessionId: 'S1' }),
          event('user.message', 110, { content: 'b' }, 'u2'),
          event('assistant.message', 120, { outputTokens: 10 }),
          event('session.shutdown', 130, metrics(200, 12)),
        ),
      );
      assert.deepEqual(transcriptTokens(await only()), {
        input: 30 + 130,
        output: 87,
        cacheRead: 100,
        cacheWrite: 40,
        unsplit: 0,
      });
    });
  });
});

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (each instanceof Float64Array ? [...each] : each)),
  );
}
