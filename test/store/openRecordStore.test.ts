import type { Change } from '../../src/core/task/change';
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../src/core/userError';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import {
  changeTask,
  closing,
  sessionFields,
  setSession,
  setSpan,
  setTask,
  spanFields,
  startOfWork,
  taskFields,
} from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

describe('A record store', () => {
  it('is empty and ready in a new folder', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(join(directory, 'a', 'b'));
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      assert.deepEqual(store.openTasks(), []);
      assert.deepEqual(store.daySums(), []);
      assert.equal(store.task('nobody'), undefined);
      await store.close();
    }));

  const reads: readonly (readonly [string, (store: OpenRecordStore) => unknown, unknown])[] = [
    ['task', (store) => store.task('task-1')?.title, 'renamed'],
    ['openTasks', (store) => store.openTasks().map((task) => task.id), ['task-2']],
    ['closedTasks', (store) => store.closedTasks('2026-03-10').map((task) => task.title), ['renamed']],
    ['daySums', (store) => store.daySums().map((sums) => [sums.day, sums.tasks]), [['2026-03-10', 1]]],
    ['spansOfTask', (store) => store.spansOfTask('task-1').map((span) => span.id), ['span-1']],
    ['spansOfSession', (store) => store.spansOfSession('session-1').map((span) => span.id), ['span-1']],
    ['sessionsOfTask', (store) => store.sessionsOfTask('task-1').map((session) => session.id), ['session-1']],
    [
      'sessionsOfTasks',
      (store) => store.sessionsOfTasks(['none', 'task-1']).map((session) => session.id),
      ['session-1'],
    ],
    ['session', (store) => store.session('session-1')?.id, 'session-1'],
  ];
  for (const [name, read, expected] of reads) {
    it(`answers ${name} with all that is acknowledged, from the first moment`, () =>
      inTemporaryFolder(async (directory) => {
        const store = await openStore(directory);
        const session: Change = {
          entity: 'session',
          id: 'session-1',
          kind: 'set',
          fields: sessionFields({ taskId: 'task-1' }),
        };
        await store.append([setTask('task-1'), setTask('task-2'), session]);
        // Two actions one upon the other, before anything has been asked.
        await store.append([changeTask('task-1', { title: 'renamed' })]);
        await store.append([
          changeTask('task-1', { closing: closing() }),
          setSpan('span-1', { taskId: 'task-1', sessionId: 'session-1' }),
        ]);
        assert.deepEqual(read(store), expected);
        await store.close();
      }));
  }

  it('answers what was appended, at once and after it was opened again', () =>
    inTemporaryFolder(async (directory) => {
      const first = await openStore(directory);
      await first.append([
        setTask('task-1'),
        setSession('session-1'),
        setSpan('span-1', { sessionId: 'session-1' }),
      ]);
      await first.append([
        changeTask('task-1', { closing: closing() }),
        setTask('task-2', { title: 'Second' }),
      ]);
      const check = (store: typeof first) => {
        assert.deepEqual(store.task('task-1'), { id: 'task-1', ...taskFields({ closing: closing() }) });
        assert.deepEqual(
          store.closedTasks('2026-03-10').map((task) => task.id),
          ['task-1'],
        );
        assert.deepEqual(
          store.openTasks().map((task) => task.id),
          ['task-2'],
        );
        assert.deepEqual(store.daySums(), [
          {
            day: '2026-03-10',
            tasks: 1,
            humanHours: 8,
            aiMinutes: 30,
            supervisoryMinutes: 4,
            tokens: 0,
            highestLeverageFactor: 16,
            highestSupervisoryFactor: 120,
          },
        ]);
        assert.deepEqual(store.spansOfSession('session-1'), [
          { id: 'span-1', ...spanFields({ sessionId: 'session-1' }) },
        ]);
        assert.deepEqual(store.openSessions(), [{ id: 'session-1', ...sessionFields() }]);
        assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      };
      check(first);
      await first.close();
      const second = await openStore(directory);
      check(second);
      await second.close();
    }));

  it('finds many imported tasks at a time as it finds each, deleted ones and odd keys included', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const keys = ['row:0:a', 'é“”🙂', 'with\0nul', 'half \ud800 pair', '["quoted\\"]', 'deleted'];
      await store.append(keys.map((importKey, index) => setTask(`task-${index}`, { importKey })));
      await store.append([
        setTask('another', { importKey: 'row:0:a' }),
        { entity: 'task', id: 'task-5', kind: 'delete' },
      ]);
      const found = store.tasksByImportKeys(['none', ...keys]);
      assert.deepEqual([...found.keys()].sort(), [...keys].sort());
      for (const key of keys) {
        assert.deepEqual(found.get(key)?.task, store.taskByImportKey(key));
        assert.equal(found.get(key)?.deleted, key === 'deleted');
      }
      assert.equal(found.get('row:0:a')?.task.id, 'another');
      await store.close();
    }));

  it('finds spans that touch an interval, long ones too', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const dayMs = 86_400_000;
      await store.append([
        setSpan('before', { start: startOfWork - 2_000, end: startOfWork }),
        setSpan('into', { start: startOfWork - 1_000, end: startOfWork + 1 }),
        setSpan('long', { start: startOfWork - 40 * dayMs, end: startOfWork + 1 }),
        setSpan('a day', { start: startOfWork - dayMs + 1, end: startOfWork + 1 }),
        setSpan('out of', { start: startOfWork + 999, end: startOfWork + 2_000 }),
        setSpan('after', { start: startOfWork + 1_000, end: startOfWork + 2_000 }),
      ]);
      assert.deepEqual(
        store.spansBetween(startOfWork, startOfWork + 1_000).map((span) => span.id),
        ['long', 'a day', 'into', 'out of'],
      );
      await store.close();
    }));

  it('finds no spans of a deleted task between two moments until its deletion is undone', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const found = () => store.spansBetween(startOfWork, startOfWork + 1_000).map((span) => span.id);
      const within = { start: startOfWork, end: startOfWork + 1_000 };
      await store.append([
        setTask('task-1'),
        setSpan('its', within),
        setSpan('of a task still to come', { ...within, taskId: 'task-2' }),
        setSpan('of none', { ...within, taskId: null }),
      ]);
      const { inverse } = await store.append([{ entity: 'task', id: 'task-1', kind: 'delete' }]);
      assert.deepEqual(found(), ['of a task still to come', 'of none']);
      await store.append(inverse);
      assert.deepEqual(found(), ['its', 'of a task still to come', 'of none']);
      await store.close();
    }));

  it('refuses a change of something unknown and a value that is not right, and stores nothing of the action', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await assert.rejects(
        store.append([setTask('task-1'), changeTask('nobody', { title: 'x' })]),
        UserError,
      );
      await assert.rejects(store.append([setTask('task-1', { startedAt: -1 })]), UserError);
      assert.equal(store.task('task-1'), undefined);
      assert.equal(store.version, 0);
      assert.deepEqual((await readdir(directory)).sort(), ['journal']);
      await store.close();
    }));
});
