import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  attentionMs,
  aiMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome } from '../fixtures/agents/agentHome';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { tokensByModel } from '../fixtures/agents/transcriptFigures';

describe('what Codex writes besides', () => {
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
    assert.equal(transcripts.length, 1);
    return transcripts[0] ?? assert.fail();
  }

  describe('how long a command ran that asked first', () => {
    const told: readonly (readonly [string, unknown])[] = [
      ['in words', 'Chunk ID: ab\nWall time: 10.0000 seconds\nProcess exited with code 0\nOutput:\nok'],
      [
        'in a list of texts',
        [{ type: 'input_text', text: 'Script completed\nWall time 10.0 seconds\nOutput:\n' }],
      ],
      ['in JSON', JSON.stringify({ output: 'ok', metadata: { exit_code: 0, duration_seconds: 10 } })],
    ];
    const asked: readonly (readonly [string, object])[] = [
      ['function_call', { arguments: '{"cmd":"make","sandbox_permissions":"require_escalated"}' }],
      ['function_call', { arguments: '{"command":["make"],"with_escalated_permissions":true}' }],
      ['custom_tool_call', { input: '{"cmd":"make","sandbox_permissions":"require_escalated"}' }],
    ];
    for (const [how, output] of told) {
      for (const [type, call] of asked) {
        it(`is told ${how} (${type}, ${Object.values(call).join('').slice(10, 50)})`, async () => {
          const session = new CodexTranscript().prompt('go').wait(4_000);
          session.line('response_item', { type, name: 'exec', call_id: 'c1', ...call });
          session.wait(40_500).line('response_item', { type: `${type}_output`, call_id: 'c1', output });
          const found = await read(session.wait(3_000).end());
          assert.equal(aiMs(found), 4_000 + 10_000 + 3_000);
          assert.equal(attentionMs(found), 30_500);
        });
      }
    }

    it('is told by an event', async () => {
      const session = new CodexTranscript().prompt('go').wait(4_000);
      const args = '{"sandbox_permissions":"require_escalated"}';
      session.line('response_item', { type: 'function_call', call_id: 'c1', arguments: args }).wait(40_000);
      session.event('exec_command_end', {
        call_id: 'c1',
        exit_code: 0,
        duration: { secs: 9, nanos: 500_000_000 },
      });
      session.line('response_item', { type: 'function_call_output', call_id: 'c1', output: 'ok' });
      assert.equal(aiMs(await read(session.end())), 4_000 + 9_500);
    });

    it('is not asked twice where two waited at once', async () => {
      const session = new CodexTranscript().prompt('go');
      const args = '{"sandbox_permissions":"require_escalated"}';
      const output = 'Wall time: 1.0000 seconds\n';
      for (const id of ['c1', 'c2']) {
        session.wait(2_000).line('response_item', { type: 'function_call', call_id: id, arguments: args });
      }
      for (const id of ['c2', 'c1']) {
        session.wait(30_000).line('response_item', { type: 'function_call_output', call_id: id, output });
      }
      const found = await read(session.wait(1_000).end());
      // From the first call to one second before the last result.
      assert.equal(attentionMs(found), 61_000);
      assert.equal(aiMs(found), 2_000 + 1_000 + 1_000);
    });

    it('bounds one that may have asked without saying so', async () => {
      const session = new CodexTranscript().prompt('go').call(1_000, { waitMs: 50_000, runMs: 100 }).end();
      assert.equal(aiMs(await read(session)), 1_000 + 100 + 1_000);
    });
  });

  describe('messages that nobody typed', () => {
    const starts = [
      '# AGENTS.md',
      '<environment_context>',
      '<INSTRUCTIONS>',
      '<user_instructions>',
      '<turn_aborted>',
      '<subagent_notification>',
      '<skill>',
      '<recommended_plugins>',
      '<user_action>',
      '<goal_context>',
      '<codex_internal_context>',
    ];
    it('are put in as the model’s input', async () => {
      const session = new CodexTranscript().prompt('go');
      for (const start of starts) {
        for (const role of ['user', 'developer']) {
          const content = [{ type: 'input_text', text: `${start} x` }];
          session.line('response_item', { type: 'message', role, content });
        }
      }
      const found = await read(session.call(1_000).end());
      assert.equal(found.prompts.length, 1);
      assert.equal(turnCount(found), 1);
    });

    const sources: readonly (readonly [string, object])[] = [
      ['a review', { source: { subagent: 'review' } }],
      ['a compaction', { source: { subagent: 'compact' } }],
      ['a spawned thread', { source: { subagent: { thread_spawn: { parent_thread_id: 'P' } } } }],
      ['a subagent by its thread', { thread_source: 'subagent', parent_thread_id: 'P' }],
      ['a program', { source: 'exec' }],
      ['a server', { source: 'mcp' }],
    ];
    for (const [name, meta] of sources) {
      it(`come from ${name}, whose tokens count`, async () => {
        const session = new CodexTranscript({ meta: { source: undefined, ...meta } });
        const found = await read(session.prompt('do it', false).call(5_000).end());
        assert.deepEqual(found.prompts, []);
        assert.ok(found.turns.every(({ by }) => by === 'system'));
        assert.equal(aiMs(found), session.truth.busyMs);
        assert.equal(transcriptTokens(found).output, session.truth.tokens.output);
      });
    }

    it('stand in front of the files that somebody mentioned', async () => {
      const session = new CodexTranscript();
      session
        .prompt('# Files mentioned by the user\n\n- x.ts\n\n## My request for Codex:\nfix it')
        .call(1_000)
        .end();
      assert.equal((await read(session)).prompts[0]?.length, 'fix it'.length);
    });

    it('are the same once more at once; the same later is typed again', async () => {
      const session = new CodexTranscript().prompt('go').wait(99);
      session.event('user_message', { message: 'go' }).wait(5_000).event('user_message', { message: 'go' });
      assert.equal((await read(session.call(1_000).end())).prompts.length, 2);
    });

    it('are missing from threads of several agents altogether', async () => {
      const session = new CodexTranscript({ meta: { multi_agent_version: 2 } }).begin().call(6_000).end();
      const found = await read(session);
      assert.deepEqual([found.prompts.length, aiMs(found)], [0, session.truth.busyMs]);
    });
  });

  describe('turns', () => {
    for (const reason of ['replaced', 'review_ended', 'budget_limited']) {
      it(`that were ${reason} end, and nobody interrupted them`, async () => {
        const session = new CodexTranscript().prompt('go').call(5_000);
        session.event('turn_aborted', { turn_id: 'x', reason }).wait(60_000).prompt('on').call(1_000).end();
        const found = await read(session);
        assert.deepEqual([turnCount(found), found.interruptions, aiMs(found)], [2, 0, 5_050 + 1_050]);
      });
    }

    it('without a duration last from record to record', async () => {
      const session = new CodexTranscript().prompt('go').call(5_000).wait(2_000).event('task_complete', {});
      assert.equal(aiMs(await read(session)), 7_050);
    });

    it('that still run last until their last record', async () => {
      const session = new CodexTranscript().prompt('go').call(5_000).wait(1_000);
      const found = await read(session.event('agent_message', { message: 'hm' }));
      assert.deepEqual([turnCount(found), aiMs(found)], [1, 6_050]);
    });

    it('that never ended are over when the next begins', async () => {
      const session = new CodexTranscript()
        .prompt('go')
        .call(5_000)
        .wait(3_600_000)
        .prompt('on')
        .call(1_000)
        .end();
      const found = await read(session);
      assert.deepEqual([turnCount(found), aiMs(found)], [2, 5_050 + 1_050]);
    });

    it('are known by their order, not by their ids', async () => {
      const session = new CodexTranscript().begin().call(3_000);
      session.event('task_complete', { turn_id: 'another', duration_ms: 3_050 });
      assert.equal(aiMs(await read(session)), 3_050);
    });

    it('are compacted, which counts once', async () => {
      const session = new CodexTranscript().prompt('go').call(5_000);
      session.wait(9_000).line('compacted', { message: '' }).event('context_compacted').call(1_000).end();
      const found = await read(session);
      assert.deepEqual([found.compactions, aiMs(found)], [1, 15_100]);
    });
  });

  describe('tokens', () => {
    describe('of a compaction', () => {
      const usage = {
        input_tokens: 9_000,
        cached_input_tokens: 8_000,
        output_tokens: 70,
        total_tokens: 9_070,
      };
      const record = { thread_id: 't', response_id: 'r9', usage, thread_token_usage: usage };
      const compacted = { message: '', compaction_response_id: 'r9', latest_token_usage_record: record };
      const orders: readonly (readonly [string, (session: CodexTranscript) => void])[] = [
        [
          'are in the record of its response',
          (session) => session.line('token_usage_record', record).line('compacted', compacted),
        ],
        [
          'are in a record behind it',
          (session) => session.line('compacted', compacted).line('token_usage_record', record),
        ],
        [
          'count once where an event counts them, too',
          (session) =>
            session
              .line('token_usage_record', record)
              .line('compacted', compacted)
              .event('token_count', { info: { last_token_usage: usage } }),
        ],
        [
          'count once where an event counted them before',
          (session) =>
            session
              .line('token_usage_record', record)
              .event('token_count', { info: { last_token_usage: usage } })
              .line('compacted', compacted),
        ],
        [
          'count once where the record is there twice',
          (session) =>
            session
              .line('token_usage_record', record)
              .line('compacted', compacted)
              .line('token_usage_record', record),
        ],
      ];
      for (const [how, write] of orders) {
        it(how, async () => {
          const session = new CodexTranscript().prompt('go').call(5_000);
          for (const id of ['r1', 'r2']) {
            session.call(1_000).line('token_usage_record', { response_id: id, usage: session.last });
          }
          write(session.wait(1_000));
          const { input, output, cacheRead } = transcriptTokens(await read(session.call(1_000).end()));
          const { tokens } = session.truth;
          assert.deepEqual(
            { input, output, cacheRead },
            { input: tokens.input + 1_000, output: tokens.output + 70, cacheRead: tokens.cacheRead + 8_000 },
          );
        });
      }
    });

    it('belong to the model of their time', async () => {
      const session = new CodexTranscript().prompt('go').call(1_000).end();
      const { output } = session.truth.tokens;
      session.model = 'gpt-5.4';
      session.prompt('with more care').call(1_000).end();
      const models = tokensByModel(await read(session));
      assert.deepEqual(
        [...models].map(([model, tokens]) => [model, tokens.output]),
        [
          ['gpt-5.2-codex', output],
          ['gpt-5.4', session.truth.tokens.output - output],
        ],
      );
    });

    it('are the growth of the total where nothing else is written', async () => {
      const session = new CodexTranscript().prompt('go');
      for (const input_tokens of [1_000, 1_000, 2_500]) {
        const total_token_usage = {
          input_tokens,
          cached_input_tokens: input_tokens / 2,
          output_tokens: input_tokens / 10,
        };
        session.wait(1_000).event('token_count', { info: { total_token_usage } });
      }
      const { input, output, cacheRead } = transcriptTokens(await read(session.end()));
      assert.deepEqual({ input, output, cacheRead }, { input: 1_250, output: 250, cacheRead: 1_250 });
    });

    it('written to the cache are part of what Codex calls input', async () => {
      const last = {
        input_tokens: 1_000,
        cached_input_tokens: 600,
        cache_write_input_tokens: 300,
        output_tokens: 7,
      };
      const session = new CodexTranscript().prompt('go');
      session.event('token_count', { info: { last_token_usage: last, total_token_usage: last } }).end();
      const { input, output, cacheRead, cacheWrite } = transcriptTokens(await read(session));
      assert.deepEqual([input, output, cacheRead, cacheWrite], [100, 7, 600, 300]);
    });
  });

  it('the session’s own header once more, and records of no concern, change nothing', async () => {
    const session = new CodexTranscript().prompt('go').call(2_000);
    const [header] = session.lines;
    session.line('session_meta', header?.['payload']);
    for (const type of ['world_state', 'inter_agent_communication_metadata']) {
      session.line(type, { x: 1 });
    }
    const events = [
      'agent_reasoning',
      'patch_apply_end',
      'mcp_tool_call_end',
      'web_search_end',
      'collab_agent_spawn_end',
      'sub_agent_activity',
      'thread_settings_applied',
      'thread_name_updated',
      'item_completed',
      'thread_rolled_back',
      'of_tomorrow',
    ];
    events.forEach((type) => session.event(type, { duration: { secs: 999, nanos: 0 } }));
    const found = await read(session.end());
    const { truth } = session;
    assert.deepEqual(
      [turnCount(found), found.prompts.length, aiMs(found), transcriptTokens(found).output],
      [1, 1, truth.busyMs, truth.tokens.output],
    );
  });

  it('other files beside the rollouts are none', async () => {
    home.write('.codex/sessions/2026/06/01/notes.jsonl', 'x\n').write('.codex/history.jsonl', 'x\n');
    home.write('.codex/archived_sessions/rollout-x.json', 'x').write('.codex/sessions/state.sqlite', 'x');
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual([transcripts, skipped], [[], []]);
  });
});
