import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  aiMs,
  attentionMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { isRecord } from '../../src/agents/json/jsonValues';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';

/** Since 0.147 a thread's events are completed items, and a long thread goes on in a further file. */
describe('paginated threads of Codex', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(...files: readonly (readonly [string, string])[]): Promise<AgentTranscript> {
    files.forEach(([name, text]) => home.write(`.codex/sessions/${name}`, text));
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    assert.equal(transcripts.length, 1);
    return transcripts[0] ?? assert.fail();
  }

  function paginated(options: ConstructorParameters<typeof CodexTranscript>[0] = {}): CodexTranscript {
    const { meta, ...rest } = options;
    return new CodexTranscript({
      ...rest,
      meta: { cli_version: '0.150.0', history_mode: 'paginated', ...meta },
    });
  }

  function item(session: CodexTranscript, type: string, fields: object): CodexTranscript {
    return session.event('item_completed', {
      thread_id: session.id,
      turn_id: 't',
      item: { type, id: `${type}-${session.lines.length}`, ...fields },
      completed_at_ms: session.now,
    });
  }

  function typed(session: CodexTranscript, ...texts: readonly string[]): CodexTranscript {
    return item(session, 'UserMessage', { content: texts.map((text) => ({ type: 'text', text })) });
  }

  async function readOne(session: CodexTranscript): Promise<AgentTranscript> {
    return read([session.name, session.text()]);
  }

  describe('prompts', () => {
    const rows: readonly (readonly [string, (session: CodexTranscript) => void, readonly number[]])[] = [
      ['are items', (session) => typed(session, 'fix it'), [6]],
      ['are put together of their texts', (session) => typed(session, 'fix ', 'it'), [6]],
      [
        'may come with pictures, which are no words',
        (session) =>
          item(session, 'UserMessage', {
            content: [
              { type: 'local_image', path: '/w/a.png' },
              { type: 'text', text: 'fix it', text_elements: [] },
              { type: 'mention', name: 'x', path: 'app://x' },
            ],
          }),
        [6],
      ],
      [
        'come after the context that an editor puts in front',
        (session) => typed(session, '# Context from my IDE setup:\n\nx\n## My request for Codex:\nfix it'),
        [6],
      ],
      [
        'count once where the older event stands beside the item',
        (session) => typed(session, 'fix it').event('user_message', { message: 'fix it' }),
        [6],
      ],
      [
        'are as many as there are items',
        (session) => typed(typed(session, 'fix it').wait(2_000), 'and that'),
        [6, 8],
      ],
      [
        'are not what a review asks itself',
        (session) => {
          item(session, 'EnteredReviewMode', { target: 'uncommittedChanges' });
          typed(session, 'Review the changes');
          item(session, 'ExitedReviewMode', { review_output: null });
          typed(session, 'fix it');
        },
        [6],
      ],
      [
        'are not what a hook says',
        (session) => item(session, 'HookPrompt', { fragments: [{ text: 'x' }] }),
        [],
      ],
      [
        'are not what the agent says',
        (session) => item(session, 'AgentMessage', { content: [{ type: 'Text', text: 'x' }] }),
        [],
      ],
      ['are none without words', (session) => item(session, 'UserMessage', { content: [] }), []],
      [
        'are none where the content is no list',
        (session) => item(session, 'UserMessage', { content: 7 }),
        [],
      ],
      [
        'are none where the item is none',
        (session) => session.event('item_completed', { item: 'UserMessage' }),
        [],
      ],
    ];
    for (const [how, write, lengths] of rows) {
      it(how, async () => {
        const session = paginated().begin();
        write(session);
        const found = await readOne(session.call(5_000).end());
        assert.deepEqual(
          found.prompts.map(({ length }) => length),
          lengths,
        );
        assert.deepEqual([turnCount(found), aiMs(found)], [1, session.truth.busyMs]);
      });
    }

    it('of a program or a subagent are nobody’s', async () => {
      const session = paginated({ source: 'exec' }).begin();
      assert.deepEqual((await readOne(typed(session, 'go').call(1_000).end())).prompts, []);
    });
  });

  it('a command that asked first ran as long as its item says', async () => {
    const session = paginated().begin().wait(4_000);
    const args = '{"sandbox_permissions":"require_escalated"}';
    session.line('response_item', { type: 'function_call', call_id: 'c1', arguments: args }).wait(40_000);
    item(session, 'CommandExecution', {
      id: 'c1',
      status: 'completed',
      duration: { secs: 9, nanos: 500_000_000 },
    });
    session.line('response_item', { type: 'function_call_output', call_id: 'c1', output: 'ok' });
    const found = await readOne(session.end());
    assert.equal(aiMs(found), 4_000 + 9_500);
    assert.equal(attentionMs(found), 30_500);
  });

  it('records that say again what others tell, or nothing of concern, change nothing', async () => {
    const session = typed(paginated().begin(), 'go').call(2_000);
    const usage = { input_tokens: 9_999, cached_input_tokens: 0, output_tokens: 9_999, total_tokens: 19_998 };
    const record = { response_id: 'r', usage, turn_token_usage: usage, thread_token_usage: usage };
    session.line('token_usage_record', record);
    for (const type of [
      'inter_agent_communication',
      'security_risk_score',
      'realtime_item',
      'retained_context',
      'agent_response_observation',
      'rollout_reference',
    ]) {
      session.line(type, { x: 1 });
    }
    session.end();
    const found = await readOne(session);
    const { input, output } = transcriptTokens(found);
    assert.deepEqual([input, output], [session.truth.tokens.input, session.truth.tokens.output]);
  });

  describe('where a session comes from', () => {
    it('may be an application of its own, at which a user sits', async () => {
      const session = paginated({ source: { custom: 'atlas' } })
        .prompt('go')
        .call(5_000)
        .end();
      const found = await readOne(session);
      assert.deepEqual([found.prompts.length, turnCount(found), found.automated], [1, 1, false]);
      assert.equal(aiMs(found), session.truth.busyMs);
    });

    it('may be Codex itself, at which nobody sits', async () => {
      const session = paginated({ source: { internal: 'memory_consolidation' } })
        .prompt('x')
        .call(5_000)
        .end();
      const found = await readOne(session);
      assert.deepEqual([found.prompts.length, aiMs(found)], [0, session.truth.busyMs]);
    });
  });

  describe('a thread that goes on in a further file', () => {
    const id = '0197c0de-0000-7000-8000-000000000001';

    function further(start: number, seed: number): CodexTranscript {
      return paginated({
        id,
        start,
        seed,
        meta: { history_base: { thread_id: id, end_ordinal_exclusive: 9 } },
      });
    }

    function named(session: CodexTranscript, page: string): readonly [string, string] {
      return [session.name.replace('.jsonl', `${page}.jsonl`), session.text()];
    }

    it('is one session, with the turns, prompts and tokens of both', async () => {
      const first = typed(paginated({ id }).begin(), 'go').call(5_000).end();
      const second = typed(further(first.now + 60_000, 2).begin(), 'on')
        .call(3_000)
        .end();
      const found = await read(named(first, ''), named(second, '_0197c0de-page'));
      assert.deepEqual([found.externalId, turnCount(found), found.prompts.length], [id, 2, 2]);
      assert.equal(aiMs(found), first.truth.busyMs + second.truth.busyMs);
      assert.equal(transcriptTokens(found).output, first.truth.tokens.output + second.truth.tokens.output);
    });

    it('loses nothing of the turn during which it did, nor the wait in it', async () => {
      const first = typed(paginated({ id }).begin(), 'go');
      first.call(5_000, { escalated: true, waitMs: 30_000 });
      const { payload } = first.lines[1] ?? assert.fail();
      const second = further(first.now, 2).call(3_000, { escalated: true, waitMs: 9_000 }).wait(500);
      const turn = isRecord(payload) ? payload['turn_id'] : assert.fail();
      second.event('task_complete', { turn_id: turn, duration_ms: second.now - first.now + 35_050 });
      const found = await read(named(first, ''), named(second, '_0197c0de-page'));
      assert.deepEqual([turnCount(found), aiMs(found)], [1, 5_050 + 3_050 + 500]);
      assert.equal(attentionMs(found), 39_000);
    });

    it('has no turn where the rest of one is in no further file', async () => {
      const session = paginated({ id });
      session.wait(5_000).event('task_complete', { turn_id: 'x', duration_ms: 5_000 });
      session.wait(1_000).begin().call(2_000).end();
      const found = await read(named(session, ''));
      assert.deepEqual([turnCount(found), aiMs(found)], [1, session.truth.busyMs]);
    });
  });

  describe('a spawned thread, which says where its own records begin', () => {
    const id = '0197c0de-0000-7000-8000-000000000001';

    /** The parent's history first, its running turn with it; `own` begins `laterMs` after. */
    function spawned(parent: CodexTranscript, laterMs: number, restamped: boolean): string {
      const child = paginated({
        seed: 9,
        start: parent.now,
        source: { subagent: { thread_spawn: { parent_thread_id: id } } },
        meta: { parent_thread_id: id, subagent_history_start_ordinal: parent.lines.length + 1 },
      });
      const copied = parent.lines.map((line) =>
        restamped ? { ...line, timestamp: new Date(parent.now + 5).toISOString() } : line,
      );
      child.wait(laterMs).begin().call(2_000).end();
      const [header, ...own] = child.lines;
      return [header, ...copied, ...own]
        .map((line, ordinal) => `${JSON.stringify({ ...line, ordinal })}\n`)
        .join('');
    }

    for (const restamped of [true, false]) {
      for (const laterMs of [10, 30_000]) {
        it(`has no part in what it inherited ${restamped ? 'stamped anew' : 'with its own times'}, ${laterMs} ms later`, async () => {
          const parent = paginated({ id }).prompt('go').call(5_000);
          const child = spawned(parent, laterMs, restamped);
          const own = paginated({ seed: 9 }).begin().call(2_000).end();
          parent.wait(60_000).end();
          const found = await read(
            [parent.name, parent.text()],
            [parent.name.replace(id, '0197c0de-0000-7000-8000-000000000009'), child],
          );
          assert.deepEqual([turnCount(found), found.prompts.length], [1, 1]);
          assert.equal(aiMs(found), parent.truth.busyMs);
          assert.equal(transcriptTokens(found).output, parent.truth.tokens.output + own.truth.tokens.output);
        });
      }
    }
  });

  it('an item is a sign that the agent is at work', async () => {
    const session = item(typed(paginated().begin(), 'go').wait(1_000), 'AgentMessage', { content: [] });
    home.write(`.codex/sessions/${session.name}`, session.text());
    const index = home.index();
    await index.scan(scannedAt);
    const live = index.partAt(`${home.path}/.codex/sessions/${session.name}`)?.live;
    assert.deepEqual([live?.state, live?.since], ['busy', session.now]);
  });
});
