import assert from 'node:assert/strict';
import type { CoveredTranscript } from '../../../src/core/transcript/source/transcriptSource';
import type { Recorder } from '../../../src/recorder/createRecorder';
import { openTask } from '../../fixtures/tasks';
import { coveredOf, summary } from '../../fixtures/transcripts';
import { minute, settled, world, type World } from './recorderWorld';

const claude = { terminal: 'pid 1', agent: 'claude', mode: 'interactive', folder: null } as const;
const second = 1000;

/** An agent in a terminal of task T, whose transcript has a minute of work ten minutes ago. */
async function working() {
  const w = world();
  const start = w.time.now;
  for (const id of ['T', 'U']) {
    w.store.tasks.set(id, openTask({ id }));
  }
  const recorder = w.open();
  recorder.currentTask.set('T');
  recorder.sensors.programStarted(claude);
  const sessionId = recorder.sessions.running(w.time.now)[0]?.sessionId ?? '';
  await w.time.pass(10 * minute);
  /** Prompts submitted so many seconds after the start; each took ten to type, and may have been begun a minute before. */
  const transcript = (...prompts: readonly number[]): CoveredTranscript => ({
    ...coveredOf(summary('a', { start, end: start + minute }), start, null),
    composed: prompts.map((at) => ({
      id: `prompt ${at}`,
      since: start + (at - 60) * second,
      at: start + at * second,
      length: 33,
      ms: 10 * second,
    })),
  });
  const at = (moment: number): number => (moment - start) / second;
  const read = async (...prompts: readonly number[]): Promise<void> => {
    recorder.transcripts.read(sessionId, transcript(...prompts));
    await settled();
  };
  return { w, recorder, sessionId, transcript, read, at, start };
}

function supervision({ store }: World) {
  return [...store.spans.values()]
    .filter(({ kind, sessionId }) => kind === 'supervision' && sessionId !== null)
    .sort((a, b) => a.start - b.start);
}

async function type(w: World, recorder: Recorder, document: string, seconds: number): Promise<void> {
  recorder.sensors.typedIn(document);
  for (let typed = 0; typed < seconds; typed += 1) {
    await w.time.pass(second);
    recorder.sensors.typedIn(document);
  }
}

describe('A prompt that was typed straight into a terminal', () => {
  it('counts as estimated supervision of its task, once, and not as work of the agent', async () => {
    const { w, recorder, sessionId, read, at } = await working();
    await read(100, 300);
    await read(100, 300);
    assert.deepEqual(
      supervision(w).map(({ taskId, start, end, evidence }) => [taskId, at(start), at(end), evidence]),
      [
        ['T', 90, 100, 'estimated'],
        ['T', 290, 300, 'estimated'],
      ],
    );
    const measured = recorder.measurement.ofTask('T', w.time.now);
    assert.deepEqual(
      [measured.aiMs, measured.supervisoryMs, measured.supervisionEvidence],
      [minute, 20 * second, 'estimated'],
    );
    assert.equal(recorder.sessions.running(w.time.now)[0]?.busyMs, minute);
    await recorder.sessions.move(sessionId, 'U');
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 0);
    assert.equal(recorder.measurement.ofTask('U', w.time.now).supervisoryMs, 20 * second);
  });

  it('is in the transcript also when its session is over', async () => {
    const { w, recorder, sessionId, transcript, at } = await working();
    await recorder.sessions.stop(sessionId);
    const sentAt = [w.time.now];
    recorder.transcripts.read(sessionId, transcript(100, at(w.time.now)), { pauses: [], sentAt });
    await settled();
    assert.equal(
      recorder.measurement.ofTask('T', w.time.now).supervisoryMs,
      10 * second,
      'but what was measured',
    );
  });

  it('is not estimated where it was sent from a prompt document, however long before it was typed', async () => {
    const { w, recorder, read, at } = await working();
    recorder.prompts.bind('untitled:1', 'T');
    await type(w, recorder, 'untitled:1', 5);
    recorder.prompts.finish('untitled:1');
    await w.time.pass(5 * minute);
    recorder.sensors.promptSent(claude.terminal, 'T');
    const sent = at(w.time.now);
    await w.time.pass(minute);
    await read(100, sent + 1, sent + 40);
    assert.deepEqual(
      supervision(w).map(({ end }) => at(end)),
      [100, sent + 40],
    );
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 25 * second);
  });

  it('is not estimated on top of current typing, or of typing that waits for the disk', async () => {
    const { w, recorder, read, at } = await working();
    w.store.full = true;
    recorder.prompts.bind('untitled:1', 'T');
    await type(w, recorder, 'untitled:1', 5);
    await read(at(w.time.now));
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 5 * second);
    recorder.prompts.finish('untitled:1');
    await read(at(w.time.now));
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 5 * second);
  });

  it('counts nothing while its session is paused', async () => {
    const { w, recorder, sessionId, read, at } = await working();
    await recorder.sessions.pause(sessionId);
    await w.time.pass(minute);
    await read(100, at(w.time.now));
    assert.deepEqual(
      supervision(w).map(({ end }) => at(end)),
      [100],
    );
  });

  it('is not estimated where it was the first of a new conversation, and sent from a document', async () => {
    const { w, recorder, sessionId, transcript, at } = await working();
    recorder.sensors.promptSent(claude.terminal, 'T');
    await w.time.pass(minute);
    recorder.sensors.promptSent(claude.terminal, 'T');
    const sent = at(w.time.now);
    await w.time.pass(3 * second);
    recorder.transcripts.succeed(sessionId, w.time.now - 2.5 * second);
    const next = recorder.sessions.running(w.time.now)[0]?.sessionId ?? '';
    assert.notEqual(next, sessionId);
    await w.time.pass(minute);
    recorder.transcripts.read(next, transcript(sent + 0.5, sent + 40));
    await settled();
    assert.deepEqual(
      supervision(w).map(({ end }) => at(end)),
      [sent + 40],
    );
  });

  it('that was sent from a document is known as such after a reload', async () => {
    const { w, recorder, sessionId, read, transcript, at } = await working();
    recorder.sensors.promptSent(claude.terminal, 'T');
    const sent = at(w.time.now);
    await w.time.pass(second);
    await read(100, sent);
    await recorder.flush();
    const after = w.open();
    after.transcripts.read(sessionId, transcript(100, sent));
    await settled();
    assert.deepEqual(
      supervision(w).map(({ end }) => at(end)),
      [100],
    );
    assert.equal(after.sessions.running(w.time.now)[0]?.busyMs, minute);
  });
});

describe('A prompt that was typed in a document and pasted into an agent after that one had ended its work', () => {
  /** Five seconds of typing, handed over long before a prompt of 33 characters can have been begun in the terminal. */
  async function handed(w: World, recorder: Recorder, length: number): Promise<void> {
    await type(w, recorder, 'untitled:1', 5);
    recorder.prompts.hand('untitled:1', length);
    recorder.prompts.finish('untitled:1');
    await w.time.pass(5 * minute);
  }
  const rows: readonly (readonly [string, number, readonly number[], number])[] = [
    ['counts once, as it was measured', 33, [10], 5],
    ['does not take the next prompt of that length with it', 33, [10, 20], 15],
    ['does not take one with it that was typed in the terminal before', 33, [-400, 10], 15],
    ['takes none of another length with it', 34, [10, 20], 25],
    ['is no longer waited for after an hour', 33, [3600 - 300], 15],
  ];
  for (const [what, length, prompts, seconds] of rows) {
    it(`${what}, also for a session that is over`, async () => {
      const { w, recorder, sessionId, transcript, read, at } = await working();
      recorder.prompts.bind('untitled:1', 'T');
      await handed(w, recorder, length);
      const now = at(w.time.now);
      const composed = prompts.map((each) => now + each);
      await read(...composed);
      assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, seconds * second);
      await recorder.sessions.stop(sessionId);
      recorder.transcripts.read(sessionId, transcript(...composed));
      await settled();
      assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, seconds * second);
    });
  }

  it('counts once also after a reload', async () => {
    const { w, recorder, sessionId, transcript, at } = await working();
    recorder.prompts.bind('untitled:1', 'T');
    await handed(w, recorder, 33);
    await recorder.flush();
    const after = w.open();
    after.transcripts.read(sessionId, transcript(at(w.time.now)));
    await settled();
    assert.equal(after.measurement.ofTask('T', w.time.now).supervisoryMs, 5 * second);
  });

  it('counts once also where it was typed for whatever task was current', async () => {
    const { w, recorder, read, at } = await working();
    await handed(w, recorder, 33);
    await read(at(w.time.now));
    assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 5 * second);
  });

  it('is estimated where its typing counts for no task, since there was none or it was deleted', async () => {
    for (const taskId of [undefined, 'U']) {
      const { w, recorder, sessionId, read, at } = await working();
      recorder.currentTask.set(taskId);
      await handed(w, recorder, 33);
      w.store.tasks.delete('U');
      await recorder.sessions.move(sessionId, 'T');
      await read(at(w.time.now));
      assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 10 * second, taskId);
    }
  });
});
