import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TranscriptsInWorker } from '../../src/agents/transcriptsInWorker';
import type { TranscriptStatus } from '../../src/core/transcript/transcriptSource';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { makeEndless } from '../fixtures/agents/endlessFile';
import { WorkerHome } from '../fixtures/agents/workerHome';
import { until } from '../journey/until';
import { bundled } from '../store/bundled';

const count = 40;

describe('A scan that the person stops', function () {
  this.timeout(60_000);
  let folder: string;
  let workerPath: string;
  let helperPath: string;
  let home: WorkerHome;
  let source: TranscriptsInWorker;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'stopped-')));
    workerPath = await bundled('src/agents/transcriptWorker.ts', folder);
    helperPath = await bundled('src/agents/scanWorker.ts', folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  afterEach(async () => source.close());

  function begin(threads: 1 | 2): void {
    home = new WorkerHome(folder, threads === 1 ? { workerPath } : { workerPath, helperPath });
    ({ source } = home);
  }

  /** Sessions in the order in which one thread reads them. */
  function unread(): readonly ClaudeTranscript[] {
    return Array.from({ length: count }, (_, index) =>
      home.write(new ClaudeTranscript({ seed: index + 2 }).prompt('Go').respond(5_000)),
    ).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  function read(agent = 'claude'): readonly string[] {
    return source
      .sessions()
      .filter((session) => session.agent === agent)
      .map(({ externalId }) => externalId);
  }

  /** The first file is read. */
  function underWay(): Promise<boolean> {
    const told = (): boolean => source.status.kind === 'reading' && source.status.files === 1;
    return until('the first file to be read', told);
  }

  for (const threads of [1, 2] as const) {
    it(`has read only what it was at, by ${threads} ${threads === 1 ? 'thread' : 'threads'}, and the next one reads the rest`, async () => {
      begin(threads);
      // One thread reads in the order of names; two read what went on first, then the largest.
      const known = home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
      await source.scan();
      await source.close();
      const { length } = known.lines;
      known.prompt('More').respond(1_000);
      home.append(known, length);
      const sessions = unread();
      const gated = sessions.slice(0, 2);
      const gates = gated.map((session) => makeEndless(home.pathOf(session)));
      const stop = new AbortController();
      const scan = source.scan(stop.signal);
      await until(
        'the first file',
        () => source.status.kind === 'reading' && source.status.ofFiles === count + 1,
      );
      stop.abort();
      gates.forEach((open) => open());
      await scan;
      // What the second thread had just read may have come too late.
      assert.ok([count - 1, count - 2].includes(leftUnread(source.status)), JSON.stringify(source.status));

      const changed = sessions.at(-1) ?? assert.fail();
      const lines = changed.lines.length;
      changed.prompt('More').respond(1_000);
      home.append(changed, lines);
      await until('what is written later', () => read().includes(changed.sessionId));
      // Only a look at the folders, now and then, shows that an agent is used for the first time.
      const codex = new CodexTranscript({ seed: 99 }).prompt('Go').call(5_000);
      home.put(join('.codex/sessions', codex.name), codex.text());
      await until('an agent that is used for the first time', () => read('codex').length === 1);
      const begun = new Set([known, ...gated, changed].map(({ sessionId }) => sessionId));
      assert.deepEqual(
        read().filter((session) => !begun.has(session)),
        [],
      );

      await source.scan();
      await until('the rest', () => read().length === count + 1);
      assert.deepEqual(source.status, { kind: 'ready', skipped: [] });
    });
  }

  it('stays stopped when another that was asked for before it ends', async () => {
    begin(1);
    const small = home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
    const sessions = unread();
    const [first, second] = sessions;
    assert.ok(first && second);
    const [openFirst, openSecond] = [makeEndless(home.pathOf(first)), makeEndless(home.pathOf(second))];
    const before = source.scan();
    const stop = new AbortController();
    const stopped = source.scan(stop.signal);
    await underWay();
    stop.abort();
    openFirst();
    // Gone, so that the stopped one begins with the second, at which it still is when the other has ended.
    unlinkSync(home.pathOf(first));
    await before;
    openSecond();
    await stopped;
    await until('what was read', () => read().includes(second.sessionId));
    assert.deepEqual(new Set(read()), new Set([small.sessionId, second.sessionId]));
    await source.scan();
    await until('the rest', () => read().length === count);
  });
});

/** How many files the person is told of. */
function leftUnread(status: TranscriptStatus): number {
  assert.ok(status.kind === 'ready');
  const [skip, ...more] = status.skipped;
  assert.match(skip?.reason ?? '', /stopped scan/u);
  assert.deepEqual(more, []);
  return skip?.count ?? 0;
}
