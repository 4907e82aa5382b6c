import assert from 'node:assert/strict';
import { assert as check, integer, property } from 'fast-check';
import { describe, it } from 'mocha';
import { claudeReader } from '../../src/agents/claude/reader';
import { codexReader } from '../../src/agents/codex/reader';
import { copilotCliReader } from '../../src/agents/copilot/cli/reader';
import { LiveTurns, stateAt } from '../../src/agents/following/liveTurns';
import { believedSilenceMs, type LiveTurn } from '../../src/core/transcript/parts/liveTurn';
import { claudeWorkday } from '../fixtures/agents/claudeFixture';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { codexWorkday } from '../fixtures/agents/codexFixture';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';
import { linePrefixes, type Line, type Prefix } from '../fixtures/agents/linePrefixes';
import { assertAgrees, assertEnd, type Expected } from '../fixtures/agents/liveAgreement';

type Row<Session> = readonly [string, (session: Session) => unknown, Expected];

const synthetic = (text: string): Line => ({
  message: { model: '<synthetic>', content: [{ type: 'text', text }], stop_reason: 'stop_sequence' },
  isApiErrorMessage: true,
});
const answer = (stop: string | null): Line => ({
  message: { model: 'm', id: 'msg_1', content: [{ type: 'text', text: 'So.' }], stop_reason: stop },
});
const begun = (session: ClaudeTranscript): ClaudeTranscript => session.prompt('go').wait(2_000);
const done = (session: ClaudeTranscript): ClaudeTranscript => begun(session).respond(5_000);
const bypassing = (session: ClaudeTranscript): ClaudeTranscript =>
  session.prompt('go', { permissionMode: 'bypassPermissions' });

/** What silence means at the end of each: nothing more to come, the user's time, or work for so many ms. */
const claude: readonly Row<ClaudeTranscript>[] = [
  ['a prompt', (it) => it.prompt('go'), 300_000],
  ['a goal', (it) => it.user('<command-name>/goal</command-name><command-args>tidy</command-args>'), 300_000],
  ['a notification', (it) => done(it).trigger('<task-notification>'), 300_000],
  ['a teammate’s message', (it) => done(it).trigger('<teammate-message teammate_id="a">x'), 300_000],
  [
    'a peer’s message out of sight',
    (it) => done(it).trigger('x', { isMeta: true, origin: { kind: 'peer' } }),
    300_000,
  ],
  ['a thought before a call', (it) => begun(it).record('assistant', answer('tool_use')), 300_000],
  ['an answer whose end isn’t told yet', (it) => begun(it).record('assistant', answer(null)), 300_000],
  ['an answer', done, 'idle'],
  ['an answer that was cut off', (it) => begun(it).record('assistant', answer('max_tokens')), 'idle'],
  ['an answer that pauses', (it) => begun(it).record('assistant', answer('pause_turn')), 300_000],
  ['an answer and its duration', (it) => done(it).written(), 'idle'],
  [
    'an answer that a hook doesn’t accept',
    (it) => done(it).user('Stop hook feedback:\n- no', { isMeta: true }),
    300_000,
  ],
  [
    'an answer, and what the program says',
    (it) => done(it).record('system', { subtype: 'away_summary' }),
    'idle',
  ],
  ['an answer, and a local command', (it) => done(it).user('<command-name>/model</command-name>'), 'idle'],
  ['an answer, and a line for the shell', (it) => done(it).user('<bash-input>ls</bash-input>'), 'idle'],
  ['an error', (it) => begun(it).record('assistant', synthetic('API Error')), 'idle'],
  ['an error that is tried again', (it) => begun(it).record('system', { subtype: 'api_error' }), 300_000],
  [
    'a session opened again',
    (it) => done(it).user('Continue from where you left off.', { isMeta: true }),
    'idle',
  ],
  [
    'a session opened again for nothing',
    (it) => {
      begun(it).user('Continue from where you left off.', { isMeta: true });
      it.record('assistant', synthetic('No response requested.'));
    },
    'idle',
  ],
  ['an interruption', (it) => begun(it).interrupt(), 'idle'],
  [
    'a tool turned down',
    (it) => {
      begun(it).call('Bash', 1_000);
      it.interrupt(true);
    },
    'idle',
  ],
  ['a result', (it) => begun(it).tool('Bash'), 300_000],
  ['a compaction in a turn', (it) => begun(it).compact(30_000), 300_000],
  ...'Edit Write MultiEdit NotebookEdit Read NotebookRead Glob Grep LS TodoWrite TodoRead TaskCreate TaskUpdate TaskList TaskGet TaskStop ToolSearch SendMessage ScheduleWakeup CronCreate CronDelete CronList Skill KillShell SlashCommand'
    .split(' ')
    .map((name): Row<ClaudeTranscript> => [name, (it) => begun(it).call(name, 1_000), 1_000]),
  ...'AskUserQuestion ExitPlanMode EnterPlanMode mcp__elicitation mcp__elicitation__ask'
    .split(' ')
    .flatMap((name): Row<ClaudeTranscript>[] => [
      [name, (it) => begun(it).call(name, 1_000), 'waiting'],
      [`${name} where nothing asks`, (it) => bypassing(it).call(name, 1_000), 'waiting'],
      [
        `${name} beside a command`,
        (it) =>
          begun(it).respond(1_000, [
            { type: 'tool_use', id: 'a', name: 'Bash', input: {} },
            { type: 'tool_use', id: 'b', name, input: {} },
          ]),
        'waiting',
      ],
    ]),
  ['Bash', (it) => begun(it).call('Bash', 1_000), 15_000],
  ['PowerShell', (it) => begun(it).call('PowerShell', 1_000), 15_000],
  ['Bash with a limit', (it) => begun(it).call('Bash', 1_000, { timeout: 5_000 }), 5_000],
  ['PowerShell with a limit', (it) => begun(it).call('PowerShell', 1_000, { timeout: 5_000 }), 5_000],
  ['a search', (it) => begun(it).call('WebSearch', 1_000), 20_000],
  ['a server’s tool', (it) => begun(it).call('mcp__db__query', 1_000), 20_000],
  ['an agent', (it) => begun(it).call('Agent', 1_000), 180_000],
  ['a task', (it) => begun(it).call('Task', 1_000), 180_000],
  ['Bash where nothing asks', (it) => bypassing(it).call('Bash', 1_000), believedSilenceMs],
  [
    'Bash once nothing asks any more',
    (it) => {
      begun(it).call('Bash', 1_000);
      it.raw({ type: 'permission-mode', permissionMode: 'auto' });
    },
    believedSilenceMs,
  ],
];

const codex: readonly Row<CodexTranscript>[] = [
  ['a prompt', (it) => it.prompt('go'), believedSilenceMs],
  [
    'a message',
    (it) => it.prompt('go').wait(1_000).event('agent_message', { message: 'x' }),
    believedSilenceMs,
  ],
  ['an end', (it) => it.prompt('go').call(1_000).end(), 'idle'],
  ['an interruption', (it) => it.prompt('go').call(1_000).end('interrupted'), 'idle'],
  ['a result', (it) => it.prompt('go').call(1_000), believedSilenceMs],
  ['a command', (it) => called(it.prompt('go'), 'exec_command'), 15_000],
  [
    'a command that asks',
    (it) => called(it.prompt('go'), 'exec_command', '{"sandbox_permissions":"require_escalated"}'),
    'waiting',
  ],
  ['a question', (it) => called(it.prompt('go'), 'request_user_input'), 'waiting'],
  ['an edit', (it) => called(it.prompt('go'), 'apply_patch'), 1_000],
  ['a wait for an agent', (it) => called(it.prompt('go'), 'wait_agent'), believedSilenceMs],
];

const copilot: readonly Row<CopilotCliTranscript>[] = [
  ['a prompt', (it) => it.prompt('go'), believedSilenceMs],
  ['a round', (it) => it.prompt('go').respond(2_000), 'idle'],
  [
    'a call',
    (it) => it.prompt('go').event('tool.execution_start', { toolCallId: 'c', toolName: 'bash' }),
    believedSilenceMs,
  ],
  [
    'a question',
    (it) => it.prompt('go').event('tool.execution_start', { toolCallId: 'c', toolName: 'ask_user' }),
    'waiting',
  ],
  ['a permission', (it) => it.prompt('go').event('permission.requested', { requestId: 'r' }), 'waiting'],
  [
    'a permission that was given',
    (it) => it.prompt('go').tool({ permissions: [{ askedMs: 10, takesMs: 5_000 }] }),
    believedSilenceMs,
  ],
  ['an abort', (it) => it.prompt('go').abort(2_000), 'idle'],
];

function called(session: CodexTranscript, name: string, args = '{}'): CodexTranscript {
  return session.wait(1_000).line('response_item', {
    type: 'function_call',
    name,
    call_id: `c${session.lines.length}`,
    arguments: args,
  });
}

describe('what an agent does now is what its history will say', () => {
  describe('Claude Code, at the end of', () => {
    for (const [name, write, expected] of claude) {
      it(`${name}: ${expected}`, () => {
        const session = new ClaudeTranscript();
        write(session);
        assertEnd([...claudePrefixes(session)], expected);
      });
    }

    it('an answer of an old version, which never says that it ends: idle', () => {
      const session = new ClaudeTranscript({ version: '2.0.64', unfinished: true });
      assertEnd([...claudePrefixes(done(session))], 'idle');
    });
  });

  describe('Codex, at the end of', () => {
    for (const [name, write, expected] of codex) {
      it(`${name}: ${expected}`, () => {
        const session = new CodexTranscript();
        write(session);
        assertEnd([...linePrefixes(codexReader.format(session.name), session.name, session.lines)], expected);
      });
    }
  });

  describe('Copilot CLI, at the end of', () => {
    for (const [name, write, expected] of copilot) {
      it(`${name}: ${expected}`, () => {
        const session = new CopilotCliTranscript();
        write(session);
        assertEnd([...copilotPrefixes(session)], expected);
      });
    }
  });

  describe('at every prefix', () => {
    it('of each of these', () => {
      for (const [name, write] of claude) {
        const session = new ClaudeTranscript();
        write(session);
        for (const prefix of claudePrefixes(session)) {
          assertAgrees(prefix, claudeEnding, `${name}, after ${prefix.lines.length} lines`);
        }
      }
      for (const [name, write] of codex) {
        const session = new CodexTranscript();
        write(session);
        for (const prefix of linePrefixes(codexReader.format(session.name), session.name, session.lines)) {
          assertAgrees(prefix, codexEnding, `${name}, after ${prefix.lines.length} lines`);
        }
      }
    });

    it('of a session of Copilot CLI', () => {
      for (const [name, write] of copilot) {
        const session = new CopilotCliTranscript();
        write(session);
        for (const prefix of copilotPrefixes(session)) {
          assertAgrees(prefix, copilotEnding, `${name}, after ${prefix.lines.length} lines`);
        }
      }
    });

    it('of a workday of Claude Code, with durations or without', () => {
      check(
        property(integer({ min: 1, max: 1_000_000 }), integer({ min: 0, max: 600 }), (seed, from) => {
          const { files } = claudeWorkday(seed, seed % 2 === 0);
          for (const [name, text] of files) {
            if (!name.includes('/subagents/')) {
              const lines = linesOf(text).slice(from, from + 60);
              for (const prefix of linePrefixes(claudeReader.format(name), name, lines)) {
                assertAgrees(prefix, claudeEnding, `seed ${seed}, ${from} + ${prefix.lines.length}`);
              }
            }
          }
        }),
        { numRuns: 12 },
      );
    });

    it('of a workday of Codex', () => {
      check(
        property(integer({ min: 1, max: 1_000_000 }), (seed) => {
          const [entry] = codexWorkday(seed).files;
          const [name, text] = entry ?? assert.fail();
          for (const prefix of linePrefixes(codexReader.format(name), name, linesOf(text).slice(0, 120))) {
            assertAgrees(prefix, codexEnding, `seed ${seed}, after ${prefix.lines.length}`);
          }
        }),
        { numRuns: 6 },
      );
    });
  });

  describe('a session with subagents', () => {
    /** The session's turn, with what a file of a subagent says whose last record is a result. */
    function live(own: ClaudeTranscript, agent: ClaudeTranscript): LiveTurn | undefined {
      const turns = new LiveTurns();
      for (const session of [own, agent]) {
        const name = session === agent ? `-w-app/${own.sessionId}/subagents/agent-a1.jsonl` : own.name;
        const part = [...linePrefixes(claudeReader.format(name), name, session.lines)].at(-1)?.part;
        turns.take('it', name, part ?? assert.fail());
      }
      return turns.of('it');
    }
    function subagent(start: number): ClaudeTranscript {
      const agent = new ClaudeTranscript({ seed: 5, start, agentId: 'a1' });
      agent.user('do your part');
      return agent.tool('Read', { thinkMs: 400_000 });
    }

    it('works as long as one of them does, whether it waits for it or has ended its own turn', () => {
      for (const write of [
        (it: ClaudeTranscript): unknown => begun(it).call('Agent', 1_000),
        (it: ClaudeTranscript): unknown => done(it).written({ pending: 1 }),
      ]) {
        const own = new ClaudeTranscript();
        write(own);
        const agent = subagent(own.now);
        assert.deepEqual(live(own, agent), { state: 'busy', since: agent.now, until: agent.now + 300_000 });
      }
    });

    it('waits where it asks its user, whatever they do', () => {
      const own = new ClaudeTranscript();
      begun(own).call('AskUserQuestion', 1_000);
      assert.equal(live(own, subagent(own.now))?.state, 'waiting');
    });

    it('is over once they have answered', () => {
      const own = done(new ClaudeTranscript()).written({ pending: 1 });
      assert.equal(live(own, subagent(own.now).respond(1_000))?.state, 'idle');
    });
  });

  it('a session in the files of a project that was moved does what the newer one says', () => {
    const own = new ClaudeTranscript();
    begun(own).call('Agent', 1_000);
    const older = [...claudePrefixes(own)].at(-1)?.part;
    const newer = [...claudePrefixes(own.wait(60_000).respond(1_000))].at(-1)?.part;
    assert.ok(older && newer);
    for (const files of [
      [older, newer],
      [newer, older],
    ]) {
      const turns = new LiveTurns();
      files.forEach((part, index) => turns.take('it', `${index}`, part));
      assert.equal(turns.of('it')?.state, newer.live?.state);
      assert.equal(turns.of('it')?.since, newer.live?.since);
    }
  });

  it('silence of work becomes a wait, and after ten minutes nothing at all', () => {
    const turn: LiveTurn = { state: 'busy', since: 1_000, until: 16_000 };
    assert.deepEqual(
      [turn.since, turn.until, turn.until + 1, 1_000 + believedSilenceMs, 1_001 + believedSilenceMs].map(
        (now) => stateAt(turn, now)?.state ?? null,
      ),
      ['busy', 'busy', 'waiting', 'waiting', null],
    );
    assert.equal(stateAt({ ...turn, thenOver: true }, turn.until + 1), null);
    assert.equal(stateAt({ state: 'idle', since: 1_000, until: 1_000 }, 1_000), null);
    assert.equal(stateAt(undefined, 1_000), null);
  });
});

function* claudePrefixes(session: ClaudeTranscript): Generator<Prefix> {
  yield* linePrefixes(claudeReader.format(session.name), session.name, session.lines);
}

function* copilotPrefixes(session: CopilotCliTranscript): Generator<Prefix> {
  yield* linePrefixes(copilotCliReader.format(session.name), session.name, session.lines);
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

/** The next thing that the model says. */
function claudeEnding(lines: readonly Line[], at: number): Line[] {
  const timestamp = new Date(at).toISOString();
  const last = lines.at(-1);
  if (last?.['pendingBackgroundAgentCount'] !== undefined) {
    const content = '<task-notification>';
    return [{ type: 'user', uuid: 'next', timestamp, sessionId: 's', message: { role: 'user', content } }];
  }
  const message = { model: 'm', id: 'msg_next', content: [{ type: 'text', text: 'So.' }] };
  return [
    {
      type: 'assistant',
      uuid: 'next',
      timestamp,
      sessionId: 's',
      cwd: '/w/app',
      version: '2.1.178',
      message,
    },
  ];
}

/** The results of all calls that have none, and the next thing that the model says. */
function codexEnding(lines: readonly Line[], at: number): Line[] {
  const timestamp = new Date(at).toISOString();
  const calls = new Set<unknown>();
  for (const line of lines) {
    const payload = new Map(Object.entries(line['payload'] ?? {}));
    if (payload.get('type') === 'function_call') {
      calls.add(payload.get('call_id'));
    } else if (payload.get('type') === 'function_call_output') {
      calls.delete(payload.get('call_id'));
    }
  }
  const results = [...calls].map((id) => ({ type: 'function_call_output', call_id: id, output: 'ok' }));
  return [
    ...results.map((payload) => ({ timestamp, type: 'response_item', payload })),
    { timestamp, type: 'event_msg', payload: { type: 'agent_message', message: 'x' } },
  ];
}

/** The answers to all that was asked, and the next thing that the model says. */
function copilotEnding(lines: readonly Line[], at: number): Line[] {
  const timestamp = new Date(at).toISOString();
  const event = (type: string, data: unknown): Line => ({ type, data, id: type, timestamp });
  const answers = lines.flatMap((line) =>
    line['type'] === 'permission.requested'
      ? [event('permission.completed', line['data'])]
      : line['type'] === 'tool.execution_start'
        ? [event('tool.execution_complete', line['data'])]
        : [],
  );
  return [...answers, event('assistant.message', { content: 'x' })];
}
