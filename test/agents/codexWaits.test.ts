import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  aiMs,
  attentionMs,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { codexToolKind, mayAskUnsaid } from '../../src/agents/codex/tools';
import { AgentHome } from '../fixtures/agents/agentHome';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';

const minutes = 60_000;

describe('what Codex waits for', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(session: CodexTranscript): Promise<AgentTranscript> {
    home.write(`.codex/sessions/${session.name}`, session.text());
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts[0] ?? assert.fail();
  }

  /** A call that has its result after a time. */
  function called(
    session: CodexTranscript,
    name: string,
    waitMs: number,
    { output = '{}', id = 'c1', ...more }: { output?: unknown; id?: string; arguments?: string } = {},
  ): CodexTranscript {
    session.line('response_item', { type: 'function_call', name, call_id: id, arguments: '{}', ...more });
    return session.wait(waitMs).line('response_item', { type: 'function_call_output', call_id: id, output });
  }

  const questions = [
    'request_user_input',
    'functions.request_user_input',
    'tool_suggest',
    'request_permissions',
  ];
  for (const name of [...questions, 'request_plugin_install', 'mcp__server__elicitation']) {
    for (const approvalPolicy of ['on-request', 'never']) {
      it(`${name} is the user’s time, to the answer (${approvalPolicy})`, async () => {
        const session = new CodexTranscript({ approvalPolicy }).prompt('plan it').wait(2_000);
        const output = 'Wall time: 480.0 seconds\n{"answers":{}}';
        const found = await read(
          called(session, name, 8 * minutes, { output })
            .wait(3_000)
            .end(),
        );
        assert.deepEqual([aiMs(found), attentionMs(found)], [5_000, 8 * minutes]);
      });
    }
  }

  it('a script that puts a question is the user’s time, too', async () => {
    const session = new CodexTranscript().prompt('plan it').wait(2_000);
    const input = 'const answer = await tools.request_user_input({ questions: [] });';
    session.line('response_item', { type: 'custom_tool_call', name: 'exec', call_id: 'c1', input });
    const output = [{ type: 'input_text', text: 'Script completed\nWall time 480.0 seconds\nOutput:\n' }];
    session
      .wait(8 * minutes)
      .line('response_item', { type: 'custom_tool_call_output', call_id: 'c1', output });
    assert.equal(aiMs(await read(session.wait(3_000).end())), 5_000);
  });

  for (const end of ['interrupted', undefined] as const) {
    it(`a question without an answer waits until ${end ?? 'now'}`, async () => {
      const session = new CodexTranscript().prompt('plan it').wait(2_000);
      session.line('response_item', {
        type: 'function_call',
        name: 'request_user_input',
        call_id: 'c1',
        arguments: '{}',
      });
      session.wait(9 * minutes).event('agent_reasoning', { text: '' });
      assert.equal(aiMs(await read(end ? session.end(end) : session)), 2_000);
    });
  }

  it('a question that a turn took with it holds up no later turn', async () => {
    const session = new CodexTranscript().prompt('plan it').wait(2_000);
    session.line('response_item', {
      type: 'function_call',
      name: 'request_user_input',
      call_id: 'c1',
      arguments: '{}',
    });
    session.wait(1_000).end('interrupted').wait(1_000).prompt('rather do it').wait(7_000).end();
    assert.equal(aiMs(await read(session)), 2_000 + 7_000);
  });

  it('a question in a file without turns of its own is no work either', async () => {
    const session = new CodexTranscript().event('user_message', { message: 'plan it' }).wait(2_000);
    called(session, 'request_user_input', 4 * minutes)
      .wait(3_000)
      .event('agent_message', { message: 'so' });
    assert.equal(aiMs(await read(session)), 5_000);
  });

  const rows: readonly (readonly [string, number, object, number])[] = [
    ['apply_patch', 345_000, { output: 'Success. Updated the following files' }, 1_000],
    ['exec_command', 640_000, { output: 'Wall time: 0.1000 seconds\nok' }, 1_100],
    ['exec_command', 640_000, { output: 'Wall time: 639.9000 seconds\nok' }, 640_000],
    [
      'shell',
      60_000,
      { output: JSON.stringify({ output: 'ok', metadata: { duration_seconds: 50 } }) },
      51_000,
    ],
    [
      'shell',
      60_000,
      {
        output: JSON.stringify({
          output: `Wall time: 1 seconds${'x'.repeat(9_000)}`,
          metadata: { duration_seconds: 50 },
        }),
      },
      51_000,
    ],
    [
      'shell',
      60_000,
      { output: JSON.stringify({ output: 'x'.repeat(9_000), metadata: { duration_seconds: 50 } }) },
      51_000,
    ],
    ['shell_command', 600_000, { output: 'ok' }, 15_000],
    ['shell_command', 600_000, { output: 'exec command rejected by user' }, 0],
    ['mcp__server__search', 600_000, { output: 'ok' }, 20_000],
    ['mcp__server__wait', 600_000, { output: 'ok' }, 20_000],
    ['wait_agent', 600_000, { output: '{}' }, 600_000],
    ['multi_agent_v1.wait_agent', 600_000, { output: '{}' }, 600_000],
    ['write_stdin', 60_000, { output: 'ok' }, 60_000],
  ];
  for (const [name, waitMs, call, counted] of rows) {
    it(`${name} of ${waitMs / 1_000} s counts ${counted / 1_000} s (${JSON.stringify(call).slice(0, 60)})`, async () => {
      const session = new CodexTranscript().prompt('go').wait(2_000);
      assert.equal(aiMs(await read(called(session, name, waitMs, call).wait(3_000).end())), 5_000 + counted);
    });
  }

  it('nothing waits to be allowed where nobody is asked', async () => {
    const session = new CodexTranscript({ approvalPolicy: 'never' }).prompt('go');
    assert.equal(aiMs(await read(called(session, 'shell_command', 600_000).end())), 600_000);
  });

  it('a server’s tool ran as long as its event tells', async () => {
    const session = new CodexTranscript().prompt('go');
    session.line('response_item', {
      type: 'function_call',
      name: 'mcp__a__b',
      call_id: 'c1',
      arguments: '{}',
    });
    session.wait(90_000).event('mcp_tool_call_end', { call_id: 'c1', duration: { secs: 70, nanos: 0 } });
    session.line('response_item', { type: 'function_call_output', call_id: 'c1', output: 'ok' });
    assert.equal(aiMs(await read(session.end())), 71_000);
  });

  it('a duration that is no number is none', async () => {
    for (const secs of ['70', [70], true, null, -1]) {
      const session = new CodexTranscript().prompt('go');
      session.line('response_item', {
        type: 'function_call',
        name: 'mcp__a__b',
        call_id: 'c1',
        arguments: '{}',
      });
      session.wait(90_000).event('mcp_tool_call_end', { call_id: 'c1', duration: { secs, nanos: 0 } });
      session.line('response_item', { type: 'function_call_output', call_id: 'c1', output: 'ok' });
      assert.equal(aiMs(await read(session.end())), 20_000);
    }
  });

  it('a duration that reaches back before the turn counts from its first record', async () => {
    const session = new CodexTranscript().prompt('go').wait(4_000);
    session.event('task_complete', { turn_id: 't', duration_ms: 7_200_000 });
    const found = await read(session);
    assert.deepEqual([aiMs(found), found.turns[0]?.start], [4_000, found.start]);
  });

  it('each tool has one meaning for history and live state', () => {
    assert.deepEqual(
      [
        'request_user_input',
        'wait_agent',
        'exec_command',
        'apply_patch',
        'mcp__a__apply_patch',
        '__proto__',
        '',
      ].map(codexToolKind),
      ['question', 'agent', 'shell', 'instant', 'other', 'other', 'other'],
    );
    assert.deepEqual(['exec_command', 'write_stdin', 'clock.sleep', 'mcp__a__sleep'].map(mayAskUnsaid), [
      true,
      false,
      false,
      true,
    ]);
  });

  describe('and what nobody typed', () => {
    const messages = [
      'Implement the plan.',
      ' Implement the plan.\n',
      'PLEASE IMPLEMENT THIS PLAN:\n# Title\n1. do',
      '<heartbeat>\n  <automation_id>w</automation_id>\n</heartbeat>',
      'Automation: Scan\nAutomation ID: scan\nLast run: never\n\nLook again',
      "A previous agent produced the plan below to accomplish the user's task. Implement the plan.\n\n# Plan",
      '# Context from my IDE setup:\n\n## Active file: a.ts\n\n## My request for Codex:\nImplement the plan.',
      '<environment_context>\n  <cwd>/w</cwd>\n</environment_context>',
    ];
    for (const message of messages) {
      it(`opens a turn that is no prompt: ${message.slice(0, 40)}`, async () => {
        const session = new CodexTranscript()
          .prompt('plan it')
          .wait(30_000)
          .end()
          .wait(9 * minutes);
        const found = await read(session.prompt(message, false).wait(20_000).end());
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 2, 50_000]);
        assert.deepEqual(
          found.turns.map(({ by }) => by),
          ['person', 'system'],
        );
      });
      it(`opens one in a file without turns of its own: ${message.slice(0, 40)}`, async () => {
        const session = new CodexTranscript().event('user_message', { message: 'plan it' });
        session
          .wait(30_000)
          .event('agent_message', {})
          .wait(9 * minutes)
          .event('user_message', { message });
        const found = await read(session.wait(20_000).event('agent_message', {}));
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 2, 50_000]);
      });
    }

    const typed: readonly (readonly [string, number])[] = [
      ['Implement the plan. But leave the tests', 39],
      ['# Plan:\nimplement this plan', 27],
      ['# Context from my IDE setup:\n\n## Open tabs:\n- a.ts\n\n## My request for Codex:\nfix it', 6],
      ['# Files mentioned by the user:\n\n## a.png: /w/a.png\n\n## My request:\nfix it', 6],
      [
        '# Diff comments:\n\n## User Comment 1\nFile: a.ts\nSide: R\nLines: 1-2\nComment:\nremove this\n\n## My request:\n\n',
        11,
      ],
      [
        '# Diff comments:\n\n## Comment 1\nFile: a.ts\nComment: remove this\n\n## My request for Codex:\nnow',
        15,
      ],
      ['## My request for Codex: fix it', 6],
      ['// explain this', 15],
    ];
    for (const [message, length] of typed) {
      it(`is no part of what somebody did: ${JSON.stringify(message).slice(0, 50)}`, async () => {
        const found = await read(new CodexTranscript().prompt(message).wait(1_000).end());
        assert.deepEqual(
          found.prompts.map((each) => each.length),
          [length],
        );
      });
    }

    it('is a picture, which is a prompt without words', async () => {
      const session = new CodexTranscript().begin().event('user_message', { message: '', images: ['x'] });
      const found = await read(session.wait(1_000).end());
      assert.deepEqual(
        found.prompts.map((each) => each.length),
        [0],
      );
    });

    it('is told by no hash: a prompt is known by its length and time', async () => {
      const found = await read(
        new CodexTranscript({ start: 1_780_300_000_000 }).prompt('yes').wait(1_000).end(),
      );
      assert.equal(found.prompts[0]?.id, '3@1780300000000');
    });
  });
});
