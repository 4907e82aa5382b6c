import assert from 'node:assert/strict';
import { namesByText } from '../../../src/core/folders/folderPath';
import { emptyTranscript } from '../../fixtures/transcripts';
import * as fc from 'fast-check';
import { unionMs, type Interval } from '../../../src/core/days/interval';
import type { Change } from '../../../src/core/task/change';
import type { AgentTranscript, TranscriptTurn } from '../../../src/core/transcript/sessions/agentTranscript';
import { coveredTranscript } from '../../../src/core/transcript/inbox/coveredTranscript';
import type {
  TranscriptSource,
  TranscriptStatus,
  TranscriptSummary,
} from '../../../src/core/transcript/source/transcriptSource';
import { turnEnds } from '../../../src/core/transcript/source/turnEnds';
import { transcriptSummary } from '../../../src/core/transcript/source/transcriptSummary';
import { UsageCollector } from '../../../src/core/transcript/usageTable';
import { partFigures } from '../../../src/core/transcript/inbox/partFigures';
import { TranscriptFollower } from '../../../src/recorder/following/transcriptFollower';
import type { Recorder } from '../../../src/recorder/createRecorder';
import { settled, someTask, world, type World } from './recorderWorld';

const interactive = { terminal: 'pid 1', agent: 'claude', mode: 'interactive', folder: '/w/app' } as const;
const batch = { ...interactive, mode: 'batch' } as const;

/** Transcripts that a test writes as an agent would. */
class WrittenTranscripts implements TranscriptSource {
  readonly hookSilence = undefined;
  status: TranscriptStatus = { kind: 'ready', skipped: [] };
  private readonly transcripts = new Map<string, AgentTranscript>();
  private readonly live = new Map<string, TranscriptSummary['live']>();
  private readonly summaries = new Map<string, TranscriptSummary>();
  private readonly listeners = new Set<(changed: readonly TranscriptSummary[]) => void>();

  /** A transcript now says this; each turn costs ten tokens of output when it ends. */
  write(externalId: string, turns: readonly Interval[], live: TranscriptSummary['live'] = null): void {
    const usage = new UsageCollector();
    turns.forEach(({ start, end }, index) => {
      usage.add({
        message: index + 1,
        request: 1,
        at: Math.max(start, end - 1),
        model: 'opus',
        side: false,
        input: 0,
        output: 10,
        cacheRead: 0,
        cacheWrite: 0,
      });
    });
    const [start, end] = [
      Math.min(...turns.map((each) => each.start)),
      Math.max(...turns.map((each) => each.end)),
    ];
    const transcript: AgentTranscript = {
      agent: 'claude',
      externalId,
      folder: '/w/app',
      branch: 'main',
      version: '2.1.178',
      models: ['opus'],
      automated: false,
      forkedFrom: null,
      start,
      end,
      turns: turns.map(turnOf),
      background: [],
      prompts: [],
      usage: usage.table(),
      interruptions: 0,
      compactions: 0,
    };
    const summary = transcriptSummary(transcript, live);
    this.transcripts.set(externalId, transcript);
    this.live.set(externalId, live);
    this.summaries.set(externalId, summary);
    for (const listener of this.listeners) {
      listener([summary]);
    }
  }

  delete(externalId: string): void {
    this.transcripts.delete(externalId);
    this.summaries.delete(externalId);
  }

  sessions() {
    return [...this.summaries.values()];
  }
  async covered(_agent: string, externalId: string, from: number, to: number | null) {
    const transcript = this.transcripts.get(externalId);
    return transcript && coveredTranscript(transcript, from, to, this.live.get(externalId) ?? null);
  }
  session(_agent: string, externalId: string) {
    return this.summaries.get(externalId);
  }
  async figures(agent: string, externalId: string, from: number, to: number | null) {
    const covered = await this.covered(agent, externalId, from, to);
    return covered && partFigures(covered);
  }
  async turnEnd(_agent: string, externalId: string, at: number) {
    return turnEnds(this.transcripts.get(externalId)?.turns ?? [], [at]).at(0);
  }
  async scan() {}
  onDidChange(listener: (changed: readonly TranscriptSummary[]) => void) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }
  dispose() {}
}

function turnOf({ start, end }: Interval, index: number): TranscriptTurn {
  return {
    id: `turn${index}`,
    by: 'person',
    start,
    end,
    busy: [{ start, end }],
    evidence: 'measured',
    source: 'written',
    continued: false,
  };
}

interface Followed extends World {
  readonly recorder: Recorder;
  readonly source: WrittenTranscripts;
  readonly follower: TranscriptFollower;
  readonly work: (ms: number, terminal?: string) => Promise<void>;
}

function follow(w: World, recorder: Recorder, source: WrittenTranscripts): TranscriptFollower {
  return new TranscriptFollower({
    source,
    store: w.store,
    recorder: recorder.transcripts,
    clock: () => w.time.now,
    log: w.log,
    every: w.time.every,
    realFolder: (path) => path,
    folderNames: () => namesByText,
  });
}

function followed(): Followed {
  const w = world();
  const recorder = w.open();
  const source = new WrittenTranscripts();
  const follower = follow(w, recorder, source);
  recorder.currentTask.set('T');
  return {
    ...w,
    recorder,
    source,
    follower,
    work: async (ms, terminal = interactive.terminal) => {
      for (let passed = 0; passed < ms; passed += 500) {
        recorder.sensors.observe({ kind: 'working', terminal });
        await w.time.pass(500);
      }
    },
  };
}

function agentSpans({ store }: World) {
  return [...store.spans.values()]
    .filter(({ kind, start, end }) => kind === 'agent' && end > start)
    .sort((a, b) => a.start - b.start)
    .map(({ taskId, start, end, evidence }) => [taskId, start, end, evidence]);
}

function transcriptsOf({ store }: World) {
  return [...store.sessions.values()].map(({ taskId, transcript }) => [
    taskId,
    transcript?.externalId,
    transcript?.from,
    transcript?.to,
    transcript?.tokens.output,
  ]);
}

describe('A session whose transcript is found', () => {
  it('has the transcript’s turns in place of what its output showed, and its tokens', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(20_000);
    await w.time.pass(5_000);
    assert.equal(agentSpans(w)[0]?.[3], 'estimated');
    w.source.write('x', [{ start: start + 1_000, end: start + 19_000 }]);
    await w.time.pass(1_000);
    assert.deepEqual(agentSpans(w), [['T', start + 1_000, start + 19_000, 'measured']]);
    const { aiMs, aiEvidence, tokens } = w.recorder.measurement.ofTask('T', w.time.now);
    assert.deepEqual([aiMs, aiEvidence, tokens?.output], [18_000, 'measured', 10]);
    assert.equal(w.recorder.measurement.ofTask('U', w.time.now).tokens, undefined);
    assert.deepEqual(w.log.errors, []);
  });

  it('works and waits as its transcript says, whatever its output shows', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(2_000);
    const state = () => w.recorder.sessions.running(w.time.now)[0]?.state;
    w.source.write('x', [{ start, end: start + 1_000 }], { state: 'busy', since: start + 1_000 });
    await w.time.pass(30_000);
    assert.equal(state(), 'busy', 'silence of its output says nothing');
    assert.equal(w.recorder.measurement.ofTask('T', w.time.now).aiMs, 32_000);
    w.source.write('x', [{ start, end: start + 25_000 }], { state: 'waiting', since: start + 25_000 });
    await w.work(10_000);
    assert.equal(state(), 'waiting', 'output while it waits says nothing');
    assert.equal(w.recorder.measurement.ofTask('T', w.time.now).aiMs, 25_000);
    assert.deepEqual(agentSpans(w), [['T', start, start + 25_000, 'measured']]);
  });

  for (const [name, lose] of [
    ['may no longer be read', ({ source }) => (source.status = { kind: 'off' })],
    ['can no longer be read', ({ source }) => (source.status = { kind: 'failed', message: 'Broken.' })],
    ['is gone', ({ source }) => source.delete('x')],
  ] as const satisfies readonly (readonly [string, (w: Followed) => unknown])[]) {
    it(`works as its output shows from when its transcript ${name}, until that is read again`, async () => {
      const w = followed();
      const start = w.time.now;
      w.recorder.sensors.programStarted(interactive);
      await w.work(2_000);
      w.source.write('x', [{ start, end: start + 1_000 }], { state: 'busy', since: start + 1_000 });
      await w.work(8_000);
      lose(w);
      await w.time.pass(3_600_000);
      const { aiMs } = w.recorder.measurement.ofTask('T', w.time.now);
      assert.ok(aiMs >= 9_500 && aiMs <= 11_000, `${aiMs}`);
      await w.work(20_000);
      await w.time.pass(10_000);
      const grown = w.recorder.measurement.ofTask('T', w.time.now).aiMs - aiMs;
      assert.ok(grown >= 19_500 && grown <= 20_000, `${grown}`);
      w.source.status = { kind: 'ready', skipped: [] };
      const [second, end] = [w.time.now - 28_000, w.time.now - 10_000];
      const turns = [
        { start, end: start + 12_000 },
        { start: second, end },
      ];
      w.source.write('x', turns, { state: 'idle', since: end });
      await w.time.pass(2_000);
      assert.deepEqual(agentSpans(w), [
        ['T', start, start + 12_000, 'measured'],
        ['T', second, end, 'measured'],
      ]);
    });
  }

  it('counts a batch run from start to end, with the tokens of its transcript', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(batch);
    await w.time.pass(10_000);
    w.source.write('x', [{ start: start + 2_000, end: start + 9_000 }]);
    await w.time.pass(1_000);
    w.recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    await w.time.pass(2_000);
    assert.deepEqual(agentSpans(w), [['T', start, start + 11_000, 'measured']]);
    assert.deepEqual(transcriptsOf(w), [['T', 'x', start + 2_000, start + 11_000, 10]]);
  });

  it('is corrected by what is written late, up to its end, and by nothing after a minute and a half', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(10_000);
    w.recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    await w.time.pass(20_000);
    w.source.write('x', [{ start: start + 1_000, end: start + 9_000 }]);
    await w.time.pass(1_000);
    const reported = [['T', start + 1_000, start + 9_000, 'measured']];
    assert.deepEqual(agentSpans(w), reported);
    w.source.delete('x');
    await w.time.pass(5_000);
    assert.deepEqual(agentSpans(w), reported, 'a deleted transcript changes nothing');
    await w.time.pass(90_000);
    w.source.write('x', [{ start: start + 1_000, end: start + 2_000 }]);
    await w.time.pass(5_000);
    assert.deepEqual(agentSpans(w), reported);
  });

  it('continues as a new session for another task, each with its part of the transcript', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(10_000);
    w.source.write('x', [{ start, end: start + 9_000 }]);
    await w.time.pass(10_000);
    const split = w.time.now;
    w.recorder.sensors.promptSent('pid 1', 'U');
    await settled();
    w.source.write('x', [
      { start, end: start + 9_000 },
      { start: split + 500, end: split + 8_000 },
    ]);
    await w.time.pass(10_000);
    assert.deepEqual(agentSpans(w), [
      ['T', start, start + 9_000, 'measured'],
      ['U', split + 500, split + 8_000, 'measured'],
    ]);
    assert.deepEqual(transcriptsOf(w), [
      ['T', 'x', start, split, 10],
      ['U', 'x', split, null, 10],
    ]);
  });

  it('goes on after what another session got of its transcript, also over a reload of the window', async () => {
    const w = followed();
    const { recorder, source, store } = w;
    const start = w.time.now;
    recorder.currentTask.set(undefined);
    recorder.sensors.programStarted(interactive);
    await w.work(10_000);
    const first = { start, end: start + 4_000 };
    const second = { start: start + 5_000, end: start + 9_000 };
    source.write('x', [first, second]);
    await w.time.pass(1_000);
    const cut = first.end + 1;
    const { facts } = (await source.covered('claude', 'x', start, cut)) ?? assert.fail();
    const cutOut = (sessionId: string, from: number, to: number): readonly Change[] => [
      {
        entity: 'session',
        id: sessionId,
        kind: 'set',
        fields: {
          taskId: 'U',
          agent: 'claude',
          mode: 'transcript',
          folder: '/w/app',
          startedAt: from,
          endedAt: to,
          ending: null,
          exitCode: null,
          transcript: { ...facts, from, to },
          ignored: false,
        },
      },
    ];
    await store.append(cutOut('cut', start, cut));
    await w.time.pass(1_000);
    assert.deepEqual(agentSpans(w), [[null, second.start, second.end, 'measured']]);
    recorder.sensors.observe({ kind: 'terminal-suspended', terminal: interactive.terminal });
    await recorder.flush();
    w.follower.dispose();
    await store.append(cutOut('cut again', cut, second.end + 1));
    const after = w.open();
    const follower = follow(w, after, source);
    after.sensors.terminalsPresent(new Set([interactive.terminal]));
    const third = { start: w.time.now + 1_000, end: w.time.now + 3_000 };
    await w.time.pass(4_000);
    source.write('x', [first, second, third]);
    await w.time.pass(2_000);
    assert.deepEqual(agentSpans(w), [[null, third.start, third.end, 'measured']]);
    assert.deepEqual(
      transcriptsOf(w)
        .map(([, , from]) => from)
        .sort((a, b) => Number(a) - Number(b)),
      [start, cut, second.end + 1],
    );
    follower.dispose();
    assert.deepEqual(w.log.errors, []);
  });

  it('is succeeded by another when its user clears the conversation', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(10_000);
    w.source.write('x', [{ start, end: start + 9_000 }]);
    await w.time.pass(60_000);
    const cleared = w.time.now;
    await w.work(3_000);
    w.source.write('y', [{ start: cleared, end: cleared + 3_000 }]);
    await w.time.pass(3_000);
    assert.deepEqual(
      transcriptsOf(w).map(([task, name]) => [task, name]),
      [
        ['T', 'x'],
        ['T', 'y'],
      ],
    );
    assert.equal(w.recorder.measurement.ofTask('T', w.time.now).aiMs, 12_000);
    assert.equal(w.recorder.sessions.running(w.time.now).length, 1);
  });

  it('counts nothing of a pause, whatever its transcript says', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(2_000);
    w.source.write('x', [{ start, end: start + 2_000 }], { state: 'busy', since: start + 2_000 });
    await w.time.pass(8_000);
    const sessionId = w.recorder.sessions.running(w.time.now)[0]?.sessionId ?? '';
    await w.recorder.sessions.pause(sessionId);
    await w.time.pass(20_000);
    await w.recorder.sessions.resume(sessionId);
    await w.time.pass(10_000);
    w.source.write('x', [{ start, end: start + 40_000 }]);
    await w.time.pass(2_000);
    assert.equal(w.recorder.measurement.ofTask('T', w.time.now).aiMs, 20_000);
    w.recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    w.source.write('x', [{ start, end: start + 40_500 }]);
    await w.time.pass(5_000);
    assert.equal(w.recorder.measurement.ofTask('T', w.time.now).aiMs, 20_500);
  });

  it('keeps what its output showed where its transcript has no work', async () => {
    const w = followed();
    const start = w.time.now;
    w.recorder.sensors.programStarted(interactive);
    await w.work(10_000);
    w.source.write('x', [{ start, end: start }]);
    await w.time.pass(10_000);
    assert.ok(w.recorder.measurement.ofTask('T', w.time.now).aiMs >= 9_000);
  });
});

describe('A session from the inbox', () => {
  it('grows with its transcript until its task is closed', async () => {
    const w = followed();
    const start = w.time.now;
    w.source.write('x', [{ start, end: start + 5_000 }]);
    const fields = coveredTranscript({ ...emptyTranscript, start, end: start }, start, null, null).facts;
    await w.store.append([
      {
        entity: 'session',
        id: 'transcript:claude:x',
        kind: 'set',
        fields: {
          taskId: 'U',
          agent: 'claude',
          mode: 'transcript',
          folder: '/w/app',
          startedAt: start,
          endedAt: start,
          ending: null,
          exitCode: null,
          transcript: { ...fields, externalId: 'x' },
          ignored: false,
        },
      },
    ]);
    await w.time.pass(1_000);
    await settled();
    assert.deepEqual(agentSpans(w), [['U', start, start + 5_000, 'measured']]);
    w.source.write('x', [{ start, end: start + 15_000 }]);
    await settled();
    await settled();
    assert.deepEqual(agentSpans(w), [['U', start, start + 15_000, 'measured']]);
    const closing = {
      closedAt: start + 20_000,
      sequence: 0,
      day: '2026-05-11',
      zone: 'UTC',
      aiMinutes: 0,
      aiEvidence: 'measured' as const,
      supervisoryMinutes: 0,
      supervisionEvidence: 'measured' as const,
    };
    w.store.tasks.set('U', { ...someTask, id: 'U', closing });
    w.source.write('x', [{ start, end: start + 30_000 }]);
    await settled();
    await settled();
    assert.deepEqual(agentSpans(w), [['U', start, start + 20_000, 'measured']]);
    assert.equal(w.store.session('transcript:claude:x')?.transcript?.to, start + 20_000);
  });
});

describe('Spans replaced by a transcript', () => {
  const turns = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((steps) => {
      let reached = 0;
      return steps.map(([gap, length]) => {
        const start = reached + gap;
        reached = start + length;
        return { start: start * 1_000, end: reached * 1_000 };
      });
    });

  it('are never more than the union and never less, however often and in whatever state it is read', () =>
    fc.assert(
      fc.asyncProperty(
        turns,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        async (steps, reads) => {
          const w = followed();
          const start = w.time.now;
          w.recorder.sensors.programStarted(interactive);
          const written: Interval[] = [];
          for (const [index, each] of steps.entries()) {
            const turn = { start: start + each.start, end: start + each.end };
            await w.time.pass(turn.start - w.time.now);
            await w.work(500);
            if (reads[index]) {
              // A part of the turn first: it grows, and may be cut again.
              w.source.write('x', [...written, { start: turn.start, end: turn.start + 500 }], {
                state: 'busy',
                since: turn.start + 500,
              });
            }
            await w.time.pass(Math.max(0, turn.end - w.time.now));
            written.push(turn);
            w.source.write('x', written);
            await settled();
          }
          await w.time.pass(2_000);
          w.recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
          await w.time.pass(5_000);
          const counted = w.recorder.measurement.ofTask('T', w.time.now).aiMs;
          assert.equal(counted, unionMs(written));
          assert.equal(
            counted,
            agentSpans(w).reduce((sum, [, from, to]) => sum + Number(to) - Number(from), 0),
          );
          assert.deepEqual(w.log.errors, []);
        },
      ),
      { numRuns: 30 },
    ));
});
