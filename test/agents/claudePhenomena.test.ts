import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  attentionMs,
  aiMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { lengthOf } from '../../src/core/transcript/intervals';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript, type Line } from '../fixtures/agents/claudeTranscript';

describe('what Claude Code writes besides', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function readAll(): Promise<readonly AgentTranscript[]> {
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts;
  }

  async function read(session: ClaudeTranscript): Promise<AgentTranscript> {
    home.claude(session.name, session.text());
    const [only, ...more] = await readAll();
    assert.ok(only);
    assert.equal(more.length, 0);
    return only;
  }

  describe('subagents', () => {
    const places: readonly (readonly [string, (session: string) => string])[] = [
      ['a folder of its session', (session) => `-w-app/${session}/subagents/agent-a1.jsonl`],
      ['a workflow', (session) => `-w-app/${session}/subagents/workflows/wf1/agent-a1.jsonl`],
      ['the project’s folder, in old versions', () => '-w-app/agent-a1.jsonl'],
    ];
    for (const [place, nameIn] of places) {
      it(`in ${place}: the session has their tokens and none of their prompts`, async () => {
        const session = new ClaudeTranscript().prompt('go').tool('Agent').respond(2_000).written();
        const { sessionId, now: start } = session;
        const subagent = new ClaudeTranscript({ seed: 5, sessionId, start, agentId: 'a1' });
        subagent.user('Warmup');
        subagent.tool('Read').respond(4_000);
        home.claude(nameIn(sessionId), subagent.text());
        home.claude(`-w-app/${sessionId}/subagents/workflows/wf1/journal.jsonl`, 'no transcript\n');
        home.claude(`-w-app/${sessionId}/tool-results/big.jsonl`, 'no transcript\n');
        const found = await read(session);
        assert.equal(found.externalId, sessionId);
        assert.equal(found.prompts.length, 1);
        assert.equal(turnCount(found), 1);
        assert.equal(
          transcriptTokens(found).output,
          session.truth.tokens.output + subagent.truth.tokens.output,
        );
      });
    }

    it('within their session’s file, as the first versions wrote them', async () => {
      const session = new ClaudeTranscript({ version: '1.0.98' }).prompt('go');
      const call = session.call('Task', 2_000);
      const { sessionId, now: start } = session;
      const subagent = new ClaudeTranscript({ seed: 5, sessionId, start, agentId: 'a1' });
      subagent.user('do your part');
      subagent.tool('Grep').respond(40_000);
      subagent.lines.forEach((line) => session.raw(line));
      session.now = subagent.now;
      const found = await read(session.result(call, { totalTokens: 1e6 }).respond(1_000));
      assert.equal(found.prompts.length, 1);
      assert.equal(turnCount(found), 1);
      assert.equal(aiMs(found), 2_000 + subagent.truth.busyMs + 1_000);
      assert.equal(
        transcriptTokens(found).output,
        session.truth.tokens.output + subagent.truth.tokens.output,
      );
    });

    it('sent to the background, they work on after the turn that sent them', async () => {
      const session = new ClaudeTranscript().prompt('go');
      const call = session.call('Agent', 2_000);
      const { sessionId, now: start } = session;
      session
        .result(call, { status: 'async_launched', agentId: 'a1' })
        .respond(1_000)
        .written({ pending: 1 });
      const subagent = new ClaudeTranscript({ seed: 5, sessionId, start, agentId: 'a1' });
      subagent.user('do your part');
      subagent.respond(60_000).tool('Bash', { runMs: 5_000 }).respond(9_000);
      home.claude(`-w-app/${sessionId}/subagents/agent-a1.jsonl`, subagent.text());
      const found = await read(session);
      // What both did at once counts once.
      assert.equal(aiMs(found), 2_000 + subagent.truth.busyMs);
      assert.equal(lengthOf(found.background), 2_000 + subagent.truth.busyMs - session.truth.writtenMs);
    });
  });

  it('a transcript in a folder of its own is the session it is named after', async () => {
    const session = new ClaudeTranscript().prompt('go').respond(3_000).written();
    home.claude(`-w-app/${session.sessionId}/${session.sessionId}.jsonl`, session.text());
    const [found] = await readAll();
    assert.equal(found?.externalId, session.sessionId);
    assert.equal(aiMs(found), session.truth.writtenMs);
  });

  describe('records that say nothing of time, tokens or prompts', () => {
    const types =
      'summary file-history-snapshot file-history-delta last-prompt ai-title custom-title agent-name agent-setting mode pr-link bridge-session frame-link tag atis-latch worktree-state relocated artifact-created history-suppression isolation-latch dev-mods memory-mode continued-in content-replacement api-request-shape api-request-blob fork-context-ref ended-by-model attribution-snapshot cost-state observer-ref'.split(
        ' ',
      );
    const systems =
      'microcompact_boundary api_error local_command away_summary informational bridge_status scheduled_task_fire'.split(
        ' ',
      );
    const attachments =
      'hook_success task_reminder todo_reminder skill_listing deferred_tools_delta edited_text_file diagnostics plan_mode total_tokens_reminder date_change'.split(
        ' ',
      );
    const progress =
      'bash_progress hook_progress agent_progress mcp_progress query_update search_results_received waiting_for_task'.split(
        ' ',
      );

    it('change nothing, wherever they stand', async () => {
      const session = new ClaudeTranscript();
      const all = (): void => {
        types.forEach((type) =>
          session.raw({ type, summary: 'x', leafUuid: 'u', relocatedCwd: '/elsewhere' }),
        );
        systems.forEach((subtype) => session.record('system', { subtype, content: 'x', level: 'info' }));
        attachments.forEach((type) => session.record('attachment', { attachment: { type, content: 'x' } }));
        progress.forEach((type) => session.record('progress', { data: { type, message: 'x' } }));
      };
      all();
      session.prompt('go');
      all();
      session.tool('Read', { thinkMs: 3_000, runMs: 10 });
      all();
      session.respond(4_000);
      all();
      const found = await read(session);
      const { truth } = session;
      assert.deepEqual(
        [found.prompts.length, turnCount(found), found.compactions, found.interruptions, found.folder],
        [1, 1, 0, 0, '/w/app'],
      );
      assert.equal(aiMs(found), truth.busyMs);
      assert.equal(transcriptTokens(found).output, truth.tokens.output);
    });

    it('a schedule’s turn is nobody’s', async () => {
      const session = new ClaudeTranscript();
      session.record('system', { subtype: 'scheduled_task_fire' });
      session.trigger('check the build', { scheduledTaskId: 't1' }).respond(2_000).written();
      const found = await read(session);
      assert.deepEqual(
        [found.prompts.length, found.turns[0]?.by, aiMs(found)],
        [0, 'system', session.truth.writtenMs],
      );
    });

    it('a response without any tokens counts none, one with a text for a message neither', async () => {
      const usage = {
        input_tokens: 0,
        output_tokens: 0,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      };
      const session = new ClaudeTranscript().prompt('go').respond(1_000);
      session.record('assistant', { message: { id: 'msg_0', model: 'm', content: [], usage } });
      session.record('assistant', { message: 'of a very old version' });
      assert.equal(transcriptTokens(await read(session)).output, session.truth.tokens.output);
    });
  });

  describe('prompts', () => {
    const queue = (session: ClaudeTranscript, operation: string, content?: string): ClaudeTranscript =>
      session.raw({
        type: 'queue-operation',
        operation,
        timestamp: new Date(session.now).toISOString(),
        content,
      });

    for (const entrypoint of ['claude-vscode', 'claude-desktop']) {
      it(`${entrypoint} puts each through the queue: each counts once`, async () => {
        const session = new ClaudeTranscript({ entrypoint });
        for (let turn = 0; turn < 3; turn += 1) {
          queue(session, 'enqueue', `same words ${turn % 2}`);
          queue(session, 'dequeue');
          session
            .prompt(`same words ${turn % 2}`, { promptSource: 'sdk' })
            .respond(2_000)
            .wait(60_000);
        }
        const found = await read(session);
        assert.equal(found.prompts.length, 3);
        assert.equal(turnCount(found), 3);
      });
    }

    it('a program’s runs are work without anybody’s prompts', async () => {
      for (const entrypoint of ['sdk-cli', 'sdk-py', 'sdk-ts']) {
        const session = new ClaudeTranscript({ entrypoint });
        queue(queue(session, 'enqueue', 'go'), 'dequeue')
          .trigger('go', { promptSource: 'sdk' })
          .respond(9_000);
        const found = await read(session);
        assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [0, 1, 9_000], entrypoint);
      }
    });

    it('a subagent’s file alone has none', async () => {
      const subagent = new ClaudeTranscript({ agentId: 'a1' });
      subagent.user('do your part');
      home.claude('-w-app/agent-a1.jsonl', subagent.respond(1_000).text());
      assert.deepEqual(
        (await readAll()).flatMap((each) => each.prompts),
        [],
      );
    });
  });

  describe('waits', () => {
    for (const name of ['AskUserQuestion', 'ExitPlanMode', 'mcp__elicitation__ask']) {
      it(`${name} is the user’s turn, whatever the mode`, async () => {
        const session = new ClaudeTranscript()
          .prompt('go', { permissionMode: 'bypassPermissions' })
          .tool(name, { thinkMs: 3_000, waitMs: 600_000, runMs: 0 })
          .respond(5_000);
        const found = await read(session);
        assert.equal(aiMs(found), 8_000);
        assert.equal(attentionMs(found), 600_000);
      });
    }

    const shell: readonly (readonly [string, number])[] = [
      ['default', 15_000],
      ['acceptEdits', 15_000],
      ['plan', 15_000],
      ['bypassPermissions', 90_000],
      ['auto', 90_000],
      ['dontAsk', 90_000],
    ];
    for (const [permissionMode, counted] of shell) {
      it(`a shell’s 90 s in mode ${permissionMode} count ${counted / 1_000} s`, async () => {
        const session = new ClaudeTranscript()
          .prompt('go', { permissionMode })
          .tool('Bash', { thinkMs: 1_000, runMs: 90_000 })
          .respond(1_000);
        assert.equal(aiMs(await read(session)), 2_000 + counted);
      });
    }

    it('a mode that is changed in between counts from there', async () => {
      const session = new ClaudeTranscript().prompt('go').tool('Bash', { thinkMs: 1_000, runMs: 90_000 });
      session.raw({ type: 'permission-mode', permissionMode: 'bypassPermissions' });
      session.tool('Bash', { thinkMs: 1_000, runMs: 90_000 }).respond(1_000);
      assert.equal(aiMs(await read(session)), 1_000 + 15_000 + 1_000 + 90_000 + 1_000);
    });

    const tools: readonly (readonly [string, string, Line, Line, number])[] = [
      ['a shell with a limit of its own', 'Bash', { timeout: 5_000 }, {}, 5_000],
      ['a shell with a limit beyond belief', 'Bash', { timeout: 600_000 }, {}, 15_000],
      ['a search that says its seconds', 'WebSearch', {}, { durationSeconds: 2.5 }, 3_500],
      ['a fetch that says its milliseconds', 'WebFetch', {}, { durationMs: 700 }, 1_700],
      ['a tool of a server that says nothing', 'mcp__db__query', {}, {}, 20_000],
      ['an agent of which nothing else is left', 'Agent', {}, { totalDurationMs: 42_000 }, 42_000],
      ['an agent that says nothing', 'Task', {}, {}, 180_000],
      ['an edit', 'Edit', {}, {}, 1_000],
      ['a list of things to do', 'TodoWrite', {}, {}, 1_000],
    ];
    for (const [name, tool, input, result, counted] of tools) {
      it(`${name} counts ${counted / 1_000} s of an hour`, async () => {
        const session = new ClaudeTranscript()
          .prompt('go')
          .tool(tool, { thinkMs: 1_000, waitMs: 3_600_000, runMs: 0, input, result })
          .respond(1_000);
        assert.equal(aiMs(await read(session)), 2_000 + counted);
      });
    }

    it('nothing pending and nothing heard of for longer than five minutes is no work', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(3_600_000);
      assert.equal(aiMs(await read(session)), 300_000);
    });

    it('retries are work as long as they go on', async () => {
      const session = new ClaudeTranscript().prompt('go');
      for (let retry = 1; retry <= 4; retry += 1) {
        session.wait(200_000).record('system', { subtype: 'api_error', retryAttempt: retry });
      }
      assert.equal(aiMs(await read(session.respond(5_000))), 805_000);
    });

    it('a shell that tells how it goes on counts from when it began, to the second', async () => {
      const session = new ClaudeTranscript({ version: '2.1.32' }).prompt('go');
      const call = session.call('Bash', 2_000);
      session.wait(600_000);
      for (let second = 2; second <= 40; second += 1) {
        session.wait(second === 2 ? 2_000 : 1_000).record('progress', {
          data: { type: 'bash_progress', output: '"elapsedTimeSeconds":9', elapsedTimeSeconds: second },
        });
      }
      session.wait(500).result(call, { stdout: 'ok' }).respond(1_000);
      // Whole seconds are told: the first may be nearly one more.
      assert.equal(aiMs(await read(session)), 2_000 + 40_500 + 1_000 + 1_000);
    });
  });

  describe('endings', () => {
    it('a tool that is turned down waits for nobody any more', async () => {
      const session = new ClaudeTranscript({ version: '2.1.236' }).prompt('go');
      const call = session.call('Bash', 3_000);
      session.wait(80_000);
      session.record('user', {
        message: {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: call, is_error: true, content: 'The user doesn’t want' },
          ],
        },
        toolUseResult: 'User rejected tool use',
        toolDenialKind: 'user-rejected',
      });
      session.interrupt(true).wait(30_000).prompt('rather').respond(2_000).written();
      const found = await read(session);
      assert.equal(found.interruptions, 1);
      assert.equal(turnCount(found), 2);
      assert.equal(found.prompts.length, 2);
      const [first] = found.turns;
      assert.equal(first && lengthOf(first.busy), 3_000);
    });

    for (const words of ['[Request interrupted by user]', '[Request interrupted: connection lost]']) {
      it(`“${words}” ends what was being written`, async () => {
        const session = new ClaudeTranscript().prompt('go');
        session
          .respond(5_000)
          .wait(2_000)
          .user([{ type: 'text', text: words }]);
        const found = await read(session);
        assert.deepEqual([found.interruptions, found.prompts.length, aiMs(found)], [1, 1, 7_000]);
      });
    }

    it('workflows in the background: the last duration counts from the first turn of the chain', async () => {
      const session = new ClaudeTranscript({ version: '2.1.178' }).prompt('go').respond(60_000);
      session.record('system', { subtype: 'turn_duration', durationMs: 60_000, pendingWorkflowCount: 1 });
      session.wait(120_000).trigger('<task-notification>').respond(20_000).written({ ms: 200_000 });
      assert.equal(aiMs(await read(session)), 200_000);
    });
  });

  describe('a tree of records', () => {
    it('what was rewound was worked on all the same', async () => {
      const session = new ClaudeTranscript().prompt('one').respond(5_000).written();
      const [first] = session.lines;
      session.wait(60_000).prompt('two', { parentUuid: first?.['uuid'] }).respond(7_000).written();
      const found = await read(session);
      assert.deepEqual([turnCount(found), aiMs(found)], [2, session.truth.writtenMs]);
      assert.equal(transcriptTokens(found).output, session.truth.tokens.output);
    });

    it('records that are their own parents, or nobody’s children, do no harm', async () => {
      const session = new ClaudeTranscript().prompt('go');
      session.record('system', { subtype: 'informational', uuid: 'self', parentUuid: 'self' });
      session.record('system', { subtype: 'informational', parentUuid: 'nowhere' });
      assert.equal(aiMs(await read(session.respond(3_000))), 3_000);
    });

    it('two terminals at once in one session: each prompt and response counts, and work at once counts once', async () => {
      const one = new ClaudeTranscript({ seed: 2 }).prompt('one').tool('Read').respond(8_000).written();
      const { sessionId } = one;
      const start = Date.UTC(2026, 5, 1, 10) + 3_000;
      const two = new ClaudeTranscript({ seed: 3, sessionId, start }).prompt('two').tool('Read');
      two.respond(9_000).written();
      const mixed = new ClaudeTranscript({ sessionId });
      const time = (line: Line): string => String(line['timestamp']);
      [...one.lines, ...two.lines]
        .sort((a, b) => (time(a) < time(b) ? -1 : 1))
        .forEach((line) => mixed.raw(line));
      const found = await read(mixed);
      assert.equal(found.prompts.length, 2);
      assert.equal(transcriptTokens(found).output, one.truth.tokens.output + two.truth.tokens.output);
      // The other's prompt ends what the first was writing: its turn is busy up to its last output before.
      assert.equal(aiMs(found), 2_000 + two.truth.writtenMs);
    });

    it('a file in which every line is twice says it once', async () => {
      const session = new ClaudeTranscript().prompt('go').tool('Read').respond(3_000).written();
      const { truth, lines } = session;
      [...lines].forEach((line) => session.raw(line));
      const found = await read(session);
      assert.deepEqual(
        [found.prompts.length, turnCount(found), aiMs(found), transcriptTokens(found).output],
        [1, 1, truth.writtenMs, truth.tokens.output],
      );
    });
  });
});
