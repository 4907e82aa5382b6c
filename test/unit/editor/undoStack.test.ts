import assert from 'node:assert/strict';
import { deleteTaskChanges, reopenTaskChanges, setPrivate } from '../../../src/core/task/actions';
import { UserError } from '../../../src/core/userError';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import type { WindowMemory } from '../../../src/recorder/ports/windowMemory';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { changeTask, closing, setSession, setSpan, setTask } from '../../store/recordBuilders';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';

const refuse = () => Promise.resolve(false);
const agree = () => Promise.resolve(true);

/** Keeps JSON, as VS Code does. */
function windowMemory(): WindowMemory {
  const kept = new Map<string, string>();
  return {
    get: (key) => (kept.has(key) ? JSON.parse(kept.get(key) ?? '') : undefined),
    update: (key, value) => {
      kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

async function withStore(work: (store: OpenRecordStore) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    await store.append([setTask('task-1')]);
    await work(store);
    await store.close();
  });
}

function present(store: OpenRecordStore) {
  const task = store.task('task-1');
  assert.ok(task);
  return task;
}

describe('Undo', () => {
  it('has nothing to take back at first', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      assert.equal(undo.label, undefined);
      assert.equal(await undo.undo(refuse), undefined);
    }));

  it('keeps no action that changed nothing', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Nothing', setPrivate(present(store), false));
      assert.equal(undo.label, undefined);
    }));

  it('takes back actions one by one, the last first', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      await undo.apply('Rename again', [changeTask('task-1', { title: 'Third' })]);
      assert.equal((await undo.undo(refuse))?.label, 'Rename again');
      assert.equal(present(store).title, 'Second');
      assert.equal((await undo.undo(refuse))?.label, 'Rename');
      assert.equal(present(store).title, 'Parse the manifest');
      assert.equal(undo.label, undefined);
    }));

  it('asked several times at once takes back as many, each with the last before it gone', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      for (const title of ['Second', 'Third', 'Fourth']) {
        await undo.apply(`Rename to ${title}`, [changeTask('task-1', { title })]);
      }
      const undone = await Promise.all([undo.undo(refuse), undo.undo(refuse), undo.undo(refuse)]);
      assert.deepEqual(
        undone.map((each) => each?.label),
        ['Rename to Fourth', 'Rename to Third', 'Rename to Second'],
      );
      assert.equal(present(store).title, 'Parse the manifest');
    }));

  it('brings back what was deleted, reopened and created, and takes away what was created', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Close', [changeTask('task-1', { closing: closing() })]);
      await undo.apply('Reopen', reopenTaskChanges(present(store)));
      await undo.undo(refuse);
      assert.deepEqual(present(store).closing, closing());
      await undo.apply('Delete', deleteTaskChanges(present(store)));
      await undo.undo(refuse);
      assert.deepEqual(present(store).closing, closing());
      await undo.apply('Start', [setTask('task-2')]);
      await undo.undo(refuse);
      assert.equal(store.task('task-2'), undefined);
    }));

  it('works after the window was reloaded', () =>
    withStore(async (store) => {
      const memory = windowMemory();
      await new UndoStack(store, memory).apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      const undo = new UndoStack(store, memory);
      assert.equal((await undo.undo(refuse))?.label, 'Rename');
      assert.equal(present(store).title, 'Parse the manifest');
    }));

  it('says what it would take back once it is restored after a reload', () =>
    withStore(async (store) => {
      const memory = windowMemory();
      await new UndoStack(store, memory).apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      const undo = new UndoStack(store, memory);
      const labels: (string | undefined)[] = [];
      undo.onDidChange(() => labels.push(undo.label));
      await undo.whenRestored;
      assert.deepEqual(labels, ['Rename']);
      await undo.apply('Rename again', [changeTask('task-1', { title: 'Third' })]);
      assert.equal((await undo.undo(refuse))?.label, 'Rename again');
      assert.equal(undo.label, 'Rename');
    }));

  it('takes back what was started before the window was reloaded', () =>
    withStore(async (store) => {
      const memory = windowMemory();
      await new UndoStack(store, memory).apply('Start', [setTask('task-2')]);
      assert.equal((await new UndoStack(store, memory).undo(refuse))?.label, 'Start');
      assert.equal(store.task('task-2'), undefined);
    }));

  it('asks before it overwrites a later change of the same field, and leaves both if refused', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      await store.append([changeTask('task-1', { title: 'By another window' })]);
      assert.equal(await undo.undo(refuse), undefined);
      assert.equal(present(store).title, 'By another window');
      assert.equal(undo.label, 'Rename');
      assert.equal((await undo.undo(agree))?.label, 'Rename');
      assert.equal(present(store).title, 'Parse the manifest');
    }));

  it('takes nothing back a second time where it was taken back while the user was asked', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      await store.append([changeTask('task-1', { title: 'By another window' })]);
      const undone = await undo.undo(async () => {
        await undo.undo(agree);
        await undo.apply('Rename again', [changeTask('task-1', { title: 'Third' })]);
        return true;
      });
      assert.equal(undone, undefined);
      assert.deepEqual([present(store).title, undo.label], ['Third', 'Rename again']);
    }));

  it('does not ask where another field was changed since, and keeps that change', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      await store.append([changeTask('task-1', { branch: 'later' }), setSpan('span-1')]);
      assert.equal((await undo.undo(refuse))?.label, 'Rename');
      assert.deepEqual([present(store).title, present(store).branch], ['Parse the manifest', 'later']);
    }));

  it('asks before it takes away a new task that was worked on since', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await undo.apply('Start', [setTask('task-2')]);
      await store.append([changeTask('task-2', { closing: closing() })]);
      assert.equal(await undo.undo(refuse), undefined);
      assert.ok(store.task('task-2'));
    }));

  for (const [name, work] of [
    ['typed for', setSpan('span-2', { taskId: 'task-2', sessionId: null, kind: 'supervision' })],
    ['worked on by an agent', setSession('session-2', { taskId: 'task-2' })],
  ] as const) {
    it(`asks before it takes away a new task that was ${name} since, as its minutes would go with it`, () =>
      withStore(async (store) => {
        const undo = new UndoStack(store, windowMemory());
        await undo.apply('Start', [setTask('task-2')]);
        await store.append([work]);
        assert.equal(await undo.undo(refuse), undefined);
        assert.ok(store.task('task-2'));
        assert.equal((await undo.undo(agree))?.label, 'Start');
        assert.equal(store.task('task-2'), undefined);
      }));
  }

  it('takes what a session grew by since it was assigned from the task, with the session', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      await store.append([
        setSession('session-1', { taskId: null, mode: 'transcript' }),
        setSpan('span-1', { taskId: null, sessionId: 'session-1' }),
      ]);
      await undo.apply('Assign', [
        { entity: 'session', id: 'session-1', kind: 'set', fields: { taskId: 'task-1' } },
        { entity: 'span', id: 'span-1', kind: 'set', fields: { taskId: 'task-1' } },
      ]);
      await store.append([setSpan('span-2', { sessionId: 'session-1' })]);
      await undo.undo(refuse);
      assert.deepEqual(store.spansOfTask('task-1'), []);
      assert.deepEqual(
        store.spansOfSession('session-1').map(({ id, taskId }) => [id, taskId]),
        [
          ['span-1', null],
          ['span-2', null],
        ],
      );
    }));

  it('can still take an action back after the disk refused to', () =>
    withStore(async (store) => {
      let full = false;
      const disk = {
        task: (id: string) => store.task(id),
        session: (id: string) => store.session(id),
        proposal: (id: string) => store.proposal(id),
        dayText: (day: string) => store.dayText(day),
        spansOfSession: (id: string) => store.spansOfSession(id),
        sessionsOfTask: (id: string) => store.sessionsOfTask(id),
        spansOfTask: (id: string) => store.spansOfTask(id),
        append: async (changes: Parameters<typeof store.append>[0]) => {
          if (full) {
            throw new UserError('The disk is full.');
          }
          return store.append(changes);
        },
      };
      const undo = new UndoStack(disk, windowMemory());
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      full = true;
      await assert.rejects(undo.undo(refuse), UserError);
      await assert.rejects(undo.apply('Lost', [changeTask('task-1', { title: 'Third' })]), UserError);
      full = false;
      assert.equal(undo.label, 'Rename');
      assert.equal((await undo.undo(refuse))?.label, 'Rename');
    }));

  it('remembers the newest 50 actions', () =>
    withStore(async (store) => {
      const memory = windowMemory();
      const undo = new UndoStack(store, memory);
      for (let round = 1; round <= 51; round++) {
        await undo.apply(`Rename ${round}`, [changeTask('task-1', { title: `Title ${round}` })]);
      }
      let undone = 0;
      const again = new UndoStack(store, memory);
      while ((await again.undo(refuse)) !== undefined) {
        undone++;
      }
      assert.equal(undone, 50);
      assert.equal(present(store).title, 'Title 1');
    }));

  for (const [name, kept] of [
    ['text', 'nonsense'],
    ['entries of an unknown kind', [{ label: 'X', inverse: [{ entity: 'moon' }], left: [] }]],
    [
      'fields of a wrong type',
      [
        {
          label: 'X',
          inverse: [{ entity: 'task', id: 'a', kind: 'set', fields: { title: 7 } }],
          left: [],
        },
      ],
    ],
  ] as const) {
    it(`starts empty where the window's memory holds ${name}`, () =>
      withStore(async (store) => {
        const memory = windowMemory();
        await memory.update('undo', kept);
        const undo = new UndoStack(store, memory);
        await undo.whenRestored;
        assert.equal(undo.label, undefined);
      }));
  }

  it('notifies listeners until they stop', () =>
    withStore(async (store) => {
      const undo = new UndoStack(store, windowMemory());
      let notified = 0;
      const listener = undo.onDidChange(() => notified++);
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      await undo.undo(refuse);
      assert.equal(notified, 2);
      listener.dispose();
      await undo.apply('Rename', [changeTask('task-1', { title: 'Second' })]);
      assert.equal(notified, 2);
    }));
});
