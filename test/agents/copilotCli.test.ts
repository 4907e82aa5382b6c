import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  attentionMs,
  aiMs,
  tokensBetween,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { copilotToolKind } from '../../src/agents/copilot/tools';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';

const begun = Date.UTC(2026, 5, 1, 8);
const day = 86_400;
const file = '.copilot/session-state/S1/events.jsonl';

type Event = Readonly<Record<string, unknown>>;

function event(type: string, seconds: number, data: object = {}, more: object = {}): Event {
  const timestamp = new Date(begun + seconds * 1_000).toISOString();
  return { type, data, id: `${type}${seconds}`, timestamp, parentId: null, ...more };
}

const start = event('session.start', 0, { sessionId: 'S1', context: { cwd: '/w/app' } });
const prompt = (seconds: number, content = 'go', more: object = {}): Event =>
  event('user.message', seconds, { content, ...more });
const round = (from: number, to: number, outputTokens = 1, model = 'm1'): Event[] => [
  event('assistant.turn_start', from),
  event('assistant.message', to, { model, outputTokens }),
  event('assistant.turn_end', to),
];
const usage = (inputTokens: number, outputTokens: number, cacheReadTokens = 0, cacheWriteTokens = 0) => ({
  usage: { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens },
});
const shutdown = (seconds: number, modelMetrics: object, more: object = {}): Event =>
  event('session.shutdown', seconds, { shutdownType: 'routine', modelMetrics, ...more });

describe('Copilot CLI', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(...events: readonly Event[]): Promise<AgentTranscript> {
    home.write(file, events.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    assert.equal(transcripts.length, 1);
    return transcripts[0] ?? assert.fail();
  }

  describe('waits for its user', () => {
    const call = (type: string, seconds: number, toolName = 'ask_user') =>
      event(`tool.execution_${type}`, seconds, { toolCallId: 't1', toolName, success: true });

    for (const tool of ['ask_user', 'exit_plan_mode']) {
      it(`while ${tool} runs`, async () => {
        const found = await read(
          start,
          prompt(0),
          ...round(0, 10),
          call('start', 10, tool),
          call('complete', 610),
          ...round(610, 620),
        );
        assert.deepEqual([aiMs(found), attentionMs(found)], [20_000, 600_000]);
      });
    }

    for (const kind of ['user_input', 'exit_plan_mode', 'elicitation']) {
      it(`from ${kind}.requested to its end`, async () => {
        const found = await read(
          start,
          prompt(0),
          event('assistant.message', 10),
          event(`${kind}.requested`, 10, { requestId: 'r1' }),
          event(`${kind}.completed`, 610, { requestId: 'r1' }),
          event('assistant.message', 620),
        );
        assert.deepEqual([aiMs(found), attentionMs(found)], [20_000, 600_000]);
      });
    }

    it('until it is stopped, or another prompt comes, or the window closes', async () => {
      for (const end of [event('abort', 610), prompt(610, 'rather this'), shutdown(610, {})]) {
        const found = await read(start, prompt(0), event('assistant.message', 10), call('start', 10), end);
        assert.equal(aiMs(found), 10_000);
      }
    });

    it('still, where the answer is missing and another tool goes on', async () => {
      const other = event('tool.execution_complete', 300, { toolCallId: 't2' });
      assert.equal(
        aiMs(await read(start, prompt(0), event('assistant.message', 10), call('start', 10), other)),
        10_000,
      );
    });

    it('and a tool of any other name works', async () => {
      const found = await read(start, prompt(0), call('start', 10, 'bash'), call('complete', 610, 'bash'));
      assert.equal(aiMs(found), 610_000);
      assert.deepEqual(['bash', 'task', 'view', 'constructor', 'toString'].map(copilotToolKind), [
        'shell',
        'agent',
        'instant',
        'other',
        'other',
      ]);
    });
  });

  describe('messages that nobody typed', () => {
    const sources: readonly object[] = [
      { source: 'system' },
      { source: 'agent-a1' },
      { isAutopilotContinuation: true },
    ];
    for (const source of sources) {
      it(`begin a turn of their own where nothing runs, and nobody’s time lies before (${JSON.stringify(source)})`, async () => {
        const found = await read(
          start,
          prompt(0),
          ...round(0, 10),
          prompt(3_610, 'go on', source),
          ...round(3_611, 3_620),
        );
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 2, 20_000]);
        assert.deepEqual(
          found.turns.map(({ by }) => by),
          ['person', 'system'],
        );
      });
      it(`belong to the turn that runs (${JSON.stringify(source)})`, async () => {
        const open = event('assistant.turn_start', 0);
        const found = await read(start, prompt(0), open, prompt(5, 'a skill', source), ...round(6, 20));
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 1, 20_000]);
      });
    }

    it('may be missing altogether: what was idle in between is no work', async () => {
      const found = await read(start, prompt(0), ...round(0, 10), ...round(3_610, 3_620));
      assert.deepEqual([turnCount(found), aiMs(found)], [1, 20_000]);
    });

    it('compactions by hand are the model’s work', async () => {
      const found = await read(
        start,
        prompt(0),
        ...round(0, 10),
        event('session.compaction_start', 3_600),
        event('session.compaction_complete', 3_640, { success: true }),
      );
      assert.deepEqual([found.prompts.length, found.compactions, aiMs(found)], [1, 1, 50_000]);
    });
  });

  describe('lengths of prompts', () => {
    const note = '<system_notification>\nName this session.\n</system_notification>';
    const rows: readonly (readonly [string, object, readonly number[]])[] = [
      ['fix it', {}, [6]],
      [`\n\n${note}`, { attachments: [{ type: 'file' }] }, [0]],
      [`fix it\n\n${note}`, {}, [6]],
      [`${note}fix${note} it${note}`, {}, [6]],
      [`fix it\n<system_reminder>be brief`, {}, [6]],
      [note, {}, []],
      [note, { attachments: [] }, []],
      ['', { attachments: [{ type: 'file' }] }, [0]],
      ['fix it [Paste #1 - 40 lines]', {}, [6]],
      ['// why is this here?', {}, [20]],
    ];
    for (const [content, more, lengths] of rows) {
      it(`${JSON.stringify(content).slice(0, 60)} ${JSON.stringify(more)}`, async () => {
        const found = await read(start, prompt(0, content, more), ...round(0, 10));
        assert.deepEqual(
          found.prompts.map(({ length }) => length),
          lengths,
        );
        assert.equal(aiMs(found), 10_000);
      });
    }
  });

  describe('tokens', () => {
    it('of several runs are what the counters grew by', async () => {
      const sessionStartTime = begun;
      const found = await read(
        start,
        prompt(0),
        ...round(0, 10, 100),
        shutdown(20, { m1: usage(1_000, 100, 800) }, { sessionStartTime }),
        event('session.resume', 100),
        prompt(101),
        ...round(101, 110, 50, 'm2'),
        shutdown(120, { m1: usage(1_000, 100, 800), m2: usage(500, 50, 300, 100) }, { sessionStartTime }),
        event('session.resume', 200),
        shutdown(210, { m1: usage(1_000, 100, 800), m2: usage(500, 50, 300, 100) }, { sessionStartTime }),
      );
      const { input, output, cacheRead, cacheWrite } = transcriptTokens(found);
      assert.deepEqual([input, output, cacheRead, cacheWrite], [300, 150, 1_100, 100]);
    });

    it('that fell began anew', async () => {
      const found = await read(
        start,
        prompt(0),
        ...round(0, 10, 100),
        shutdown(20, { m1: usage(1_000, 100), m2: usage(10, 10) }),
        event('session.resume', 100),
        ...round(101, 110, 150),
        shutdown(120, { m1: usage(2_000, 150) }),
      );
      const { input, output } = transcriptTokens(found);
      assert.deepEqual([input, output], [3_010, 260]);
    });

    it('of another session’s counters are its own', async () => {
      const found = await read(
        start,
        ...round(0, 10, 100),
        shutdown(20, { m1: usage(1_000, 100) }, { sessionStartTime: 1 }),
        event('session.resume', 100),
        ...round(101, 110, 150),
        shutdown(120, { m1: usage(2_000, 150) }, { sessionStartTime: 2 }),
      );
      const { input, output } = transcriptTokens(found);
      assert.deepEqual([input, output], [3_000, 250]);
    });

    const compacted = event('session.compaction_complete', 50, { success: true });
    it('told before a compaction stay, which makes the counters begin anew', async () => {
      const found = await read(
        start,
        ...round(0, 10, 100),
        shutdown(20, { m1: usage(1_000, 100) }),
        event('session.resume', 30),
        ...round(31, 40, 50),
        compacted,
        ...round(61, 70, 120),
        shutdown(80, { m1: usage(3_000, 120) }),
      );
      const { input, output } = transcriptTokens(found);
      assert.deepEqual([input, output], [1_000 + 3_000, 100 + 50 + 120]);
    });

    it('count once where a compaction left the counters alone, or failed', async () => {
      for (const compaction of [compacted, event('session.compaction_complete', 50, { success: false })]) {
        const found = await read(
          start,
          ...round(0, 10, 100),
          compaction,
          ...round(61, 70, 120),
          shutdown(80, { m1: usage(3_000, 220) }),
        );
        const { input, output } = transcriptTokens(found);
        assert.deepEqual([input, output], [2_780 + 220, 220]);
      }
    });

    it('belong to the days of the work, exactly in their sum', async () => {
      const found = await read(
        start,
        prompt(0),
        ...round(0, 10, 100),
        ...round(20, 30, 0),
        ...round(day, day + 10, 33),
        shutdown(2 * day, { m1: usage(1_000, 140, 601, 398) }),
      );
      const on = (index: number) => {
        const { input, output, cacheRead, cacheWrite } = tokensBetween(
          found,
          begun + index * day * 1_000,
          begun + (index + 1) * day * 1_000,
        );
        return [input, output, cacheRead, cacheWrite];
      };
      assert.deepEqual(on(0), [0, 105, 400, 265]);
      assert.deepEqual(on(1), [1, 35, 201, 133]);
      assert.deepEqual(on(2), [0, 0, 0, 0]);
    });

    it('of a file that holds only a shutdown are its own day’s', async () => {
      const found = await read(shutdown(5, { m1: usage(1_000, 140) }));
      assert.deepEqual([turnCount(found), transcriptTokens(found).output], [0, 140]);
    });

    it('of models with names from anywhere', async () => {
      const metrics = `{"__proto__":${JSON.stringify(usage(10, 5))},"constructor":${JSON.stringify(usage(20, 6))},"x":7}`;
      const line = JSON.stringify(shutdown(5, {})).replace('"modelMetrics":{}', `"modelMetrics":${metrics}`);
      home.write(file, `${line}\n${line.replace('"session.shutdown5"', '"again"')}\n`);
      const [found] = (await home.scan()).transcripts;
      assert.equal(found && transcriptTokens(found).output, 11);
    });
  });

  describe('without the event that begins a session', () => {
    const events = [event('hook.start', 0, {}), prompt(1), ...round(1, 11)];
    const rows: readonly (readonly [string, string | null])[] = [
      ['id: S1\ncwd: /w/app\nbranch: main\n', '/w/app'],
      ['id: S1\r\ncwd: "/w/my \\"app\\""\r\n', '/w/my "app"'],
      ["cwd: '/w/it''s'\n", "/w/it's"],
      ['git_root: /w/app\n', '/w/app'],
      ['cwd: null\n', null],
      [`cwd: ${'x'.repeat(9_000)}\n`, null],
      ['summary: |\n  cwd: /no\n', null],
    ];
    for (const [yaml, folder] of rows) {
      it(`the folder is told beside it: ${JSON.stringify(yaml).slice(0, 40)}`, async () => {
        home.write('.copilot/session-state/S1/workspace.yaml', yaml);
        const found = await read(...events);
        assert.deepEqual([found.externalId, found.folder, aiMs(found)], ['S1', folder, 10_000]);
      });
    }
    it('and nothing is told beside it', async () => {
      assert.equal((await read(...events)).folder, null);
    });
  });

  it('goes on from any line as if it were read at once', async () => {
    const events = [
      start,
      prompt(0),
      ...round(0, 10, 100),
      event('tool.execution_start', 10, { toolCallId: 't1', toolName: 'ask_user' }),
      event('tool.execution_complete', 100, { toolCallId: 't1' }),
      ...round(100, 110, 20),
      event('session.compaction_complete', 120, { success: true }),
      prompt(3_000, 'on', { source: 'system' }),
      ...round(3_000, 3_010, 30),
      shutdown(3_020, { m1: usage(900, 30) }),
      event('session.resume', 3_030),
      ...round(3_030, 3_040, 40),
      shutdown(3_050, { m1: usage(2_000, 70) }),
    ];
    const whole = await read(...events);
    home.write(file, '');
    const index = home.index();
    for (const each of events) {
      home.append(file, `${JSON.stringify(each)}\n`);
      await index.scan(scannedAt);
    }
    const [found] = (await index.scan(scannedAt)).transcripts;
    assert.ok(found);
    assert.deepEqual([aiMs(found), transcriptTokens(found)], [aiMs(whole), transcriptTokens(whole)]);
    assert.equal(transcriptTokens(whole).output, 100 + 20 + 30 + 40);
  });
});
