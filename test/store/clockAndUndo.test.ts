import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Change } from '../../src/core/task/change';
import { formatStamp } from '../../src/core/journal/stamp';
import { encodeLine } from '../../src/store/journal/journalLine';
import { buildSnapshotWith } from '../../src/store/snapshot/buildSnapshot';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import {
  changeTask,
  closing,
  setSession,
  setSpan,
  setTask,
  spanFields,
  startOfWork,
  taskFields,
} from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { problemTexts } from '../fixtures/storeProblems';

const dayMs = 86_400_000;

describe('A task closed under a clock a year ahead', () => {
  it('is shown, and said until it is on a day that has come', () =>
    inTemporaryFolder(async (directory) => {
      const ahead = await openStore(directory, { now: () => startOfWork + 365 * dayMs });
      await ahead.append([setTask('task-1', { closing: closing({ day: '2027-03-10' }) })]);
      await ahead.close();
      const said = (store: OpenRecordStore) => problemTexts(store.status);
      const sentence =
        '1 task is recorded on 2027-03-10, which is in the future: a clock was wrong. Check the clock, then move the task to the right day.';
      await build(directory);
      const store = await openStore(directory, { now: () => startOfWork });
      assert.deepEqual(said(store), [sentence], 'also where it comes from the snapshot');
      assert.equal(store.closedTasks('2027-03-10').length, 1);
      await store.append([changeTask('task-1', { closing: closing({ day: '2026-03-10' }) })]);
      assert.deepEqual(said(store), []);
      await store.close();
      const reopened = await openStore(directory, { now: () => startOfWork });
      assert.equal(reopened.closedTasks('2026-03-10').length, 1);
      assert.deepEqual(
        reopened.daySums().map(({ day }) => day),
        ['2026-03-10'],
      );
      await reopened.close();
    }));
});

async function build(directory: string): Promise<void> {
  const request = {
    directory,
    writer: 'test',
    now: startOfWork + 365 * dayMs,
    limits: new Map<string, number>(),
  };
  await buildSnapshotWith(await sqliteWasm())(request, new AbortController().signal);
}

describe('The journal', () => {
  it('begins a new file when the UTC day ends', () =>
    inTemporaryFolder(async (directory) => {
      let now = Date.UTC(2026, 1, 28, 23, 59, 59, 999);
      const store = await openStore(directory, { now: () => now, newId: () => 'Writer-1' });
      await store.append([setTask('before')]);
      now += 1;
      await store.append([setTask('after')]);
      await store.close();
      assert.deepEqual(await journals(directory), [
        '2026-02/2026-02-28-writer1.jsonl',
        '2026-03/2026-03-01-writer1.jsonl',
      ]);
      const reopened = await openStore(directory);
      assert.equal(reopened.openTasks().length, 2);
      await reopened.close();
    }));

  it('never continues the file of an earlier window that had the same id', () =>
    inTemporaryFolder(async (directory) => {
      for (const id of ['first', 'second']) {
        const store = await openStore(directory, { now: () => startOfWork, newId: () => 'same' });
        await store.append([setTask(id)]);
        await store.close();
      }
      assert.deepEqual(await journals(directory), [
        '2026-03/2026-03-10-same.2.jsonl',
        '2026-03/2026-03-10-same.jsonl',
      ]);
    }));

  it('writes actions that come in together with as few writes as possible, each answered', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await Promise.all(
        Array.from({ length: 500 }, (_, number) => store.append([setTask(`task-${number}`)])),
      );
      assert.equal(store.openTasks().length, 500);
      assert.ok(store.version < 10, `${store.version} groups`);
      await store.close();
    }));

  it('lets the later of two actions in one group win', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const [, second] = await Promise.all([
        store.append([setTask('task-1')]),
        store.append([changeTask('task-1', { title: 'second' })]),
        store.append([changeTask('task-1', { title: 'third' })]),
      ]);
      assert.equal(store.task('task-1')?.title, 'third');
      assert.deepEqual(second.inverse, [changeTask('task-1', { title: taskFields().title })]);
      await store.close();
    }));
});

describe('A clock that is wrong', () => {
  it('and set back an hour still lets the later action win, also after opening again', () =>
    inTemporaryFolder(async (directory) => {
      let now = startOfWork;
      const store = await openStore(directory, { now: () => now });
      await store.append([setTask('task-1', { title: 'first' })]);
      now -= 3_600_000;
      await store.append([changeTask('task-1', { title: 'second' })]);
      assert.equal(store.task('task-1')?.title, 'second');
      await store.close();
      const reopened = await openStore(directory, { now: () => now - 1_000 });
      await reopened.append([changeTask('task-1', { title: 'third' })]);
      assert.equal(reopened.task('task-1')?.title, 'third');
      await reopened.close();
    }));

  it('and days ahead does not move others along, is reported, and its entries can still be changed', () =>
    inTemporaryFolder(async (directory) => {
      const stamp = formatStamp({ time: startOfWork + 400 * dayMs, counter: 0 }, 'future');
      await mkdir(join(directory, 'journal', '2027-04'), { recursive: true });
      const path = join(directory, 'journal', '2027-04', '2027-04-14-future.jsonl');
      await writeFile(
        path,
        encodeLine(
          { stamp, entity: 'task', id: 'task-1', kind: 'set', fields: taskFields({ title: 'ahead' }) },
          0,
        ),
      );
      const store = await openStore(directory, { now: () => startOfWork });
      assert.equal(store.task('task-1')?.title, 'ahead');
      assert.ok(
        store.status.kind === 'ready' &&
          /dated more than a day ahead/u.test(problemTexts(store.status)[0] ?? ''),
      );
      await store.append([changeTask('task-1', { title: 'changed here' }), setTask('task-2')]);
      assert.equal(store.task('task-1')?.title, 'changed here');
      await store.append([changeTask('task-1', { title: 'and again' })]);
      assert.equal(store.task('task-1')?.title, 'and again');
      await store.close();
      const own = (await journals(directory)).find((name) => name.startsWith('2026-03/')) ?? '';
      const lines = (await readFile(join(directory, 'journal', own), 'utf8')).trim().split('\n');
      const ofTask2 = lines.find((line) => line.includes('"task-2"')) ?? '';
      assert.ok(ofTask2.includes(formatStamp({ time: startOfWork, counter: 0 }, '').slice(0, 15)));
    }));
});

describe('Undo', () => {
  const before: readonly Change[] = [
    setTask('open'),
    setTask('closed', { closing: closing() }),
    setTask('removed'),
    setSession('session-1', { taskId: 'open' }),
    setSpan('span-1', { taskId: 'open', sessionId: 'session-1' }),
  ];
  for (const [name, action] of [
    ['creating a task with what was measured', [setTask('new'), setSpan('new-span', { taskId: 'new' })]],
    ['closing a task', [changeTask('open', { closing: closing({ day: '2026-03-11' }) })]],
    ['reopening a task', [changeTask('closed', { closing: null })]],
    ['moving a task to another day', [changeTask('closed', { closing: closing({ day: '2026-03-12' }) })]],
    ['deleting a task', [{ entity: 'task', id: 'open', kind: 'delete' }]],
    ['restoring a task', [{ entity: 'task', id: 'removed', kind: 'restore' }]],
    [
      'ending a session',
      [{ entity: 'session', id: 'session-1', kind: 'set', fields: { endedAt: 5, ending: 'exited' } }],
    ],
    [
      'moving a session with its spans',
      [
        { entity: 'session', id: 'session-1', kind: 'set', fields: { taskId: 'closed' } },
        { entity: 'span', id: 'span-1', kind: 'set', fields: { taskId: 'closed' } },
      ],
    ],
    ['deleting a span', [{ entity: 'span', id: 'span-1', kind: 'delete' }]],
    [
      'changing a task twice in one action',
      [changeTask('open', { title: 'a' }), changeTask('open', { title: 'b' })],
    ],
    ['creating and deleting in one action', [setTask('new'), { entity: 'task', id: 'new', kind: 'delete' }]],
  ] as const satisfies readonly (readonly [string, readonly Change[]])[]) {
    it(`takes back ${name}, and undoing that brings it again`, () =>
      inTemporaryFolder(async (directory) => {
        const store = await openStore(directory);
        await store.append([...before]);
        await store.append([{ entity: 'task', id: 'removed', kind: 'delete' }]);
        const original = everything(store);
        const { inverse } = await store.append(action);
        const changed = everything(store);
        const { inverse: again } = await store.append(inverse);
        assert.deepEqual(everything(store), original);
        await store.append(again);
        assert.deepEqual(everything(store), changed);
        await store.close();
        const reopened = await openStore(directory);
        assert.deepEqual(everything(reopened), changed);
        assert.deepEqual(reopened.status, { kind: 'ready', problems: [] });
        await reopened.close();
      }));
  }

  it('takes back any sequence of actions, latest first', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const id = fc.constantFrom('a', 'b');
      const known = fc.oneof(
        fc
          .record({ id, title: fc.string({ minLength: 1, maxLength: 3 }) })
          .map((each) => setTask(each.id, { title: each.title })),
        fc
          .record({ id, end: fc.nat(9) })
          .map((each) => setSpan(each.id, spanFields({ taskId: 'a', end: each.end }))),
        id.map((each): Change => ({ entity: 'task', id: each, kind: 'delete' })),
        id.map((each): Change => ({ entity: 'task', id: each, kind: 'restore' })),
        id.map((each) => setTask(each, { closing: closing() })),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(known, { maxLength: 4 }), { maxLength: 5 }), async (actions) => {
          const original = everything(store);
          const inverses: (readonly Change[])[] = [];
          for (const action of actions) {
            inverses.unshift((await store.append(action)).inverse);
          }
          for (const inverse of inverses) {
            await store.append(inverse);
          }
          assert.deepEqual(everything(store), original);
        }),
        { numRuns: 40 },
      );
      await store.close();
    }));
});

function everything(store: OpenRecordStore): unknown {
  const sums = store.daySums();
  return {
    sums,
    coverage: store.coverage(),
    ignoredFolders: store.ignoredFolders(),
    open: store.openTasks(),
    closed: sums.map(({ day }) => store.closedTasks(day)),
    sessions: store.openSessions(),
    spans: store.spansBetween(0, Number.MAX_SAFE_INTEGER),
  };
}

async function journals(directory: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const month of await readdir(join(directory, 'journal'))) {
    names.push(...(await readdir(join(directory, 'journal', month))).map((name) => `${month}/${name}`));
  }
  return names.sort();
}
