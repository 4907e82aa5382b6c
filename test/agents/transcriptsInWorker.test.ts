import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hookScriptOf } from '../../src/agents/hooks/hooksInstalled';
import type { TranscriptsInWorker } from '../../src/agents/threads/transcriptsInWorker';
import { partFigures } from '../../src/core/transcript/inbox/partFigures';
import type { TranscriptSummary } from '../../src/core/transcript/source/transcriptSource';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { makeEndless } from '../fixtures/agents/endlessFile';
import { WorkerHome } from '../fixtures/agents/workerHome';
import { until as untilSeen } from '../journey/until';
import { bundled } from '../store/bundled';

const seenWithinMs = 2_000;

describe('Transcripts read by a worker', function () {
  this.timeout(30_000);
  let folder: string;
  let workerPath: string;
  let home: WorkerHome;
  let source: TranscriptsInWorker;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'live-')));
    workerPath = await bundled('src/agents/threads/transcriptWorker.ts', folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(() => {
    home = new WorkerHome(folder, { workerPath });
    ({ source } = home);
  });

  afterEach(async () => source.close());

  it('has a session of every transcript, newest first, and stops when asked to', async () => {
    const sessions = Array.from({ length: 250 }, (_, index) =>
      home.write(
        new ClaudeTranscript({ seed: index + 1, start: Date.UTC(2026, 5, 1) + index * 1_000 })
          .prompt('Go')
          .respond(5_000),
      ),
    );
    await source.scan(AbortSignal.abort());
    assert.equal(source.status.kind === 'ready', false, 'what is stopped before it began reads nothing');
    await source.scan();
    await until(() => source.sessions().length === 250);
    assert.deepEqual(
      source.sessions().map(({ externalId }) => externalId),
      sessions.map(({ sessionId }) => sessionId).toReversed(),
    );
    assert.deepEqual(source.sessions()[0]?.tokens, { ...sessions.at(-1)?.truth.tokens, unsplit: 0 });
    assert.deepEqual(source.status, { kind: 'ready', skipped: [] });
  });

  it('has everything that a scan found once the scan is over, for whoever counts it then', async () => {
    for (let seed = 1; seed <= 250; seed += 1) {
      home.write(new ClaudeTranscript({ seed }).prompt('Go').respond(5_000));
    }
    await source.scan();
    assert.equal(source.sessions().length, 250);
    assert.equal(source.status.kind, 'ready');
  });

  it('tells of a line within two seconds of its writing, in a known transcript, a new one and a new folder', async () => {
    const old = home.write(new ClaudeTranscript({ seed: 1 }).prompt('Go').respond(5_000));
    await source.scan();
    await until(() => source.sessions().length === 1);
    const length = old.lines.length;
    const changed = seen((summaries) => summaries.some(({ turns }) => turns === 2));
    old.prompt('More').respond(1_000);
    home.append(old, length);
    await changed;
    const added = seen((summaries) => summaries.some(({ externalId }) => externalId === beside.sessionId));
    const beside = home.write(new ClaudeTranscript({ seed: 2 }).prompt('Go').respond(5_000));
    await added;
    const elsewhere = new ClaudeTranscript({ seed: 3 }).prompt('Go').respond(5_000);
    const entered = seen((summaries) =>
      summaries.some(({ externalId }) => externalId === elsewhere.sessionId),
    );
    const path = join(home.path, '.claude/projects/-w-new', `${elsewhere.sessionId}.jsonl`);
    mkdirSync(dirname(path));
    writeFileSync(path, elsewhere.text());
    await entered;
  });

  it('notices an agent that is used for the first time', async () => {
    await source.scan();
    const found = seen((summaries) => summaries.length === 1, 2 * seenWithinMs);
    home.write(new ClaudeTranscript().prompt('Go').respond(5_000));
    await found;
  });

  it('tells of a transcript that was written for the first time while it read others', async () => {
    const [small, large] = ['0', '1'].map((sessionId) =>
      home.write(new ClaudeTranscript({ sessionId }).prompt('Go').respond(5_000)),
    );
    assert.ok(small && large);
    const open = makeEndless(home.pathOf(large));
    const scan = source.scan();
    await until(() => source.status.kind === 'reading' && source.status.files === 1);
    const added = home.write(new ClaudeTranscript({ seed: 3 }).prompt('Go').respond(5_000));
    open();
    await scan;
    await until(() => source.sessions().some(({ externalId }) => externalId === added.sessionId));
  });

  it('answers what a part of a transcript was, and when its turn goes on', async () => {
    const now = Date.now();
    const transcript = new ClaudeTranscript({ start: now - 60_000 }).prompt('Go').respond(10_000).written();
    transcript.now = now - 1_000;
    transcript.prompt('More');
    home.write(transcript);
    await source.scan();
    await until(() => source.sessions().length === 1);
    const { sessionId } = transcript;
    const whole = await source.covered('claude', sessionId, now - 60_000, null);
    assert.ok(whole);
    assert.deepEqual(
      whole.spans.map(({ start, end, evidence }) => [start, end, evidence]),
      [[now - 60_000, now - 49_960, 'measured']],
    );
    assert.deepEqual([whole.facts.turns, whole.facts.prompts, whole.facts.to], [2, 2, null]);
    assert.equal(whole.busySince, now - 1_000);
    assert.equal(source.sessions()[0]?.live?.state, 'busy');
    const again = await source.covered('claude', sessionId, now - 60_000, null);
    assert.deepEqual(again, whole, 'reading again changes nothing');
    const later = await source.covered('claude', sessionId, now - 55_000, now - 52_000);
    assert.deepEqual(
      later?.spans.map(({ start, end }) => [start, end]),
      [[now - 55_000, now - 52_000]],
    );
    assert.deepEqual([later?.facts.turns, later?.busySince], [0, null]);
    assert.notEqual(later?.spans[0]?.id, whole.spans[0]?.id);
    assert.equal(await source.covered('claude', 'nobody', 0, null), undefined);
    const ends = [now - 55_000, now - 20_000].map((at) => source.turnEnd('claude', sessionId, at));
    assert.deepEqual(await Promise.all(ends), [now - 49_959, now - 19_999]);
    assert.equal(await source.turnEnd('claude', 'nobody', 0), undefined);
  });

  it('says of a session that went on what it says to whoever asks the first time', async () => {
    const transcript = new ClaudeTranscript({ start: Date.now() - 600_000 });
    home.write(transcript.prompt('Go').respond(10_000).written());
    await source.scan();
    const ask = () => source.covered('claude', transcript.sessionId, 0, null);
    const first = await ask();
    home.write(transcript.prompt('And on').tool('Read', { runMs: 2_000 }).respond(5_000).written());
    await untilSeen('the second turn', async () => (await ask())?.facts.turns === 2);
    const [grown, sums] = [await ask(), await source.figures('claude', transcript.sessionId, 0, null)];
    assert.ok(first && grown && grown.spans.length > first.spans.length);
    assert.deepEqual(sums, partFigures(grown));
    await source.restart();
    assert.deepEqual(await ask(), grown);
    assert.equal(await source.figures('claude', 'nobody', 0, null), undefined);
  });

  it('believes the status that Claude Code writes while its process lives', async () => {
    const transcript = home.write(
      new ClaudeTranscript({ start: Date.now() - 60_000 }).prompt('Go').respond(10_000).written(),
    );
    const status = join(home.path, '.claude/sessions', `${process.pid}.json`);
    mkdirSync(dirname(status), { recursive: true });
    const { sessionId } = transcript;
    const tell = (state: string, pid = process.pid): void =>
      writeFileSync(
        status,
        JSON.stringify({ pid, sessionId, status: state, statusUpdatedAt: 1_780_000_000_000 }),
      );
    tell('waiting');
    await source.scan();
    await until(() => source.sessions()[0]?.live?.state === 'waiting');
    const busy = seen((summaries) => summaries[0]?.live?.state === 'busy');
    tell('busy');
    await busy;
    const gone = seen((summaries) => summaries[0]?.live === null);
    tell('busy', 2 ** 30);
    await gone;
  });

  it('takes the times of a turn from hooks, and what its agent does now', async () => {
    const start = Math.floor((Date.now() - 60_000) / 1_000) * 1_000;
    const transcript = home.write(new ClaudeTranscript({ start }).prompt('Go').respond(10_000));
    await source.scan();
    await until(() => source.sessions().length === 1);
    mkdirSync(home.spool, { recursive: true });
    const tell = (event: string, at: number): void =>
      appendFileSync(
        join(home.spool, `${new Date(at).toISOString().slice(0, 10)}.jsonl`),
        `${JSON.stringify({ event, session: transcript.sessionId, folder: '/w/app', at })}\n`,
      );
    const busy = seen((summaries) => summaries[0]?.live?.state === 'busy');
    tell('UserPromptSubmit', start);
    tell('PostToolUse', start + 11_000);
    await busy;
    const waiting = seen((summaries) => summaries[0]?.live?.state === 'waiting');
    // The hook is called before those tools only that ask the user.
    tell('PreToolUse', start + 12_000);
    await waiting;
    tell('PermissionRequest', start + 12_000);
    const idle = seen((summaries) => summaries[0]?.live === null);
    tell('PostToolUse', start + 30_000);
    tell('Stop', start + 32_000);
    await idle;
    const covered = await source.covered('claude', transcript.sessionId, 0, null);
    assert.deepEqual(
      covered?.spans.map(({ start: from, end, evidence }) => [from - start, end - start, evidence]),
      [
        [0, 12_000, 'measured'],
        [30_000, 32_000, 'measured'],
      ],
    );
  });

  it('says that installed hooks are not called while transcripts grow, until they are removed', async () => {
    const start = Math.floor((Date.now() - 1_800_000) / 1_000) * 1_000;
    const transcript = new ClaudeTranscript({ start });
    for (let turn = 0; turn < 4; turn += 1) {
      transcript.prompt('Go').respond(30_000);
    }
    home.write(transcript);
    mkdirSync(home.spool, { recursive: true });
    await source.scan();
    await until(() => source.sessions().length === 1);
    assert.equal(source.hookSilence, undefined);
    const script = hookScriptOf(home.spool);
    writeFileSync(script, '');
    utimesSync(script, start / 1_000 - 60, start / 1_000 - 60);
    await until(() => source.hookSilence === 'never');
    appendFileSync(
      join(home.spool, `${new Date(start).toISOString().slice(0, 10)}.jsonl`),
      `${JSON.stringify({ event: 'UserPromptSubmit', session: transcript.sessionId, folder: null, at: start })}\n`,
    );
    await until(() => source.hookSilence === 'stopped');
    unlinkSync(script);
    await until(() => source.hookSilence === undefined);
  });

  it('keeps what a deleted transcript told, says so at the next scan, and after a restart', async () => {
    const [kept, deleted] = [1, 2].map((seed) =>
      home.write(new ClaudeTranscript({ seed }).prompt('Go').respond(5_000)),
    );
    assert.ok(kept && deleted);
    await source.scan();
    await until(() => source.sessions().length === 2);
    const told = await source.covered('claude', deleted.sessionId, 0, null);
    unlinkSync(home.pathOf(deleted));
    await source.scan();
    const kinds = () => new Map(source.sessions().map((each) => [each.externalId, each.kept]));
    await until(() => kinds().get(deleted.sessionId) === 'all');
    assert.deepEqual(await source.covered('claude', deleted.sessionId, 0, null), told);
    await source.restart();
    await until(() => source.sessions().length === 2);
    assert.equal(kinds().get(deleted.sessionId), 'all');
    assert.equal(kinds().get(kept.sessionId), undefined);
    home.write(deleted);
    await source.scan();
    await until(() => kinds().get(deleted.sessionId) === undefined);
    assert.deepEqual(await source.covered('claude', deleted.sessionId, 0, null), told);
  });

  it('says that it failed where its thread breaks down, and starts anew with the next scan', async () => {
    home.write(new ClaudeTranscript().prompt('Go').respond(5_000));
    const broken = join(folder, 'broken.cjs');
    writeFileSync(broken, "setTimeout(() => { throw new Error('out of memory'); }, 50);");
    const failing = home.open(broken);
    await assert.rejects(failing.scan(), /out of memory/);
    assert.equal(failing.status.kind, 'failed');
    assert.equal(await failing.covered('claude', 'x', 0, null), undefined);
    assert.equal(home.errors.length, 1);
    writeFileSync(broken, `require(${JSON.stringify(workerPath)})`);
    await failing.scan();
    await until(() => failing.sessions().length === 1);
    assert.equal(failing.status.kind, 'ready');
    await failing.close();
  });

  it('goes on from what it put away, and reads nothing once it may not', async () => {
    const transcript = home.write(new ClaudeTranscript().prompt('Go').respond(5_000));
    await source.scan();
    await source.close();
    const readings: number[] = [];
    source.onDidChange(() => {
      if (source.status.kind === 'reading') {
        readings.push(source.status.ofFiles);
      }
    });
    await source.scan();
    await until(() => source.sessions().length === 1);
    assert.deepEqual(new Set(readings), new Set([0]), 'no file was read again');
    assert.equal(source.sessions()[0]?.externalId, transcript.sessionId);
    home.allowed = false;
    await source.restart();
    assert.deepEqual([source.status, source.sessions()], [{ kind: 'off' }, []]);
  });

  it('is starting until it is asked to read, and off once it turns out that it may not', async () => {
    assert.deepEqual(source.status, { kind: 'starting' });
    home.allowed = false;
    let told = 0;
    source.onDidChange(() => (told += 1));
    await source.scan();
    assert.deepEqual([source.status, told], [{ kind: 'off' }, 1]);
    home.allowed = true;
    await source.restart();
    assert.deepEqual(source.status, { kind: 'ready', skipped: [] });
  });

  /** Resolves when the source tells of such a change; fails if that takes too long. */
  function seen(
    fits: (summaries: readonly TranscriptSummary[]) => boolean,
    limitMs = seenWithinMs,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Not seen within ${limitMs} ms`)), limitMs);
      const listener = source.onDidChange((summaries) => {
        if (fits(summaries)) {
          clearTimeout(late);
          listener.dispose();
          resolve();
        }
      });
    });
  }

  /** Waits for a fact that the source comes to tell. */
  async function until(fact: () => boolean): Promise<void> {
    await untilSeen('what the source is to tell', fact);
  }
});
