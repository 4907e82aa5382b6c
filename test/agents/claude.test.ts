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
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import type { Truth } from '../fixtures/agents/truth';
import { tokensByModel } from '../fixtures/agents/transcriptFigures';

describe('transcripts of Claude Code', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(...transcripts: readonly ClaudeTranscript[]): Promise<readonly AgentTranscript[]> {
    for (const each of transcripts) {
      home.claude(each.name, each.text());
    }
    const { transcripts: found, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return found;
  }

  async function readOne(transcript: ClaudeTranscript): Promise<AgentTranscript> {
    const [only, ...more] = await read(transcript);
    assert.equal(more.length, 0);
    assert.ok(only);
    return only;
  }

  function assertCounts(found: AgentTranscript, truth: Truth): void {
    const { input, output, cacheRead, cacheWrite } = transcriptTokens(found);
    assert.deepEqual(
      {
        turns: turnCount(found),
        prompts: found.prompts.length,
        interruptions: found.interruptions,
        compactions: found.compactions,
        tokens: { input, output, cacheRead, cacheWrite },
      },
      {
        turns: truth.turns,
        prompts: truth.prompts,
        interruptions: truth.interruptions,
        compactions: truth.compactions,
        tokens: truth.tokens,
      },
    );
  }

  it('a session says who ran it, where, and from when to when', async () => {
    const session = new ClaudeTranscript({ cwd: '/w/größe ✓', version: '2.1.200' })
      .prompt('go')
      .respond(4_000)
      .written();
    const found = await readOne(session);
    assert.equal(found.agent, 'claude');
    assert.equal(found.externalId, session.sessionId);
    assert.equal(found.folder, '/w/größe ✓');
    assert.equal(found.branch, 'main');
    assert.equal(found.version, '2.1.200');
    assert.deepEqual(found.models, ['claude-opus-4-7']);
    assert.equal(found.start, Date.UTC(2026, 5, 1, 10));
    assert.equal(found.end, session.now);
  });

  it('a written duration is the turn, exactly, whatever waited in it', async () => {
    const session = new ClaudeTranscript()
      .prompt('rename the flag')
      .tool('Edit', { waitMs: 3_600_000 })
      .tool('Bash', { waitMs: 60_000, runMs: 90_000 })
      .respond(4_000)
      .written();
    const found = await readOne(session);
    assertCounts(found, session.truth);
    assert.equal(aiMs(found), session.truth.writtenMs);
    assert.equal(found.turns[0]?.evidence, 'measured');
    assert.equal(attentionMs(found), 3_660_000);
  });

  it('a duration longer than its records fills its turn, and nothing before it', async () => {
    const session = new ClaudeTranscript().prompt('go').respond(4_000).written({ ms: 9_000 });
    const found = await readOne(session);
    assert.deepEqual(found.turns[0]?.busy, [{ start: Date.UTC(2026, 5, 1, 10), end: session.now }]);
  });

  it('without a written duration the gaps tell, and permission dialogs left open do not count', async () => {
    const session = new ClaudeTranscript({ entrypoint: 'claude-vscode' });
    for (let turn = 0; turn < 20; turn += 1) {
      session.wait(600_000).prompt(`step ${turn}`, { promptSource: 'sdk' });
      for (let step = 0; step < 8; step += 1) {
        const { random } = session;
        const name = random.pick(['Read', 'Edit', 'Grep', 'Bash', 'Read']);
        const runMs = name === 'Bash' ? random.longTailed(1_500) : 8;
        const waitMs = name === 'Edit' && random.chance(0.3) ? random.between(5_000, 7_200_000) : 0;
        session.tool(name, { thinkMs: random.longTailed(6_000), waitMs, runMs });
      }
      session.respond(session.random.longTailed(9_000));
    }
    const found = await readOne(session);
    assertCounts(found, session.truth);
    assert.ok(found.turns.every((turn) => turn.evidence === 'estimated'));
    const error = aiMs(found) / session.truth.busyMs - 1;
    assert.ok(Math.abs(error) < 0.1, `${error}`);
  });

  it('a question to the user is the user’s time', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .tool('AskUserQuestion', { thinkMs: 3_000, waitMs: 97_000, runMs: 0 })
      .respond(5_000);
    assert.equal(aiMs(await readOne(session)), 8_000);
  });

  it('where no tool asks, a long run counts in full', async () => {
    const session = new ClaudeTranscript()
      .raw({ type: 'permission-mode', permissionMode: 'bypassPermissions' })
      .prompt('go', { permissionMode: 'bypassPermissions' })
      .tool('Bash', { thinkMs: 1_000, runMs: 400_000 })
      .respond(2_000);
    const found = await readOne(session);
    assert.equal(aiMs(found), session.truth.busyMs);
  });

  it('a tool that says how long it took is believed, and one second more', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .tool('WebFetch', { thinkMs: 1_000, waitMs: 500_000, runMs: 3_000, result: { durationMs: 3_000 } })
      .respond(1_000);
    assert.equal(aiMs(await readOne(session)), 1_000 + 4_000 + 1_000);
  });

  it('a wait for a subagent counts as long as the subagent worked', async () => {
    const session = new ClaudeTranscript().prompt('go');
    const launched = session.call('Agent', 2_000);
    const subagent = new ClaudeTranscript({
      seed: 9,
      sessionId: session.sessionId,
      agentId: 'a21e2f5',
      start: session.now,
    });
    subagent.user('Look into it.');
    subagent.tool('Read', { thinkMs: 4_000 }).tool('Bash', { waitMs: 0, runMs: 6_000 }).respond(8_000);
    session.wait(subagent.now - session.now + 900_000);
    session.result(launched, { totalTokens: 99_999_999, totalDurationMs: 999_999 }).respond(1_000);
    home.claude(session.name, session.text());
    home.claude(`-w-app/${session.sessionId}/subagents/agent-a21e2f5.jsonl`, subagent.text());
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    const [found] = transcripts;
    assert.ok(found);
    assert.equal(transcripts.length, 1);
    assert.equal(aiMs(found), 2_000 + subagent.truth.busyMs + 1_000);
    assert.equal(turnCount(found), 1);
    assert.equal(found.prompts.length, 1);
    const { output } = transcriptTokens(found);
    assert.equal(output, session.truth.tokens.output + subagent.truth.tokens.output);
  });

  it('an interruption ends the turn, and what was being written until then counts', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .respond(5_000)
      .wait(7_000)
      .interrupt()
      .wait(60_000)
      .prompt('rather so')
      .tool('Edit', { thinkMs: 3_000, waitMs: 80_000, runMs: 0, result: 'User rejected tool use' })
      .interrupt(true);
    const found = await readOne(session);
    assertCounts(found, session.truth);
    // Whoever is asked for a permission and says no was waited for: the tool never ran.
    assert.equal(aiMs(found), 12_000 + 3_000);
  });

  it('a tool that asks nobody worked until it was interrupted', async () => {
    const session = new ClaudeTranscript()
      .prompt('go', { permissionMode: 'bypassPermissions' })
      .tool('Bash', { thinkMs: 3_000, runMs: 80_000, result: 'User rejected tool use' })
      .interrupt(true);
    assert.equal(aiMs(await readOne(session)), 3_000 + 80_000);
  });

  it('a compaction is work, and its summary nobody’s prompt', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .tool('Read')
      .compact(60_000)
      .tool('Read')
      .respond(3_000)
      .written();
    const found = await readOne(session);
    assertCounts(found, session.truth);
    assert.equal(aiMs(found), session.truth.writtenMs);
  });

  it('a compaction by hand is as long as it says, and no turn; written in a copy, too, it counts once', async () => {
    const session = new ClaudeTranscript().prompt('go').respond(10_000).written();
    const busyMs = session.truth.writtenMs;
    session.wait(1_800_000).user('/compact');
    session.wait(120_000);
    session.record('system', {
      subtype: 'compact_boundary',
      compactMetadata: { trigger: 'manual', preTokens: 90_000, postTokens: 9_000, durationMs: 120_000 },
    });
    session.user('This session is being continued from a previous conversation.', { isCompactSummary: true });
    session.user('<command-name>/compact</command-name>\n<command-args></command-args>');
    session.user('<local-command-stdout>Compacted</local-command-stdout>');
    const found = await readOne(session);
    assert.deepEqual(
      [aiMs(found), turnCount(found), found.prompts.length, found.compactions],
      [busyMs + 120_000, 1, 1, 1],
    );
    const copy = session.copied(77, true).wait(60_000).prompt('on').respond(3_000);
    const both = await read(session, copy);
    assert.deepEqual(
      [session, copy].map(({ sessionId }) =>
        aiMs(both.find((each) => each.externalId === sessionId) ?? assert.fail()),
      ),
      [busyMs + 120_000, 3_000],
    );
  });

  it('a compaction by hand in a turn that no duration ended is the model’s work all the same', async () => {
    const session = new ClaudeTranscript({ entrypoint: 'claude-vscode' }).prompt('go').respond(10_000);
    session.wait(1_800_000);
    session.record('system', {
      subtype: 'compact_boundary',
      compactMetadata: { trigger: 'manual', durationMs: 90_000 },
    });
    session.wait(600_000).prompt('on').respond(5_000);
    assert.equal(aiMs(await readOne(session)), 105_000);
  });

  it('a compaction within a turn is part of it', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .tool('Read', { thinkMs: 3_000, runMs: 0 })
      .wait(60_000);
    session.record('system', {
      subtype: 'compact_boundary',
      compactMetadata: { trigger: 'auto', durationMs: 60_000 },
    });
    assert.equal(aiMs(await readOne(session.respond(5_000))), 68_000);
    assert.equal(aiMs(await readOne(session.written({ ms: 66_000, hooksMs: 0 }))), 66_000);
  });

  it('records out of order, and results written before their calls, change nothing', async () => {
    const session = new ClaudeTranscript()
      .prompt('go')
      .tool('Bash', { runMs: 4_000 })
      .tool('Read')
      .respond(3_000);
    const before = aiMs(await readOne(session));
    const { lines } = session;
    lines.splice(1, 0, ...lines.splice(2, 1));
    lines.splice(4, 0, ...lines.splice(5, 1));
    assert.equal(aiMs(await readOne(session)), before);
  });

  describe('tokens', () => {
    it('a response counts once, with its largest output, however many lines it has', async () => {
      for (const streaming of [false, true]) {
        const session = new ClaudeTranscript({ streaming }).prompt('go');
        session.respond(6_000, [
          { type: 'thinking', thinking: '' },
          { type: 'text', text: 'So.' },
          { type: 'tool_use', id: 'toolu_1', name: 'Read', input: {} },
        ]);
        assertCounts(await readOne(session), session.truth);
      }
    });

    it('messages of the CLI itself, progress and totals told again count nothing', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(2_000);
      const usage = {
        input_tokens: 7,
        output_tokens: 7,
        cache_read_input_tokens: 7,
        cache_creation_input_tokens: 7,
      };
      const message = { model: 'claude-x', id: 'msg_progress', role: 'assistant', content: [], usage };
      session.record('progress', {
        data: {
          type: 'agent_progress',
          message: { type: 'assistant', message },
          normalizedMessages: [{ message }],
        },
      });
      session.record('assistant', {
        isApiErrorMessage: true,
        message: {
          ...message,
          id: 'x',
          model: '<synthetic>',
          content: [{ type: 'text', text: 'API Error' }],
        },
      });
      assertCounts(await readOne(session), session.truth);
    });

    it('without a request’s id the message’s is enough, and without both each line counts', async () => {
      const session = new ClaudeTranscript().prompt('go');
      const usage = {
        input_tokens: 1,
        output_tokens: 10,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      };
      for (const id of ['msg_a', 'msg_a', undefined, undefined]) {
        session.wait(1_000);
        session.record('assistant', { message: { id, model: 'm', role: 'assistant', content: [], usage } });
      }
      const found = await readOne(session);
      assert.equal(transcriptTokens(found).output, 30);
    });

    it('cache writes that are only written by their lifetime are summed', async () => {
      const session = new ClaudeTranscript().prompt('go');
      const usage = {
        input_tokens: 1,
        output_tokens: 10,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
        cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 4 },
      };
      session.record('assistant', { message: { id: 'msg_a', model: 'm', content: [], usage } });
      assert.equal(transcriptTokens(await readOne(session)).cacheWrite, 34);
    });

    it('each model has its own', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(1_000);
      const usage = {
        input_tokens: 1,
        output_tokens: 10,
        cache_read_input_tokens: 2,
        cache_creation_input_tokens: 3,
      };
      session.record('assistant', { message: { id: 'msg_h', model: 'claude-haiku', content: [], usage } });
      assert.deepEqual(tokensByModel(await readOne(session)).get('claude-haiku'), {
        input: 1,
        output: 10,
        cacheRead: 2,
        cacheWrite: 3,
        unsplit: 0,
      });
    });

    it('advice of another model comes on top of a response, once however many lines it has', async () => {
      const counts = { cache_read_input_tokens: 500, cache_creation_input_tokens: 10 };
      const iterations = [
        { type: 'message', input_tokens: 1, output_tokens: 10, ...counts },
        { type: 'advisor_message', model: 'claude-advisor', input_tokens: 800, output_tokens: 60 },
        { type: 'fallback_message', model: 'claude-other', input_tokens: 1, output_tokens: 10, ...counts },
        { type: 'advisor_message', input_tokens: 7, output_tokens: 5, cache_read_input_tokens: 3 },
      ];
      const usage = { input_tokens: 2, output_tokens: 20, ...counts, iterations };
      const session = new ClaudeTranscript().prompt('go');
      for (const text of ['one', 'two']) {
        const content = [{ type: 'text', text }];
        session.record('assistant', {
          message: { id: 'msg_a', model: 'claude-x', content, usage },
          requestId: 'r',
        });
      }
      const found = await readOne(session);
      assert.deepEqual(
        tokensByModel(found),
        new Map([
          ['claude-x', { input: 9, output: 25, cacheRead: 503, cacheWrite: 10, unsplit: 0 }],
          ['claude-advisor', { input: 800, output: 60, cacheRead: 0, cacheWrite: 0, unsplit: 0 }],
        ]),
      );
      assert.deepEqual(found.models, ['claude-advisor', 'claude-x']);
    });

    it('a side question that repeats a message under another request does not count it twice', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(2_000);
      const original = session.lines.at(-1) ?? {};
      session.lines.push({
        ...original,
        isSidechain: true,
        agentId: 'btw',
        requestId: 'req_other',
        uuid: 'u-btw',
      });
      assertCounts(await readOne(session), session.truth);
    });
  });

  describe('the folder of a session', () => {
    const folderOf = async (name: string, ...folders: readonly string[]): Promise<string | null> => {
      const session = new ClaudeTranscript().prompt('go').respond(1_000);
      const [line] = session.lines;
      const lines = folders.map((cwd, index) => ({ ...line, cwd, uuid: `u${index}` }));
      home.claude(
        `${name}/${session.sessionId}.jsonl`,
        lines.map((each) => `${JSON.stringify(each)}\n`).join(''),
      );
      const { transcripts } = await home.scan();
      return transcripts[0]?.folder ?? null;
    };
    const long = 'shop/'.repeat(60).slice(0, -1);
    const cut = long.replaceAll('/', '-').slice(0, 199);
    const rows: readonly (readonly [string, string, readonly string[], string | null])[] = [
      ['is where it began', '-w-app', ['/w/app', '/w/app/sub'], '/w/app'],
      ['stays when a command wanders off', '-w-app', ['/w/app', '/tmp/x', '/w/lib'], '/w/app'],
      ['is its project’s, though it began elsewhere', '-w-app', ['/tmp/x', '/w/app', '/w/lib'], '/w/app'],
      [
        'is the newer one of a project that was moved',
        '-w-new',
        ['/w/old', '/w/old/sub', '/w/new'],
        '/w/new',
      ],
      ['is the newer one also under a name of its own', 'p', ['/w/old', '/w/new', '/w/new/sub'], '/w/new'],
      ['is on Windows, too', 'D--w-new', ['D:\\w\\old', 'D:\\w\\new', 'D:\\w\\new\\sub'], 'D:\\w\\new'],
      ['is on Windows in any letters', 'D--W-new', ['d:\\w\\new', 'D:\\other'], 'd:\\w\\new'],
      ['is on Windows with either separator', 'p', ['D:\\w', 'd:/w/sub'], 'D:\\w'],
      ['is by its letters elsewhere', '-w-New', ['/w/new', '/w/New'], '/w/New'],
      ['is on a Mac whichever way accents are written', '-w-Caf-', ['/w/Cafe\u0301', '/x'], '/w/Cafe\u0301'],
      ['is where its name was cut', `-${cut}-1a2b3c`, ['/x', `/${long}`, `/${long}/sub`, '/y'], `/${long}`],
      [
        'is unknown where Copilot runs it',
        '-home-a',
        ['/home/a/.copilot/chats/6f1c0000-0000-4000-8000-000000000000'],
        null,
      ],
      ['is unknown there on Windows, too', 'c', ['C:\\Users\\a\\.copilot\\chats\\6f1c\\x'], null],
      ['is that of a project of such a name', '-w--copilot', ['/w/.copilot'], '/w/.copilot'],
    ];
    for (const [what, name, folders, expected] of rows) {
      it(what, async () => assert.equal(await folderOf(name, ...folders), expected));
    }

    it('is the newer of two in which it lies, whichever is read first', async () => {
      for (const [older, newer] of [
        ['-a-old', '-z-new'],
        ['-z-old', '-a-new'],
      ] as const) {
        const session = new ClaudeTranscript({ seed: older === '-a-old' ? 41 : 42, cwd: '/w/old' });
        session.prompt('go').respond(1_000);
        const { sessionId, now: start } = session;
        home.claude(`${older}/${sessionId}.jsonl`, session.text());
        const more = new ClaudeTranscript({ seed: 99, sessionId, start, cwd: '/w/new' })
          .wait(5_000)
          .prompt('on');
        home.claude(`${newer}/${sessionId}.jsonl`, session.text() + more.respond(1_000).text());
        const { transcripts } = await home.scan();
        const found = transcripts.filter(({ externalId }) => externalId === sessionId);
        assert.deepEqual(
          found.map(({ folder, prompts }) => [folder, prompts.length]),
          [['/w/new', 2]],
        );
      }
    });

    it('Copilot’s runs of it are a user’s: prompts count, and nothing drives it', async () => {
      const session = new ClaudeTranscript({ entrypoint: 'sdk-ts', cwd: '/home/a/.copilot/chats/6f1c' });
      session.prompt('go', { promptSource: 'sdk' }).respond(3_000);
      const found = await readOne(session);
      assert.deepEqual([found.prompts.length, found.automated, found.folder], [1, false, null]);
    });
  });

  describe('copied history', () => {
    for (const marked of [true, false]) {
      it(`counts once, for the session it comes from (${marked ? 'fork' : 'resume in a new file'})`, async () => {
        const original = new ClaudeTranscript({ seed: 3 })
          .prompt('one')
          .tool('Read')
          .respond(4_000)
          .written();
        const copy = original.copied(77, marked).wait(60_000).prompt('two').respond(9_000).written();
        const found = await read(original, copy);
        const first = found.find((each) => each.externalId === original.sessionId);
        const second = found.find((each) => each.externalId === copy.sessionId);
        assert.ok(first && second);
        assertCounts(first, original.truth);
        assertCounts(second, copy.truth);
        assert.equal(aiMs(first), original.truth.writtenMs);
        assert.equal(aiMs(second), copy.truth.writtenMs);
        assert.equal(second.forkedFrom, marked ? original.sessionId : null);
      });
    }

    it('a turn that the copy goes on with counts there from where the original stopped', async () => {
      const original = new ClaudeTranscript({ seed: 4 }).prompt('one').respond(10_000);
      const copy = original.copied(78, false).respond(6_000);
      const found = await read(original, copy);
      const first = found.find((each) => each.externalId === original.sessionId);
      const second = found.find((each) => each.externalId === copy.sessionId);
      assert.ok(first && second);
      assert.equal(aiMs(first), 10_000);
      assert.equal(aiMs(second), 6_000);
      assert.equal(turnCount(second), 0);
    });

    it('the same session under two folders counts once', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(5_000).written();
      home.claude(session.name, session.text());
      home.write(`.config/claude/projects/${session.name}`, session.text());
      const { transcripts } = await home.scan();
      assert.equal(transcripts.length, 1);
      assert.ok(transcripts[0]);
      assertCounts(transcripts[0], session.truth);
      assert.equal(aiMs(transcripts[0]), session.truth.writtenMs);
    });
  });
});
