import assert from 'node:assert/strict';
import type { SessionFields } from '../../../src/core/task/agentSession';
import { UserError } from '../../../src/core/userError';
import { MemoryOfWindow, minute, settled, world, type World } from './recorderWorld';

const batch = { terminal: 'pid 1', agent: 'claude', mode: 'batch', folder: null } as const;
const interactive = { terminal: 'pid 2', agent: 'codex', mode: 'interactive', folder: null } as const;

function spans({ store }: World) {
  return [...store.spans.values()].map(({ taskId, kind, start, end, evidence }) => ({
    taskId,
    kind,
    ms: end - start,
    evidence,
  }));
}

function session({ store }: World, index = 0): SessionFields {
  const found = [...store.sessions.values()][index];
  assert.ok(found);
  return found;
}

describe("A window's recorder", () => {
  it('is made of facades that nobody can add to or change', async () => {
    const recorder = world().open();
    const { currentTask, measurement, prompts, sensors, sessions, transcripts } = recorder;
    for (const each of [recorder, currentTask, measurement, prompts, sensors, sessions, transcripts]) {
      assert.ok(Object.isFrozen(each));
    }
    await recorder.flush();
  });

  it('stores a batch run as one measured span of the current task', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(batch);
    await w.time.pass(10 * minute);
    recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    await settled();
    assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 10 * minute, evidence: 'measured' }]);
    assert.equal(session(w).exitCode, 0);
    assert.equal(session(w).ending, 'exited');
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
  });

  it('puts a session into the inbox while there is no current task, until it is moved', async () => {
    const w = world();
    const recorder = w.open();
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    const [running] = recorder.sessions.running(w.time.now);
    assert.equal(running?.taskId, null);
    await recorder.sessions.move(running.sessionId, 'U');
    assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, minute);
    assert.equal(session(w).taskId, 'U');
  });

  it('gives sessions that run for no task to the task that is started next', async () => {
    const w = world();
    const recorder = w.open();
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    recorder.currentTask.set('T');
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, minute);
    recorder.currentTask.set('U');
    assert.equal(
      recorder.measurement.ofTask('T', w.time.now).aiMs,
      minute,
      'switching moves nothing that has a task',
    );
  });

  for (const [name, program] of [
    ['a batch run', batch],
    ['an interactive agent that works', interactive],
  ] as const) {
    it(`moves ${name} to another task, with nothing lost or doubled`, async () => {
      const w = world();
      const recorder = w.open();
      const work = async (ms: number): Promise<void> => {
        for (let passed = 0; passed < ms; passed += 500) {
          recorder.sensors.observe({ kind: 'working', terminal: program.terminal });
          await w.time.pass(500);
        }
        recorder.sensors.observe({ kind: 'working', terminal: program.terminal });
      };
      recorder.currentTask.set('T');
      recorder.sensors.programStarted(program);
      await work(10_000);
      await recorder.sessions.passOn(recorder.sessions.running(w.time.now)[0]?.sessionId ?? '', 'U');
      await work(20_000);
      recorder.sensors.observe({ kind: 'session-ended', terminal: program.terminal, exitCode: 0 });
      await settled();
      const evidence = program.mode === 'batch' ? 'measured' : 'estimated';
      assert.deepEqual(spans(w), [
        { taskId: 'T', kind: 'agent', ms: 10_000, evidence },
        { taskId: 'U', kind: 'agent', ms: 20_000, evidence },
      ]);
      assert.deepEqual(recorder.sessions.running(w.time.now), []);
    });
  }

  it('moves a manually timed session to another task, paused if it was', async () => {
    const w = world();
    const recorder = w.open();
    const sessionId = await recorder.sessions.startManual('T', 'devin');
    await w.time.pass(minute);
    await recorder.sessions.passOn(sessionId, 'U');
    await w.time.pass(2 * minute);
    const [ofU] = recorder.sessions.running(w.time.now);
    assert.deepEqual([ofU?.taskId, ofU?.agent, ofU?.state, ofU?.busyMs], ['U', 'devin', 'busy', 2 * minute]);
    await recorder.sessions.pause(ofU?.sessionId ?? '');
    await recorder.sessions.passOn(ofU?.sessionId ?? '', 'T');
    await w.time.pass(minute);
    const [ofT, ...more] = recorder.sessions.running(w.time.now);
    assert.deepEqual([ofT?.taskId, ofT?.state, ofT?.busyMs, more.length], ['T', 'paused', 0, 0]);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, minute);
    assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, 2 * minute);
  });

  it('counts the typing of a new prompt from its beginning, also where a sent one had its name', async () => {
    const w = world();
    const recorder = w.open();
    const type = async (): Promise<void> => {
      for (const ms of [0, 1000, 1000]) {
        await w.time.pass(ms);
        recorder.sensors.typedIn('untitled:1');
      }
    };
    recorder.prompts.bind('untitled:1', 'T');
    await type();
    assert.equal(recorder.prompts.typedMs('untitled:1'), 2000);
    recorder.prompts.finish('untitled:1');
    await w.time.pass(minute);
    recorder.prompts.bind('untitled:1', 'T');
    assert.equal(recorder.prompts.typedMs('untitled:1'), 0);
    await type();
    assert.equal(recorder.prompts.typedMs('untitled:1'), 2000);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 4000);
    await recorder.flush();
    assert.equal(w.open().prompts.typedMs('untitled:1'), 2000, 'after a reload');
  });

  it('ends a session with its task, and counts the next turn of its program for the task that is current then', async () => {
    const w = world();
    const recorder = w.open();
    const work = async (ms: number): Promise<void> => {
      for (let passed = 0; passed <= ms; passed += 500) {
        recorder.sensors.observe({ kind: 'working', terminal: interactive.terminal });
        await w.time.pass(500);
      }
    };
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(interactive);
    await work(10_000);
    const [running] = recorder.sessions.running(w.time.now);
    assert.ok(running);
    await recorder.sessions.release(running.sessionId);
    const measured = recorder.measurement.ofTask('T', w.time.now).aiMs;
    recorder.currentTask.set('U');
    await work(5000);
    assert.equal(
      recorder.measurement.ofTask('U', w.time.now).aiMs,
      0,
      'the rest of the turn is not of the next task',
    );
    await w.time.pass(minute);
    await work(20_000);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, measured);
    assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, 20_000);
    recorder.sensors.observe({ kind: 'session-ended', terminal: interactive.terminal, exitCode: 0 });
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
  });

  it('reports a change with each second of typing, and not with each key', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.typedIn('prompt');
    let notified = 0;
    recorder.onDidChange(() => (notified += 1));
    for (let key = 0; key < 50; key++) {
      w.time.now += 100;
      recorder.sensors.typedIn('prompt');
    }
    assert.equal(notified, 5);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 5000);
  });

  it('does not time a program again that was stopped manually, or that has ended', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(interactive);
    await recorder.sessions.stop(recorder.sessions.running(w.time.now)[0]?.sessionId ?? '');
    await w.time.pass(minute);
    recorder.sensors.observe({ kind: 'working', terminal: interactive.terminal });
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
    recorder.sensors.programStarted(interactive);
    await recorder.sessions.release(recorder.sessions.running(w.time.now)[0]?.sessionId ?? '');
    recorder.sensors.observe({ kind: 'session-ended', terminal: interactive.terminal, exitCode: 0 });
    await w.time.pass(minute);
    recorder.sensors.observe({ kind: 'working', terminal: interactive.terminal });
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
  });

  it('lets an agent work for the task whose prompt was sent to it, and keeps what it did before where it was', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    recorder.sensors.promptSent(batch.terminal, 'U');
    await w.time.pass(2 * minute);
    recorder.sensors.promptSent(batch.terminal, 'U');
    await w.time.pass(minute);
    recorder.sensors.observe({ kind: 'session-ended', terminal: batch.terminal, exitCode: 0 });
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, minute);
    assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, 3 * minute);
  });

  it('counts what runs up to now without asking the store each time', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    const asked = w.store.questions;
    for (let tick = 1; tick <= 60; tick++) {
      w.time.now += 1000;
      assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, minute + tick * 1000);
      assert.equal(recorder.measurement.between(w.time.now - 5000, w.time.now, w.time.now).aiMs, 5000);
    }
    // One question for the task, one for each of the sixty ranges, whose beginning moved.
    assert.equal(w.store.questions - asked, 61);
  });

  it('has the work of a time as spans, what runs included up to now, and nothing that only touches it', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    const start = w.time.now;
    recorder.sensors.programStarted(batch);
    await w.time.pass(2 * minute);
    recorder.sensors.observe({ kind: 'session-ended', terminal: batch.terminal, exitCode: 0 });
    await w.time.pass(minute);
    await recorder.sessions.startManual('T', 'by hand');
    await w.time.pass(minute);
    const between = (from: number, to: number) =>
      recorder.measurement
        .spansBetween(start + from * minute, start + to * minute, w.time.now)
        .map((span) => [span.kind, (span.start - start) / minute, (span.end - start) / minute]);
    assert.deepEqual(between(0, 60), [
      ['agent', 0, 2],
      ['agent', 3, 4],
    ]);
    assert.deepEqual(between(2, 60), [['agent', 3, 4]]);
    assert.deepEqual(between(1, 3), [['agent', 0, 2]]);
  });

  it('adds parallel sessions up, and shows their union as wall clock', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(batch);
    await recorder.sessions.startManual('T', 'by hand');
    await w.time.pass(5 * minute);
    const { aiMs, wallClockMs } = recorder.measurement.ofTask('T', w.time.now);
    assert.deepEqual([aiMs, wallClockMs], [10 * minute, 5 * minute]);
  });

  it('forgets a manually timed session that could not be stored, and says so', async () => {
    const w = world();
    const recorder = w.open();
    w.store.full = true;
    await assert.rejects(recorder.sessions.startManual('T', 'by hand'), UserError);
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
    w.store.full = false;
    await w.time.pass(minute);
    assert.equal(w.store.sessions.size, 0);
  });

  it('keeps what had ended before a session that could not be stored', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    for (let key = 0; key < 5; key++) {
      recorder.sensors.typedIn('untitled:1');
      await w.time.pass(500);
    }
    w.store.full = true;
    w.time.jump(10 * minute);
    await assert.rejects(recorder.sessions.startManual('T', 'by hand'), UserError);
    w.store.full = false;
    await w.time.pass(minute);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 2000);
  });

  it('keeps measured time while the disk is full, in order, and writes it later', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    w.store.full = true;
    recorder.sensors.programStarted(batch);
    await w.time.pass(2 * minute);
    recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 1 });
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    assert.equal(recorder.measurement.failing, true);
    assert.equal(w.log.errors.length, 1, 'said once, not with every attempt');
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, 3 * minute);
    assert.equal(recorder.measurement.between(0, w.time.now + 1, w.time.now).aiMs, 3 * minute);
    w.store.full = false;
    await w.time.pass(20_000);
    assert.equal(recorder.measurement.failing, false);
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, 3 * minute + 20_000);
    const stored = w.store.actions.flat().map((change) => `${change.entity} ${change.kind}`);
    assert.deepEqual(stored, ['session set', 'span set', 'session set', 'session set']);
  });

  it('beats every 15 seconds and at once when what runs changes', async () => {
    const w = world();
    const recorder = w.open();
    await settled();
    w.windows.beats.length = 0;
    recorder.sensors.programStarted(batch);
    await settled();
    assert.equal(w.windows.beats[0]?.work.sessions[0]?.busySince, w.time.now);
    await w.time.pass(minute);
    assert.equal(w.windows.beats.length, 5);
  });

  it('shows what another window runs, and counts it only until its span is stored', async () => {
    const w = world();
    const a = w.open(new MemoryOfWindow());
    const b = w.open(new MemoryOfWindow());
    a.currentTask.set('T');
    a.sensors.programStarted(batch);
    await w.time.pass(minute);
    const beat = w.windows.beats.filter(({ work }) => work.sessions.length > 0).at(-1);
    assert.ok(beat);
    w.windows.others = [beat.work];
    await w.time.pass(15_000);
    assert.equal(b.measurement.ofTask('T', w.time.now).aiMs, minute + 15_000);
    assert.equal(
      a.measurement.ofTask('T', w.time.now).aiMs,
      minute + 15_000,
      'its own work is not counted twice',
    );
    const [seen] = b.sessions.running(w.time.now);
    assert.deepEqual([seen?.state, seen?.busyMs, seen?.agent], ['other-window', minute + 15_000, 'claude']);
    a.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    await settled();
    await w.time.pass(10_000);
    assert.equal(b.measurement.ofTask('T', w.time.now).aiMs, minute + 15_000);
    assert.deepEqual(b.sessions.running(w.time.now), []);
  });

  it('finishes the work of a window that died at its last heartbeat', async () => {
    const w = world();
    const start = w.time.now;
    w.store.sessions.set('S', {
      id: 'S',
      taskId: 'T',
      agent: 'claude',
      mode: 'batch',
      folder: null,
      startedAt: start,
      endedAt: null,
      ending: null,
      exitCode: null,
      transcript: null,
      ignored: false,
    });
    w.windows.orphans.push({
      writer: 'dead',
      lastBeatAt: start + 7 * minute,
      work: {
        sessions: [{ sessionId: 'S', busySince: start, taskId: 'T' }],
        typing: { taskId: 'T', since: start, lastAt: start + 5000 },
      },
    });
    w.time.now += 60 * minute;
    w.open();
    await settled();
    assert.deepEqual(spans(w), [
      { taskId: 'T', kind: 'agent', ms: 7 * minute, evidence: 'recovered' },
      { taskId: 'T', kind: 'supervision', ms: 5000, evidence: 'recovered' },
    ]);
    assert.equal(session(w).ending, 'recovered');
    assert.equal(session(w).endedAt, start + 7 * minute);
  });

  describe('over a reload of the window', () => {
    async function reloaded(program: typeof batch | typeof interactive) {
      const w = world();
      const before = w.open();
      before.currentTask.set('T');
      before.sensors.programStarted(program);
      for (let second = 0; second < 60; second++) {
        before.sensors.observe({ kind: 'working', terminal: program.terminal });
        await w.time.pass(1000);
      }
      before.sensors.observe({ kind: 'terminal-suspended', terminal: program.terminal });
      await before.flush();
      await w.time.pass(5000);
      return { w, recorder: w.open() };
    }

    it('measures a batch run to its true end, seen by the process of its terminal', async () => {
      const { w, recorder } = await reloaded(batch);
      await w.time.pass(4 * minute);
      assert.equal(recorder.sessions.running(w.time.now)[0]?.state, 'suspended');
      assert.equal(recorder.sensors.isSuspendedIn('pid 1'), true);
      recorder.sensors.terminalsPresent(new Set(['pid 1']));
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
      await settled();
      const whole = 5 * minute + 5000;
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: whole, evidence: 'measured' }]);
      assert.equal(session(w).ending, 'exited');
    });

    it('stores a session whose start the disk had refused, and all that is measured since', async () => {
      const w = world();
      const before = w.open();
      before.currentTask.set('T');
      w.store.full = true;
      before.sensors.programStarted(batch);
      await w.time.pass(minute);
      await before.flush();
      w.store.full = false;
      const recorder = w.open();
      await w.time.pass(minute);
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
      await settled();
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 2 * minute, evidence: 'measured' }]);
      assert.deepEqual([session(w).ending, recorder.measurement.failing], ['exited', false]);
    });

    it('sees the end of a run also where it was moved to another task', async () => {
      const { w, recorder } = await reloaded(batch);
      const [running] = recorder.sessions.running(w.time.now);
      await recorder.sessions.passOn(running?.sessionId ?? '', 'U');
      await w.time.pass(2 * minute);
      assert.equal(recorder.sensors.isSuspendedIn('pid 1'), true);
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
      await settled();
      assert.deepEqual(recorder.sessions.running(w.time.now), []);
      assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, 2 * minute);
    });

    it('ends a run whose terminal did not come back where it was last seen', async () => {
      const { w, recorder } = await reloaded(batch);
      await w.time.pass(minute);
      recorder.sensors.terminalsPresent(new Set(['pid 7']));
      await settled();
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: minute, evidence: 'recovered' }]);
      assert.equal(session(w).ending, 'recovered');
      assert.deepEqual(recorder.sessions.running(w.time.now), []);
    });

    it('counts nothing more of an interactive agent, whose output is out of sight', async () => {
      const { w, recorder } = await reloaded(interactive);
      await w.time.pass(9 * minute);
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 2', exitCode: 0 });
      await settled();
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 59_000, evidence: 'estimated' }]);
      assert.equal(session(w).endedAt, w.time.now);
    });

    it('keeps a run whose heartbeat it claims, where only the host has crashed', async () => {
      const w = world();
      const start = w.time.now;
      const crashed = w.open();
      crashed.currentTask.set('T');
      crashed.sensors.programStarted(batch);
      await w.time.pass(40_000);
      const last = w.windows.beats.at(-1);
      assert.ok(last);
      crashed.dispose();
      await w.time.pass(60_000);
      w.windows.orphans.push({ writer: 'crashed', lastBeatAt: last.at, work: last.work });
      const recorder = w.open();
      await settled();
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 30_000, evidence: 'recovered' }]);
      assert.equal(session(w).endedAt, null);
      await w.time.pass(20_000);
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
      await settled();
      const ms = w.time.now - start;
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms, evidence: 'measured' }]);
    });

    it('ends a run at its last heartbeat, also where its terminal is missed before the heartbeat is claimed', async () => {
      const w = world();
      const crashed = w.open();
      crashed.currentTask.set('T');
      crashed.sensors.programStarted(batch);
      await w.time.pass(40_000);
      const last = w.windows.beats.at(-1);
      assert.ok(last);
      crashed.dispose();
      await w.time.pass(10_000);
      w.open().sensors.terminalsPresent(new Set());
      await settled();
      assert.equal(session(w).ending, 'recovered');
      w.windows.orphans.push({ writer: 'crashed', lastBeatAt: last.at, work: last.work });
      await w.time.pass(60_000);
      assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 30_000, evidence: 'recovered' }]);
      assert.equal(session(w).endedAt, last.at);
    });

    it('does not believe a program after more than a day', async () => {
      const { w } = await reloaded(batch);
      w.time.jump(25 * 60 * minute);
      const recorder = w.open();
      await settled();
      assert.equal(session(w).ending, 'recovered');
      assert.deepEqual(recorder.sessions.running(w.time.now), []);
    });

    for (const [name, absence, state, ms] of [
      ['continues by itself', 10_000, 'busy', 2 * minute],
      ['waits paused after a longer absence', 10 * minute, 'paused', minute],
    ] as const) {
      it(`a manually timed session ${name}`, async () => {
        const w = world();
        const before = w.open();
        await before.sessions.startManual('T', 'by hand');
        await w.time.pass(minute);
        await before.flush();
        w.time.jump(absence);
        const recorder = w.open();
        await w.time.pass(minute);
        const [running] = recorder.sessions.running(w.time.now);
        assert.deepEqual([running?.state, running?.busyMs], [state, ms]);
      });
    }

    it('keeps the current task, the prompts and what was typed in them', async () => {
      const w = world();
      const before = w.open();
      before.currentTask.set('T');
      before.prompts.bind('untitled:1', 'U');
      for (let key = 0; key < 5; key++) {
        before.sensors.typedIn('untitled:1');
        await w.time.pass(500);
      }
      await before.flush();
      const recorder = w.open();
      assert.equal(recorder.currentTask.id, 'T');
      assert.equal(recorder.prompts.taskOf('untitled:1'), 'U');
      assert.equal(recorder.prompts.typedMs('untitled:1'), 2000);
      assert.deepEqual(spans(w), [{ taskId: 'U', kind: 'supervision', ms: 2000, evidence: 'measured' }]);
    });
  });

  it('freezes while the editor does not answer, and takes a batch run up again when it does', async () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    recorder.sensors.programStarted(batch);
    await w.time.pass(minute);
    w.editorAnswers = false;
    await w.time.pass(3 * minute);
    assert.equal(recorder.sessions.running(w.time.now)[0]?.state, 'suspended');
    const frozen = recorder.measurement.ofTask('T', w.time.now).aiMs;
    assert.ok(frozen >= 45_000 && frozen <= minute, `${frozen}`);
    assert.equal(w.windows.beats.at(-1)?.work.sessions[0]?.busySince, null);
    await w.answerAgain();
    assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, 4 * minute);
    recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
    await settled();
    assert.deepEqual(spans(w), [{ taskId: 'T', kind: 'agent', ms: 4 * minute, evidence: 'measured' }]);
  });

  it('has no current task once that is closed', () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    w.store.tasks.delete('T');
    assert.equal(recorder.currentTask.id, undefined);
  });

  it('starts with nothing where the memory holds rubbish', () => {
    const w = world();
    w.memory.values.set('runningSessions', '{"sessions":[{"at":1}]}');
    w.memory.values.set('promptBindings', '[1]');
    w.memory.values.set('currentTask', '{}');
    const recorder = w.open();
    assert.deepEqual(recorder.sessions.running(w.time.now), []);
    assert.equal(recorder.currentTask.id, undefined);
  });

  it('does not throw at a sensor when the record does', () => {
    const w = world();
    const recorder = w.open();
    recorder.currentTask.set('T');
    w.store.task = () => {
      throw new Error('The record is closed.');
    };
    recorder.sensors.typedIn('untitled:1');
    recorder.prompts.hand('untitled:1', 7);
    assert.equal(w.log.errors.length, 2);
  });

  it('does not throw at a sensor when a listener does', () => {
    const w = world();
    const recorder = w.open();
    recorder.onDidChange(() => {
      throw new Error('A view is broken.');
    });
    recorder.sensors.programStarted(batch);
    assert.equal(recorder.sessions.running(w.time.now).length, 1);
    assert.ok(w.log.errors.length > 0);
  });
});
