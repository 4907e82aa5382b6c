import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { aiMs, transcriptTokens, turnCount } from '../../src/core/transcript/sessions/agentTranscript';
import { writeIndex } from '../../src/agents/index/indexFile';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';

const at = (seconds: number): string => new Date(Date.UTC(2026, 5, 1, 8) + seconds * 1_000).toISOString();
const header = { sessionId: 'G1', projectHash: 'ab12', startTime: at(0), lastUpdated: at(0), kind: 'main' };
const user = (id: string, seconds: number, text: string) => ({
  id,
  timestamp: at(seconds),
  type: 'user',
  content: [{ text }],
});
const model = (id: string, seconds: number, more: object = {}) => ({
  id,
  timestamp: at(seconds),
  type: 'gemini',
  content: '',
  model: 'gemini-x',
  tokens: { input: 11_000, output: 20, cached: 8_000, thoughts: 60, tool: 5, total: 11_085 },
  ...more,
});
const lines = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('sessions of Gemini CLI', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  const chat = (name: string): string => `.gemini/tmp/app/chats/${name}`;

  it('a message written again counts by its last form', async () => {
    const calls = [{ id: 't1', name: 'run_shell_command', status: 'success', timestamp: at(25) }];
    home
      .write('.gemini/tmp/app/.project_root', '/w/app\n')
      .write(
        chat('session-1.jsonl'),
        lines(
          header,
          user('m1', 10, 'list files'),
          model('m2', 14),
          model('m2', 14, { toolCalls: calls }),
          { $set: { lastUpdated: at(15) } },
          model('m3', 28),
        ),
      );
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    const [found] = transcripts;
    assert.ok(found);
    assert.equal(found.folder, '/w/app');
    assert.equal(turnCount(found), 1);
    assert.equal(found.prompts.length, 1);
    assert.equal(aiMs(found), 18_000);
    assert.deepEqual(transcriptTokens(found), {
      input: 2 * 3_005,
      output: 2 * 80,
      cacheRead: 2 * 8_000,
      cacheWrite: 0,
      unsplit: 0,
    });
  });

  it('commands and what the CLI puts in are nobody’s prompts, and waiting for permission is no work', async () => {
    const calls = [{ id: 't1', name: 'write_file', status: 'success', timestamp: at(3_600) }];
    home.write(
      chat('session-1.jsonl'),
      lines(
        header,
        user('c', 1, '/stats'),
        user('s', 2, '<session_context>x</session_context>'),
        user('m1', 10, 'write it'),
        model('m2', 15, { toolCalls: calls }),
        user('m3', 3_601, 'System: Please continue.'),
        model('m4', 3_605),
      ),
    );
    const [found] = (await home.scan()).transcripts;
    assert.ok(found);
    assert.equal(found.prompts.length, 1);
    assert.deepEqual(
      found.turns.map((turn) => turn.by),
      ['person', 'system'],
    );
    assert.equal(aiMs(found), 5_000 + 1_000 + 4_000);
  });

  it('a rewind drops what was rewound', async () => {
    home.write(
      chat('session-1.jsonl'),
      lines(header, user('m1', 10, 'one'), model('m2', 12), user('m3', 20, 'two'), model('m4', 22), {
        $rewindTo: 'm3',
      }),
    );
    assert.equal((await home.scan()).transcripts[0]?.prompts.length, 1);
  });

  describe('a checkpoint of the conversation', () => {
    const history = [user('m1', 10, 'one'), model('m2', 12), user('m3', 20, 'two'), model('m4', 22)];
    const summary = '<state_snapshot><overall_goal>x</overall_goal></state_snapshot>';
    /** As the CLI writes what it makes itself: at the time of the checkpoint, and without tokens. */
    const made = (id: string, type: string, text: string) => ({ ...user(id, 900, text), type });
    const later = [user('m5', 1_000, 'three'), model('m6', 1_005)];
    const rows: readonly (readonly [string, readonly object[]])[] = [
      [
        'that compressed it loses none of the work before, and its summary is nobody’s prompt',
        [made('c1', 'user', summary), made('c2', 'gemini', 'Got it.'), ...history.slice(2)],
      ],
      [
        'that numbers its messages anew counts none of them twice',
        [made('c1', 'user', 'one'), made('c2', 'gemini', ''), made('c3', 'user', 'two')],
      ],
      ['that holds the files somebody mentioned makes no prompt longer', [user('m1', 10, 'one'.repeat(99))]],
      ['of nothing forgets nothing', []],
      ['of what is no message does no harm', [[], { id: 7 }, { id: 'x' }, { id: 'm1', tokens: 5 }]],
    ];
    for (const [how, messages] of rows) {
      it(how, async () => {
        home.write(chat('session-1.jsonl'), lines(header, ...history, { $set: { messages } }, ...later));
        const [found] = (await home.scan()).transcripts;
        assert.ok(found);
        assert.deepEqual(
          found.prompts.map(({ at: time, length }) => [new Date(time).toISOString(), length]),
          [
            [at(10), 3],
            [at(20), 3],
            [at(1_000), 5],
          ],
        );
        assert.deepEqual([turnCount(found), aiMs(found)], [3, 2_000 + 2_000 + 5_000]);
        assert.equal(transcriptTokens(found).output, 3 * 80);
      });
    }

    it('with which a file begins is all there is to know', async () => {
      home.write(chat('session-1.jsonl'), lines(header, { $set: { messages: history } }, ...later));
      const [found] = (await home.scan()).transcripts;
      assert.deepEqual([found?.prompts.length, found && aiMs(found)], [3, 9_000]);
    });

    it('or a record of its own may hold the summary, which ends no turn', async () => {
      const [prompt, answer] = later;
      const between = { ...user('c1', 1_001, summary) };
      home.write(chat('session-1.jsonl'), lines(header, prompt ?? {}, between, answer ?? {}));
      const [found] = (await home.scan()).transcripts;
      assert.deepEqual([found?.prompts.length, found && aiMs(found)], [1, 5_000]);
      assert.deepEqual(
        found?.turns.map(({ by }) => by),
        ['person'],
      );
    });
  });

  it('a session migrated from one object to lines counts once', async () => {
    const messages = [user('m1', 10, 'go'), model('m2', 14)];
    home
      .write(chat('session-1.json'), JSON.stringify({ ...header, messages }))
      .write(chat('session-1.jsonl'), lines(header, ...messages, user('m3', 20, 'more'), model('m4', 24)));
    const { transcripts } = await home.scan();
    assert.equal(transcripts.length, 1);
    assert.ok(transcripts[0]);
    assert.equal(transcripts[0].prompts.length, 2);
    assert.equal(transcriptTokens(transcripts[0]).output, 160);
    assert.equal(aiMs(transcripts[0]), 8_000);
  });

  it('a subagent’s tokens belong to its parent', async () => {
    home
      .write(chat('session-1.jsonl'), lines(header, user('m1', 10, 'go'), model('m2', 14)))
      .write(
        chat('G1/sub.jsonl'),
        lines({ ...header, sessionId: 'S9', kind: 'subagent' }, user('a', 11, 'part'), model('b', 13)),
      );
    const { transcripts } = await home.scan();
    assert.equal(transcripts.length, 1);
    assert.equal(transcripts[0]?.prompts.length, 1);
    assert.ok(transcripts[0]);
    assert.equal(transcriptTokens(transcripts[0]).output, 160);
    assert.equal(aiMs(transcripts[0]), 4_000);
  });

  it('a torn line is left for next time, and a damaged document counted', async () => {
    home.write(
      chat('session-1.jsonl'),
      `${lines(header, user('m1', 10, 'go'), model('m2', 14))}{"id":"m3","ti`,
    );
    home.write(chat('session-2.json'), '{"sessionId":"G2","mess');
    const { transcripts, skipped } = await home.scan();
    assert.equal(transcripts.length, 1);
    assert.deepEqual(skipped, [{ reason: 'malformed line', count: 1 }]);
  });

  it('what no model wrote and nobody typed counts nothing', async () => {
    const session = new GeminiTranscript().prompt('go');
    session.respond(2_000).aside([{ functionResponse: { name: 'ls', response: {} } }, { text: 'x' }]);
    session
      .aside('careful', 'warning')
      .aside('so', 'info')
      .aside('no', 'error')
      .aside([{ text: '?' }]);
    session.aside([{ text: '/stats' }]).respond(3_000);
    const tokens = { input: 0, output: 0, cached: 0, thoughts: 0, tool: 0, total: 0 };
    session
      .aside('', 'gemini')
      .lines.push({ id: 'zero', timestamp: at(1), type: 'gemini', content: '', tokens });
    home.write(`.gemini/tmp/${session.name}`, session.text());
    home
      .write('.gemini/tmp/app/logs.json', '[{"type":"user","message":"go"}]')
      .write('.gemini/projects.json', '{}');
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    const [found] = transcripts;
    assert.ok(found && transcripts.length === 1);
    const { input, output, cacheRead, cacheWrite } = transcriptTokens(found);
    assert.deepEqual({ input, output, cacheRead, cacheWrite }, session.truth.tokens);
    assert.deepEqual([found.prompts.length, turnCount(found), aiMs(found)], [1, 1, 5_000]);
  });

  it('a tool that was turned down is no work beyond a moment', async () => {
    const session = new GeminiTranscript().prompt('go');
    session.respond(2_000, [{ name: 'write_file', waitMs: 900_000, runMs: 0, status: 'cancelled' }]);
    home.write(`.gemini/tmp/${session.name}`, session.text());
    assert.equal(aiMs((await home.scan()).transcripts[0] ?? assert.fail()), 3_000);
  });

  it('a project’s folder is told beside its chats, whether that is named by a word or by a hash', async () => {
    for (const project of ['app', 'a'.repeat(64)]) {
      const session = new GeminiTranscript({ seed: project.length }).prompt('go').respond(1_000);
      const sub = new GeminiTranscript({ seed: project.length + 1, parent: session.sessionId }).respond(
        1_000,
      );
      for (const each of [session, sub]) {
        home.write(`.gemini/tmp/${each.name.replace('app/', `${project}/`)}`, each.text());
      }
      home.write(`.gemini/tmp/${project}/.project_root`, `/w/${project.length}\n`);
      const { transcripts } = await home.scan();
      const found = transcripts.find((each) => each.externalId === session.sessionId);
      assert.equal(found?.folder, `/w/${project.length}`);
    }
  });

  it('no words are kept unless the user allows it', async () => {
    const session = new GeminiTranscript().prompt('a secret').respond(1_000);
    const path = join(home.path, 'transcripts.index');
    const index = home.write(`.gemini/tmp/${session.name}`, session.text()).index();
    const [quiet] = (await index.scan(scannedAt)).transcripts;
    writeIndex(path, index.known(), false);
    assert.deepEqual([quiet?.prompts[0]?.length, quiet?.prompts[0]?.text], [8, undefined]);
    assert.ok(!readFileSync(path, 'latin1').includes('secret'));
    assert.equal((await home.scan({ keepText: true })).transcripts[0]?.prompts[0]?.text, 'a secret');
  });
});
