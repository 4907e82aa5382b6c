import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TranscriptsInWorker } from '../../src/agents/threads/transcriptsInWorker';
import type { TranscriptStatus } from '../../src/core/transcript/source/transcriptSource';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { isOpen, makeEndless } from '../fixtures/agents/endlessFile';
import { WorkerHome } from '../fixtures/agents/workerHome';
import { until } from '../journey/until';
import { bundled } from '../store/bundled';

const count = 40;

describe('A scan that the user stops', function () {
  this.timeout(60_000);
  let folder: string;
  let workerPath: string;
  let helperPath: string;
  let home: WorkerHome;
  let source: TranscriptsInWorker;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'stopped-')));
    workerPath = await bundled('src/agents/threads/transcriptWorker.ts', folder);
    helperPath = await bundled('src/agents/scanning/scanWorker.ts', folder);
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

  /** As a user does, who could stop it. */
  function askedFor(): Promise<void> {
    return source.scan(new AbortController().signal);
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
      const [openFirst, openSecond] = gated.map((session) => makeEndless(home.pathOf(session)));
      const stop = new AbortController();
      const scan = source.scan(stop.signal);
      await underWay();
      stop.abort();
      openFirst?.();
      // It answers once it reads no more, and the second thread takes no further file.
      await source.covered('claude', known.sessionId, 0, null);
      openSecond?.();
      await scan;
      // On a busy machine one thread, or both, may not have begun yet.
      assert.ok(leftUnread(source.status) >= count - threads, JSON.stringify(source.status));

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

      await askedFor();
      await until('the rest', () => read().length === count + 1);
      assert.deepEqual(source.status, { kind: 'ready', skipped: [] });
    });
  }

  it('stops what was begun before without anybody to stop it, and reads nothing itself', async () => {
    begin(1);
    const small = home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
    const [first] = unread();
    assert.ok(first);
    const open = makeEndless(home.pathOf(first));
    const before = source.scan();
    const stop = new AbortController();
    const stopped = source.scan(stop.signal);
    await underWay();
    // A thread that waits for a processor might hear of the stop first, and not begin it.
    await until('the next file to be begun', () => isOpen(home.pathOf(first)));
    stop.abort();
    open();
    await Promise.all([before, stopped]);
    // The first, too: it is no longer as it was when it was listed.
    assert.equal(leftUnread(source.status), count);
    await until('what was read', () => read().includes(first.sessionId));
    assert.deepEqual(new Set(read()), new Set([small.sessionId, first.sessionId]));
    await askedFor();
    await until('the rest', () => read().length === count + 1);
  });

  it('stops what the window asks for by itself while it runs, and such a scan reads nothing of the rest later', async () => {
    begin(1);
    home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
    const [first] = unread();
    assert.ok(first);
    const open = makeEndless(home.pathOf(first));
    const stop = new AbortController();
    const stopped = source.scan(stop.signal);
    await underWay();
    const byItself = source.scan();
    stop.abort();
    open();
    await Promise.all([stopped, byItself]);
    await source.scan();
    assert.equal(leftUnread(source.status), count);
    await askedFor();
    await until('the rest', () => read().length === count + 1);
  });

  it('ends although another is asked for meanwhile, which reads the rest and tells how far it is', async () => {
    begin(1);
    home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
    const [first, second] = unread();
    assert.ok(first && second);
    const [openFirst, openSecond] = [makeEndless(home.pathOf(first)), makeEndless(home.pathOf(second))];
    const stop = new AbortController();
    const stopped = source.scan(stop.signal);
    await underWay();
    stop.abort();
    const next = source.scan(new AbortController().signal);
    openFirst();
    // It would never end if it went on to the second.
    await stopped;
    // The first is no longer as it was when it was listed: it is read once more.
    await until('the rest to be begun', () => {
      const { status } = source;
      return status.kind === 'reading' && status.files < 2 && status.ofFiles === count;
    });
    openSecond();
    await next;
    await until('the rest', () => read().length === count + 1);
    assert.deepEqual(source.status, { kind: 'ready', skipped: [] });
  });

  it('leaves alone another that the user waits for', async () => {
    begin(1);
    home.write(new ClaudeTranscript({ sessionId: '0' }).prompt('Go').respond(5_000));
    const [first] = unread();
    assert.ok(first);
    const open = makeEndless(home.pathOf(first));
    const awaited = source.scan(new AbortController().signal);
    const stop = new AbortController();
    const stopped = source.scan(stop.signal);
    await underWay();
    stop.abort();
    open();
    await Promise.all([awaited, stopped]);
    await until('everything', () => read().length === count + 1);
  });

  it('begins nothing where it was stopped before', async () => {
    begin(1);
    unread();
    await source.scan(AbortSignal.abort());
    assert.deepEqual(source.status, { kind: 'starting' });
  });
});

/** How many files the user is told of. */
function leftUnread(status: TranscriptStatus): number {
  assert.ok(status.kind === 'ready');
  const [skip, ...more] = status.skipped;
  assert.match(skip?.reason ?? '', /not yet scanned/u);
  assert.deepEqual(more, []);
  return skip?.count ?? 0;
}
