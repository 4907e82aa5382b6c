import assert from 'node:assert/strict';
import { noTokens } from '../../src/core/task/tokens';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { changeTask, closing, sessionFields, setSession, setTask } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

async function withStore(work: (store: OpenRecordStore) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    try {
      await work(store);
    } finally {
      await store.close();
    }
  });
}

const transcript = {
  externalId: 'x',
  branch: null,
  version: null,
  models: ['large', 'small'],
  turns: 1,
  prompts: 1,
  tokens: noTokens,
  from: 0,
  to: null,
};

function closedOn(day: string, sequence = 0) {
  return { closing: closing({ day, sequence }) };
}

describe('the past tasks of a store', () => {
  it('are those closed on the days, in closing order, with the agents and models of their sessions', async () => {
    await withStore(async (store) => {
      await store.append([
        setTask('later', { ...closedOn('2026-03-11'), outcome: { kind: 'dropped' } }),
        setTask('second', { ...closedOn('2026-03-10', 1), private: true, category: 'ops' }),
        setTask('first', {
          closing: closing({
            day: '2026-03-10',
            tokens: { ...noTokens, input: 7 },
            tokensEvidence: 'measured',
          }),
        }),
        setTask('too late', closedOn('2026-03-12')),
        setTask('open'),
        setSession('a', { taskId: 'first', agent: 'codex', transcript }),
        setSession('b', { taskId: 'first', agent: 'codex' }),
        setSession('c', {
          taskId: 'first',
          agent: 'claude',
          transcript: { ...transcript, models: ['large'] },
        }),
        setSession('d', { taskId: 'second', agent: 'gemini' }),
        { entity: 'session', id: 'd', kind: 'delete' },
      ]);
      const tasks = store.pastTasks('2026-03-10', '2026-03-11');
      assert.deepEqual(
        tasks.map(({ id, day, agents, models }) => [id, day, agents.toSorted(), models.toSorted()]),
        [
          ['first', '2026-03-10', ['claude', 'codex'], ['large', 'small']],
          ['second', '2026-03-10', [], []],
          ['later', '2026-03-11', [], []],
        ],
      );
      assert.deepEqual(tasks[0]?.closing.tokens, { ...noTokens, input: 7 });
      assert.deepEqual(
        [tasks[1]?.private, tasks[1]?.category, tasks[1]?.estimate],
        [true, 'ops', { hours: 8, by: 'me' }],
      );
      assert.deepEqual(tasks[2]?.outcome, { kind: 'dropped' });
      assert.deepEqual(store.pastTasks('2026-04-01', '2026-04-30'), []);
    });
  });

  it('have the figures that the days have', async () => {
    await withStore(async (store) => {
      await store.append([
        setTask('a', { ...closedOn('2026-03-10'), estimate: null }),
        setTask('b', { closing: closing({ day: '2026-03-10', aiMinutes: 0, supervisoryMinutes: 0 }) }),
        setTask('c', closedOn('2026-03-11')),
      ]);
      const figures = (tasks: readonly { id: string; estimate: { hours: number } | null }[]) =>
        tasks.map(({ id, estimate }) => [id, estimate?.hours]);
      for (const day of ['2026-03-10', '2026-03-11']) {
        assert.deepEqual(figures(store.pastTasks(day, day)), figures(store.closedTasks(day)));
        const minutes = store
          .closedTasks(day)
          .map((task) => [task.closing.aiMinutes, task.closing.supervisoryMinutes]);
        assert.deepEqual(
          store.pastTasks(day, day).map((task) => [task.closing.aiMinutes, task.closing.supervisoryMinutes]),
          minutes,
        );
      }
    });
  });
});

describe('the changed days of a store', () => {
  it('are any at first, and then those on which something of a closed task changed', async () => {
    await withStore(async (store) => {
      await store.append([
        setTask('a', closedOn('2026-03-10')),
        setTask('b', closedOn('2026-03-11')),
        setTask('open'),
      ]);
      const first = store.changedDays(undefined);
      assert.equal(first.days, undefined);
      assert.deepEqual(store.changedDays(first.mark).days, []);

      const changes: readonly (readonly [string, Parameters<typeof store.append>[0], readonly string[]])[] = [
        ['a title', [changeTask('a', { title: 'Another' })], ['2026-03-10']],
        ['an open task', [changeTask('open', { title: 'Another' })], []],
        ['another day', [changeTask('a', closedOn('2026-03-12'))], ['2026-03-10', '2026-03-12']],
        ['deleting', [{ entity: 'task', id: 'b', kind: 'delete' }], ['2026-03-11']],
        ['restoring', [{ entity: 'task', id: 'b', kind: 'restore' }], ['2026-03-11']],
        ['reopening', [changeTask('b', { closing: null })], ['2026-03-11']],
        ['closing', [changeTask('open', closedOn('2026-03-13'))], ['2026-03-13']],
        ['a session', [setSession('s', { taskId: 'a' })], ['2026-03-12']],
        [
          'a session that leaves it',
          [{ entity: 'session', id: 's', kind: 'set', fields: { ...sessionFields(), taskId: null } }],
          ['2026-03-12'],
        ],
        ['a session of an open task', [setSession('t', { taskId: 'b' })], []],
      ];
      let { mark } = store.changedDays(first.mark);
      for (const [what, given, days] of changes) {
        await store.append(given);
        const changed = store.changedDays(mark);
        assert.deepEqual(changed.days?.toSorted(), days, what);
        mark = changed.mark;
      }
      assert.ok(
        (store.changedDays(first.mark).days?.length ?? 0) >= 4,
        'whoever asked earlier hears of all of them',
      );
    });
  });

  it('have a session’s deletion among them', async () => {
    await withStore(async (store) => {
      await store.append([setTask('a', closedOn('2026-03-10')), setSession('s', { taskId: 'a' })]);
      const { mark } = store.changedDays(undefined);
      await store.append([{ entity: 'session', id: 's', kind: 'delete' }]);
      assert.deepEqual(store.changedDays(mark).days, ['2026-03-10']);
    });
  });

  it('are any for a mark that is none of this store', async () => {
    await withStore(async (store) => {
      store.changedDays(undefined);
      assert.equal(store.changedDays(-1).days, undefined);
      assert.equal(store.changedDays(1_000).days, undefined);
    });
  });
});
