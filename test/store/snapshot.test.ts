import assert from 'node:assert/strict';
import { mkdir, copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSnapshotWith } from '../../src/store/buildSnapshot';
import { loadSqlite } from '../../src/store/database';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { snapshotInWorker } from '../../src/store/snapshotInWorker';
import { bundled } from './bundled';
import { generateRecord } from './generateRecord';
import { changeTask, setTask } from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';

const lastDay = '2026-03-10';

async function build(directory: string): Promise<void> {
  const request = { directory, writer: 'test', now: Date.now(), limits: new Map<string, number>() };
  await buildSnapshotWith(await sqliteWasm())(request, new AbortController().signal);
}

function everything(store: OpenRecordStore): unknown {
  const sums = store.daySums();
  return {
    sums,
    coverage: store.coverage(),
    ignoredFolders: store.ignoredFolders(),
    open: store.openTasks(),
    closed: sums.map(({ day }) => store.closedTasks(day)),
    spans: store.spansBetween(0, Number.MAX_SAFE_INTEGER),
    sessions: sums.flatMap(({ day }) => store.closedTasks(day).map((task) => store.sessionsOfTask(task.id))),
  };
}

/** A record that is partly in the snapshot and partly only in the journal. */
async function prepared(directory: string): Promise<unknown> {
  await generateRecord(directory, { tasks: 60, tasksPerDay: 20, lastDay, measured: true });
  await build(directory);
  const store = await openStore(directory);
  await store.append([setTask('later')]);
  await store.append([changeTask('generated-task-3', { title: 'changed' })]);
  await store.append([{ entity: 'folder', id: '/ignored', kind: 'set', fields: { ignored: true } }]);
  const expected = everything(store);
  await store.close();
  return expected;
}

describe('tasks.sqlite', () => {
  it('with the rest of the journal says the same as the journal alone', () =>
    inTemporaryFolder(async (directory) => {
      const expected = await prepared(directory);
      const withSnapshot = await openStore(directory);
      assert.deepEqual(everything(withSnapshot), expected);
      await withSnapshot.close();
      await rm(join(directory, 'tasks.sqlite'));
      const without = await openStore(directory);
      assert.deepEqual(everything(without), expected);
      assert.deepEqual(without.status, { kind: 'ready', problems: [] });
      await without.close();
    }));

  const damages: readonly (readonly [string, (bytes: Buffer) => Buffer | Promise<Buffer>, 'silently'?])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut off within its header', (bytes) => bytes.subarray(0, 50)],
    ['random bytes', (bytes) => Buffer.from(bytes.map((_, index) => (index * 7919) % 251))],
    ['all zeros', (bytes) => Buffer.alloc(bytes.length)],
    [
      'random behind its header',
      (bytes) => Buffer.from(bytes.map((byte, index) => (index < 100 ? byte : index % 251))),
    ],
    ['made by a newer version', (bytes) => withHeader(bytes, 60, 999), 'silently'],
    ['made by an unknown old version', (bytes) => withHeader(bytes, 60, 0), 'silently'],
    ['a database of another program', foreignDatabase],
    ['a text', () => Buffer.from('Shopping: milk, bread. '.repeat(20))],
  ];
  for (const [name, damage, silently] of damages) {
    it(`is rebuilt ${silently ?? 'and reported once'} when it is ${name}`, () =>
      inTemporaryFolder(async (directory) => {
        const expected = await prepared(directory);
        const path = join(directory, 'tasks.sqlite');
        await writeFile(path, await damage(await readFile(path)));
        const store = await openStore(directory);
        assert.deepEqual(everything(store), expected);
        assert.ok(store.status.kind === 'ready');
        assert.deepEqual(
          store.status.problems.map((problem) => problem.file),
          silently ? [] : ['tasks.sqlite'],
        );
        await store.close();
        const again = await openStore(directory);
        assert.deepEqual(everything(again), expected);
        assert.deepEqual(again.status, { kind: 'ready', problems: [] });
        await again.close();
      }));
  }

  for (const [name, change] of [
    ['without its seal', (path: string) => rm(path)],
    ['with the seal of another', (path: string) => writeFile(path, '4096 abcd1234\n')],
    ['with a folder in the place of its seal', (path: string) => rm(path).then(() => mkdir(path))],
  ] as const) {
    it(`${name} is checked and used`, () =>
      inTemporaryFolder(async (directory) => {
        const expected = await prepared(directory);
        await change(join(directory, 'tasks.sqlite.seal'));
        const store = await openStore(directory);
        assert.deepEqual(everything(store), expected);
        assert.deepEqual(store.status, { kind: 'ready', problems: [] });
        await store.close();
      }));
  }

  it('is rebuilt whichever of its pages was zeroed', () =>
    inTemporaryFolder(async (directory) => {
      const expected = await prepared(directory);
      const path = join(directory, 'tasks.sqlite');
      const bytes = await readFile(path);
      const pageBytes = bytes.readUInt16BE(16);
      let rebuilt = 0;
      for (let start = 0; start < bytes.length; start += pageBytes) {
        await writeFile(path, Buffer.from(bytes).fill(0, start, start + pageBytes));
        const store = await openStore(directory);
        assert.deepEqual(everything(store), expected, `page ${start / pageBytes}`);
        rebuilt += store.status.kind === 'ready' ? store.status.problems.length : 0;
        await store.close();
      }
      assert.equal(rebuilt, bytes.length / pageBytes);
    }));

  it('that is not ours is kept aside', () =>
    inTemporaryFolder(async (directory) => {
      const foreign = await foreignDatabase();
      await writeFile(join(directory, 'tasks.sqlite'), foreign);
      await (await openStore(directory)).close();
      const aside = (await readdir(directory)).find((name) => name.startsWith('tasks.set-aside-'));
      assert.deepEqual(await readFile(join(directory, aside ?? '')), foreign);
    }));

  it('taken from before later work only means that more journal is read', () =>
    inTemporaryFolder(async (directory) => {
      await prepared(directory);
      const path = join(directory, 'tasks.sqlite');
      await copyFile(path, join(directory, 'old'));
      const store = await openStore(directory);
      await store.append([setTask('much later')]);
      await store.close();
      await build(directory);
      await copyFile(join(directory, 'old'), path);
      const reopened = await openStore(directory);
      assert.ok(reopened.task('much later'));
      await reopened.close();
    }));

  it('with a value that no longer can be right leaves that task out and says so', () =>
    inTemporaryFolder(async (directory) => {
      await prepared(directory);
      const path = join(directory, 'tasks.sqlite');
      const database = (await loadSqlite(await sqliteWasm())).open(await readFile(path));
      database.run(`UPDATE task SET closing = '{"day":' WHERE id = 'generated-task-5'`);
      await writeFile(path, database.export());
      database.close();
      const store = await openStore(directory);
      assert.equal(store.task('generated-task-5'), undefined);
      assert.ok(store.task('generated-task-6'));
      assert.ok(
        store.status.kind === 'ready' && store.status.problems[0]?.message.includes('generated-task-5'),
      );
      await store.close();
    }));

  it('is written by itself after some thousand changes, while the store goes on', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await Promise.all(
        Array.from({ length: 2_000 }, (_, number) => store.append([setTask(`task-${number}`)])),
      );
      await store.close();
      assert.ok((await stat(join(directory, 'tasks.sqlite'))).size > 100_000);
      const reopened = await openStore(directory);
      assert.equal(reopened.openTasks().length, 2_000);
      await reopened.close();
    }));

  it('of a long record is built by a worker thread when it is missing', () =>
    inTemporaryFolder(async (directory) => {
      await generateRecord(directory, { tasks: 3_000, lastDay });
      const wasmBinary = await sqliteWasm();
      const worker = await bundled('src/store/snapshotWorker.ts', directory);
      const store = await openStore(directory, { buildSnapshot: snapshotInWorker(worker, wasmBinary) });
      assert.equal(
        store.daySums().reduce((sum, { tasks }) => sum + tasks, 0),
        3_000,
      );
      await store.close();
      assert.ok((await stat(join(directory, 'tasks.sqlite'))).size > 1_000_000);
    }));

  it('comes back as bytes from the worker where it can’t be written', () =>
    inTemporaryFolder(async (directory) => {
      await generateRecord(directory, { tasks: 100, lastDay });
      const worker = await bundled('src/store/snapshotWorker.ts', directory);
      const request = {
        directory,
        writer: 'missing/folder/x',
        now: Date.now(),
        limits: new Map<string, number>(),
      };
      const built = await snapshotInWorker(worker, await sqliteWasm())(request, new AbortController().signal);
      assert.equal(Buffer.from(built.bytes ?? []).toString('latin1', 0, 15), 'SQLite format 3');
    }));
});

function withHeader(bytes: Buffer, offset: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(value, offset);
  return changed;
}

async function foreignDatabase(): Promise<Buffer> {
  const database = (await loadSqlite(await sqliteWasm())).open();
  database.exec(`CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('bread')`);
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}
