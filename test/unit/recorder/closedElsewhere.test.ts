import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/userError';
import { closing } from '../../store/recordBuilders';
import { openTaskById } from '../../../src/editor/commands/task/taskById';
import { minute, settled, someTask, world, type World } from './recorderWorld';

const batch = { terminal: 'pid 1', agent: 'claude', mode: 'batch', folder: null } as const;
const interactive = { terminal: 'pid 2', agent: 'codex', mode: 'interactive', folder: null } as const;

function change(w: World): void {
  w.store.version++;
  w.store.fire();
}

function close(w: World): void {
  w.store.tasks.set('T', { ...someTask, closing: closing() });
  change(w);
}

function remove(w: World): void {
  w.store.tasks.delete('T');
  change(w);
}

async function work(w: World, recorder: ReturnType<World['open']>, ms: number): Promise<void> {
  for (let passed = 0; passed <= ms; passed += 500) {
    recorder.sensors.observe({ kind: 'working', terminal: interactive.terminal });
    await w.time.pass(500);
  }
}

for (const [what, endTask] of [
  ['closed', close],
  ['deleted', remove],
] as const) {
  describe(`A task that another window has ${what}`, () => {
    it('takes its sessions with it, and the next turn of an agent counts for what is current then', async () => {
      const w = world();
      const recorder = w.open();
      recorder.currentTask.set('T');
      recorder.sensors.programStarted(interactive);
      await work(w, recorder, 10_000);
      endTask(w);
      const { aiMs } = recorder.measurement.ofTask('T', w.time.now);
      assert.ok(aiMs >= 10_000, `${aiMs}`);
      recorder.currentTask.set('U');
      await w.time.pass(minute);
      await work(w, recorder, 20_000);
      assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, aiMs);
      assert.equal(recorder.measurement.ofTask('U', w.time.now).aiMs, 20_000);
    });

    it('keeps what a batch run had done, once', async () => {
      const w = world();
      const recorder = w.open();
      recorder.currentTask.set('T');
      recorder.sensors.programStarted(batch);
      await w.time.pass(minute);
      endTask(w);
      await w.time.pass(minute);
      recorder.sensors.observe({ kind: 'session-ended', terminal: batch.terminal, exitCode: 0 });
      await settled();
      assert.equal(recorder.measurement.ofTask('T', w.time.now).aiMs, minute);
      assert.equal([...w.store.sessions.values()][0]?.ending, 'stopped');
    });

    it('gets no session of those that have none', async () => {
      const w = world();
      const recorder = w.open();
      recorder.sensors.programStarted(batch);
      await w.time.pass(minute);
      endTask(w);
      recorder.currentTask.set('T');
      assert.equal(recorder.sessions.running(w.time.now)[0]?.taskId, null);
    });

    it('gets no session that is moved to it, nor one that is timed manually', async () => {
      const w = world();
      const recorder = w.open();
      const sessionId = await recorder.sessions.startManual('U', 'devin');
      await w.time.pass(minute);
      endTask(w);
      await assert.rejects(recorder.sessions.move(sessionId, 'T'), UserError);
      await assert.rejects(recorder.sessions.startManual('T', 'devin'), UserError);
      assert.deepEqual(
        recorder.sessions.running(w.time.now).map(({ taskId }) => taskId),
        ['U'],
      );
    });

    it('does not become the current one', () => {
      const w = world();
      const recorder = w.open();
      recorder.currentTask.set('U');
      endTask(w);
      assert.throws(() => openTaskById({ store: w.store }, 'T'), UserError);
      assert.equal(openTaskById({ store: w.store }, 'U').id, 'U');
    });

    it('gets no typing: its prompts count for what is current, and are its own again where that was undone', async () => {
      const w = world();
      const recorder = w.open();
      recorder.prompts.bind('untitled:1', 'T');
      recorder.currentTask.set('U');
      endTask(w);
      for (let key = 0; key < 5; key++) {
        recorder.sensors.typedIn('untitled:1');
        await w.time.pass(500);
      }
      assert.equal(recorder.prompts.taskOf('untitled:1'), undefined);
      assert.equal(recorder.measurement.ofTask('T', w.time.now).supervisoryMs, 0);
      assert.equal(recorder.measurement.ofTask('U', w.time.now).supervisoryMs, 2000);
      w.store.tasks.set('T', someTask);
      change(w);
      assert.equal(recorder.prompts.taskOf('untitled:1'), 'T');
    });
  });
}

describe('A record that is not open', () => {
  it('ends no session: whether its task is there is not known', async () => {
    const w = world();
    const before = w.open();
    before.currentTask.set('T');
    before.sensors.programStarted(batch);
    await before.flush();
    w.store.tasks.clear();
    for (const status of [
      { kind: 'opening' },
      { kind: 'failing', message: 'The record could not be opened.', nextStep: '' },
    ] as const) {
      w.store.status = status;
      const recorder = w.open();
      change(w);
      assert.equal(recorder.sensors.isSuspendedIn('pid 1'), true);
      recorder.dispose();
    }
  });
});
