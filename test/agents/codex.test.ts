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
import type { Truth } from '../fixtures/agents/truth';

describe('rollouts of Codex', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(...transcripts: readonly CodexTranscript[]): Promise<AgentTranscript[]> {
    for (const each of transcripts) {
      home.write(`.codex/sessions/${each.name}`, each.text());
    }
    const { transcripts: found, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts.flatMap(({ id }) => found.filter((each) => each.externalId === id));
  }

  function assertTruth(found: AgentTranscript | undefined, truth: Truth): void {
    assert.ok(found);
    const { input, output, cacheRead, cacheWrite } = transcriptTokens(found);
    const { turns, prompts, interruptions, busyMs } = truth;
    assert.deepEqual(
      {
        turns: turnCount(found),
        prompts: found.prompts.length,
        interruptions: found.interruptions,
        busyMs: aiMs(found),
        tokens: { input, output, cacheRead, cacheWrite },
      },
      { turns, prompts, interruptions, busyMs, tokens: truth.tokens },
    );
  }

  it('a turn is its wall clock less the waits for approval, exactly', async () => {
    const session = new CodexTranscript()
      .prompt('run the tests')
      .call(4_000, { escalated: true, waitMs: 30_500, runMs: 10_000 })
      .call(2_000, { runMs: 90_000 })
      .wait(3_500)
      .end()
      .wait(60_000)
      .prompt('again')
      .call(2_000)
      .end('interrupted');
    const [found] = await read(session);
    assertTruth(found, session.truth);
    assert.equal(attentionMs(found ?? assert.fail()), 30_500);
    assert.equal(found?.folder, '/w/app');
    assert.equal(found?.branch, 'main');
    assert.deepEqual(found?.models, ['gpt-5.2-codex']);
  });

  it('where nothing asks, nothing waits', async () => {
    const session = new CodexTranscript({ approvalPolicy: 'never' })
      .prompt('go')
      .call(1_000, { escalated: true, runMs: 70_000 })
      .end();
    assertTruth((await read(session))[0], session.truth);
  });

  it('an event told twice counts once', async () => {
    const session = new CodexTranscript()
      .prompt('go')
      .call(1_000)
      .repeatTokens()
      .wait(500)
      .repeatTokens()
      .end();
    session.line('event_msg', { type: 'token_count', info: null });
    assertTruth((await read(session))[0], session.truth);
  });

  it('what the editor or the CLI puts into a message is nobody’s typing', async () => {
    const session = new CodexTranscript();
    session.prompt(
      '# Context from my IDE setup:\n\n## Open tabs:\n- x.ts\n\n## My request for Codex:\nfix it',
    );
    session.call(1_000).end();
    session.line('response_item', {
      type: 'message',
      role: 'user',
      content: [{ type: 'input_text', text: '<environment_context>' }],
    });
    const [found] = await read(session);
    assertTruth(found, session.truth);
    assert.equal(found?.prompts[0]?.length, 'fix it'.length);
  });

  it('review mode writes its own prompt, twice, under another turn’s id', async () => {
    const session = new CodexTranscript().begin().event('entered_review_mode');
    session.event('user_message', { message: 'Review the current changes' });
    session.event('user_message', { message: 'Review the current changes' });
    session.call(5_000).event('exited_review_mode').end();
    assertTruth((await read(session))[0], session.truth);
  });

  it('a run by a program has turns and no prompts', async () => {
    const session = new CodexTranscript({ source: 'exec' }).prompt('go', false).call(3_000).end();
    const [found] = await read(session);
    assertTruth(found, session.truth);
    assert.equal(found?.turns[0]?.by, 'system');
  });

  it('a fork counts what is its own', async () => {
    const parent = new CodexTranscript({ seed: 5 }).prompt('one').call(3_000).end().wait(60_000);
    const fork = parent.forked(6).prompt('two').call(4_000).end();
    const [first, second] = await read(parent, fork);
    assertTruth(first, parent.truth);
    assertTruth(second, fork.truth);
    assert.equal(second?.forkedFrom, parent.id);
  });

  it('a fork that nobody went on with counts nothing', async () => {
    const parent = new CodexTranscript({ seed: 5 }).prompt('one').call(3_000).end();
    const [, fork] = await read(parent, parent.forked(6));
    assert.ok(fork);
    assert.equal(aiMs(fork) + turnCount(fork) + transcriptTokens(fork).output, 0);
  });

  it('a fork that is gone on with later counts from there', async () => {
    const parent = new CodexTranscript({ seed: 5 }).prompt('one').call(3_000).end();
    const fork = parent.forked(6).wait(3_600_000).prompt('later').call(2_000).end();
    assertTruth((await read(parent, fork))[1], fork.truth);
  });

  it('a spawned subagent belongs to its parent, with its tokens', async () => {
    const parent = new CodexTranscript({ seed: 5 }).prompt('one').call(3_000);
    const source = { subagent: { thread_spawn: { parent_thread_id: parent.id } } };
    const child = parent.forked(6, { source, meta: { forked_from_id: undefined } });
    child.prompt('do your part', false).call(8_000).end();
    parent.wait(20_000).end();
    const [found, ...more] = await read(parent, child);
    assert.equal(more.length, 0);
    assert.ok(found);
    assert.equal(found.prompts.length, 1);
    assert.equal(aiMs(found), parent.truth.busyMs);
    assert.equal(transcriptTokens(found).output, parent.truth.tokens.output + child.truth.tokens.output);
  });

  it('an archived copy of a session counts once', async () => {
    const session = new CodexTranscript().prompt('go').call(2_000).end();
    home.write(`.codex/archived_sessions/${session.name.split('/').at(-1)}`, session.text());
    const [found, ...more] = await read(session);
    assert.equal(more.length, 0);
    assertTruth(found, session.truth);
  });

  it('old files without events of turns are read by their prompts', async () => {
    const session = new CodexTranscript();
    session.event('user_message', { message: 'go' });
    session.wait(5_000).event('agent_message', { message: 'ok' });
    session.wait(900_000).event('user_message', { message: 'and?' });
    session.wait(4_000).event('agent_message', { message: 'ok' });
    const [found] = await read(session);
    assert.ok(found);
    assert.equal(turnCount(found), 2);
    assert.equal(aiMs(found), 9_000);
  });

  it('CODEX_HOME says where', async () => {
    const session = new CodexTranscript().prompt('go').call(2_000).end();
    home.write(`elsewhere/sessions/${session.name}`, session.text());
    const variables = { CODEX_HOME: `${home.path}/elsewhere` };
    const { transcripts } = await home.scan({
      environment: { home: home.path, platform: 'linux', variables },
    });
    assertTruth(transcripts[0], session.truth);
  });
});
