import assert from 'node:assert/strict';
import { renaming, regroupChanges, setGroupChanges } from '../../../src/core/grouping/regroup';
import type { RecordStore } from '../../../src/core/record/recordStore';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { proposedFields } from '../../fixtures/proposals';
import { closing, setTask, startOfWork } from '../../store/recordBuilders';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';
import { MemoryOfWindow } from '../recorder/recorderWorld';

const refuse = () => Promise.resolve(false);

/** Three days of work under two spellings, and a proposal under one of them. */
async function inGroupedRecord(
  work: (store: OpenRecordStore, undo: UndoStack) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    const ofDay = (day: string) => closing({ day });
    await store.append([
      setTask('a', { category: 'Bug', closing: ofDay('2026-03-10') }),
      setTask('b', { category: 'bug', closing: ofDay('2026-03-10') }),
      setTask('c', { category: 'bug', workstream: 'bug', closing: ofDay('2026-03-11') }),
      setTask('d', { category: 'bug', startedAt: startOfWork + 1 }),
      setTask('e', { workstream: 'Shop', closing: ofDay('2026-03-12') }),
      setTask('f'),
      setTask('gone', { category: 'bug', closing: ofDay('2026-03-12') }),
      { entity: 'task', id: 'gone', kind: 'delete' },
      { entity: 'proposal', id: 'p', kind: 'set', fields: proposedFields({ category: 'bug' }) },
    ]);
    await work(store, new UndoStack(store, new MemoryOfWindow()));
    await store.close();
  });
}

function categories(store: Pick<RecordStore, 'task'>) {
  return ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => store.task(id)?.category);
}

describe('The tasks of the record that have a category or workstream', () => {
  it('are all but the deleted ones, open or closed, the latest first', () =>
    inGroupedRecord(async (store) => {
      const found = store.groupedTasks();
      assert.deepEqual(new Set(found.map(({ id }) => id)), new Set(['a', 'b', 'c', 'd', 'e']));
      assert.deepEqual(found[0], {
        id: 'd',
        title: 'Parse the manifest',
        folder: null,
        startedAt: startOfWork + 1,
        category: 'bug',
        workstream: null,
        day: null,
      });
      assert.deepEqual(store.groupedTasks(1), [found[0]]);
      await store.append(setGroupChanges([{ id: 'f', category: null, workstream: null }], 'category', 'New'));
      assert.equal(store.groupedTasks().length, 6);
    }));
});

describe('Setting the category of several tasks', () => {
  it('changes only those that have another, as one action with one Undo', () =>
    inGroupedRecord(async (store, undo) => {
      const before = categories(store);
      const tasks = ['a', 'b', 'f'].flatMap((id) => store.task(id) ?? []);
      const changes = setGroupChanges(tasks, 'category', 'Bug');
      assert.deepEqual(
        changes.map(({ id }) => id),
        ['b', 'f'],
      );
      await undo.apply('Set Category of 3 Tasks', changes);
      assert.deepEqual(categories(store), ['Bug', 'Bug', 'bug', 'bug', null, 'Bug']);
      await undo.undo(refuse);
      assert.deepEqual(categories(store), before);
    }));

  it('takes it away with null, and writes nothing where nothing changes', () => {
    const task = { id: 'a', category: 'Bug', workstream: null };
    assert.deepEqual(setGroupChanges([task], 'category', null), [
      { entity: 'task', id: 'a', kind: 'set', fields: { category: null } },
    ]);
    assert.deepEqual(setGroupChanges([task], 'workstream', null), []);
    assert.deepEqual(regroupChanges(task, { category: 'Bug' }), []);
    assert.deepEqual(regroupChanges(task, { category: 'Docs', workstream: 'Shop' }), [
      { entity: 'task', id: 'a', kind: 'set', fields: { category: 'Docs', workstream: 'Shop' } },
    ]);
  });
});

describe('Renaming a category', () => {
  it('says first what it reaches, then merges two spellings over all days, with one Undo', () =>
    inGroupedRecord(async (store, undo) => {
      const before = categories(store);
      const { changes, ...reach } = renaming(
        'category',
        ['bug', 'Bug'],
        store.groupedTasks(),
        store.openProposals(),
      );
      assert.deepEqual(reach, { tasks: 3, days: 2, proposed: 1, merged: 1 });
      await undo.apply('Rename', changes);
      assert.deepEqual(categories(store), ['Bug', 'Bug', 'Bug', 'Bug', null, null]);
      assert.equal(store.task('c')?.workstream, 'bug', 'a workstream of that name is another thing');
      assert.equal(store.proposal('p')?.edited?.category, 'Bug');
      assert.equal(store.proposal('p')?.category, 'bug', 'what the agent said stays beside it');
      await undo.undo(refuse);
      assert.deepEqual(categories(store), before);
      assert.equal(store.proposal('p')?.edited, null);
    }));

  it('to the same name changes nothing', () =>
    inGroupedRecord((store) => {
      const { changes } = renaming('category', ['bug', 'bug'], store.groupedTasks(), store.openProposals());
      assert.deepEqual(changes, []);
      return Promise.resolve();
    }));
});
