import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putAwayIndex, takeUpIndex } from '../../src/agents/index/putAway';
import type { Scan, TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import { aiMs, transcriptTokens, turnCount } from '../../src/core/transcript/sessions/agentTranscript';
import { totalTokens } from '../../src/core/task/tokens';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';

interface Case {
  readonly agent: string;
  readonly path: string;
  readonly text: string;
  /** Another place for the same session. */
  readonly moved: string;
}

function cases(): Case[] {
  return allFixtures.map(({ agent, begin }) => {
    const session = begin();
    for (let turn = 1; turn <= 4; turn += 1) {
      session.turn(`go ${turn}`, 40_000);
    }
    return { agent, path: session.path, text: session.text(), moved: session.moved };
  });
}

const losses: readonly (readonly [string, (home: AgentHome, each: Case) => void])[] = [
  ['emptied', (home, { path }) => home.write(path, '')],
  ['cut to half', (home, { path, text }) => home.write(path, halfOf(text))],
  ['made of zeros', (home, { path, text }) => home.write(path, '\0'.repeat(text.length))],
  ['deleted', (home, { path }) => rmSync(join(home.path, path))],
  [
    'deleted with its folder',
    (home, { path }) => rmSync(join(home.path, dirname(path)), { recursive: true }),
  ],
  [
    'replaced by one cut to half',
    (home, { path, text }) => {
      rmSync(join(home.path, path));
      home.write(path, halfOf(text));
    },
  ],
];

describe('What was read of a session stays', () => {
  let home: AgentHome;
  let indexPath: string;
  beforeEach(() => {
    home = new AgentHome();
    indexPath = join(home.path, 'data', 'transcripts.index');
  });
  afterEach(() => home.remove());

  const open = (): TranscriptIndex => takeUpIndex(indexPath, home.settings());
  const put = (index: TranscriptIndex): void => assert.ok(putAwayIndex(indexPath, index, false));

  for (const each of cases()) {
    for (const [name, lose] of losses) {
      for (const restarts of [false, true]) {
        it(`${each.agent}: where its file was ${name}${restarts ? ' while nobody looked' : ''}`, async () => {
          home.write(each.path, each.text);
          let index = open();
          const before = figuresOf(await index.scan(scannedAt));
          assert.equal(before.sessions, 1);
          assert.ok(before.aiMs > 0 && before.prompts === 4 && before.tokens > 0);
          const again = (): void => {
            put(index);
            index = restarts ? open() : index;
          };
          again();
          lose(home, each);
          for (let scan = 0; scan < 3; scan += 1) {
            const found = await index.scan(scannedAt);
            assertNotLess(figuresOf(found), before);
            assert.ok(found.transcripts[0]?.kept, 'it is said');
            again();
          }
          home.write(each.path, each.text);
          const back = await index.scan(scannedAt);
          assert.deepEqual(figuresOf(back), before, 'what is back counts once');
          assert.equal(back.transcripts[0]?.kept, undefined);
        });
      }
    }

    it(`${each.agent}: once where its file was moved`, async () => {
      home.write(each.path, each.text);
      const index = open();
      const before = figuresOf(await index.scan(scannedAt));
      rmSync(join(home.path, each.path));
      home.write(each.moved, each.text);
      const after = await index.scan(scannedAt);
      assert.deepEqual(figuresOf(after), before);
      assert.equal(after.transcripts[0]?.kept, undefined);
    });
  }

  it('where the files of its subagents are gone and its own is not', async () => {
    const main = new ClaudeTranscript().prompt('go').tool('Task', { runMs: 50_000 }).respond(4_000).written();
    const side = new ClaudeTranscript({ seed: 9, sessionId: main.sessionId, agentId: 'a1' });
    side.prompt('look').tool('Read').respond(30_000);
    const sidePath = `.claude/projects/-w-app/${main.sessionId}/subagents/agent-1.jsonl`;
    home.claude(main.name, main.text()).write(sidePath, side.text());
    const index = open();
    const before = figuresOf(await index.scan(scannedAt));
    rmSync(join(home.path, sidePath));
    const after = await index.scan(scannedAt);
    assertNotLess(figuresOf(after), before);
    assert.equal(after.transcripts[0]?.kept, 'part');
  });

  it('and goes on growing behind what was cut', async () => {
    const session = new ClaudeTranscript().prompt('one').respond(40_000).written().wait(60_000);
    const first = session.text();
    session.prompt('two').respond(40_000).written().wait(60_000);
    const path = `.claude/projects/${session.name}`;
    home.write(path, session.text());
    const index = open();
    const before = figuresOf(await index.scan(scannedAt));
    home.write(path, first);
    await index.scan(scannedAt);
    const { length } = session.lines;
    session.prompt('three').respond(40_000).written();
    home.append(path, linesFrom(session, length));
    const after = figuresOf(await index.scan(scannedAt));
    assert.equal(after.prompts, 3);
    assert.ok(after.aiMs >= before.aiMs + 40_000);
  });

  it('is known to a window that never saw the file, whichever saves last', async () => {
    const [claude] = cases();
    assert.ok(claude);
    home.write(claude.path, claude.text);
    const first = open();
    const before = figuresOf(await first.scan(scannedAt));
    rmSync(join(home.path, claude.path));
    const second = open();
    await second.scan(scannedAt);
    await first.scan(scannedAt);
    put(first);
    put(second);
    assert.deepEqual(figuresOf(await open().scan(scannedAt)), before);
  });

  it('is no concern where its file is there and not looked at any more', async () => {
    const [claude] = cases();
    assert.ok(claude);
    home.write(claude.path, claude.text);
    const more = join(home.path, 'more');
    renameSync(join(home.path, '.claude/projects'), more);
    const settings = home.settings({ moreFolders: { claude: [more] } });
    const index = takeUpIndex(indexPath, settings);
    assert.equal((await index.scan(scannedAt)).transcripts.length, 1);
    put(index);
    assert.equal((await open().scan(scannedAt)).transcripts.length, 0);
  });

  it('is in files that are the user’s own, and whole whichever of the two copies is damaged', async () => {
    const [claude] = cases();
    assert.ok(claude);
    home.write(claude.path, claude.text);
    const index = open();
    const before = figuresOf(await index.scan(scannedAt));
    rmSync(join(home.path, claude.path));
    await index.scan(scannedAt);
    put(index);
    const folder = dirname(indexPath);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    assert.ok(files.length >= 4);
    for (const [name, bytes] of files) {
      const path = join(folder, name);
      assert.equal(statSync(path).mode & 0o777, 0o600, name);
      for (const at of [0, 40, bytes.length >> 1, bytes.length - 1]) {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 4;
        writeFileSync(path, damaged);
        assert.deepEqual(figuresOf(await open().scan(scannedAt)), before, `${name} at ${at}`);
        files.forEach(([each, whole]) => writeFileSync(join(folder, each), whole, { mode: 0o600 }));
      }
    }
    assert.ok(existsSync(indexPath));
  });
});

function figuresOf({ transcripts }: Scan) {
  return {
    sessions: transcripts.length,
    aiMs: sum(transcripts.map(aiMs)),
    turns: sum(transcripts.map(turnCount)),
    prompts: sum(transcripts.map(({ prompts }) => prompts.length)),
    tokens: sum(transcripts.map((each) => totalTokens(transcriptTokens(each)))),
  };
}

function assertNotLess(after: ReturnType<typeof figuresOf>, before: ReturnType<typeof figuresOf>): void {
  assert.equal(after.sessions, before.sessions);
  assert.ok(
    after.aiMs >= before.aiMs && after.aiMs < before.aiMs * 1.5,
    `${after.aiMs} of ${before.aiMs} ms`,
  );
  assert.deepEqual([after.turns, after.prompts, after.tokens], [before.turns, before.prompts, before.tokens]);
}

function halfOf(text: string): string {
  const lines = text.split('\n');
  return `${lines.slice(0, lines.length >> 1).join('\n')}\n`;
}

function linesFrom(session: ClaudeTranscript, from: number): string {
  return session.lines
    .slice(from)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
