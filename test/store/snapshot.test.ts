import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { copyFile, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSnapshotWith } from '../../src/store/snapshot/buildSnapshot';
import { loadSqlite } from '../../src/store/database/database';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { sealed } from '../../src/store/snapshot/snapshotFile';
import { snapshotInWorker } from '../../src/store/snapshot/snapshotInWorker';
import { bundled } from './bundled';
import { generateRecord } from './generateRecord';
import { changeTask, setTask } from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { problemTexts } from '../fixtures/storeProblems';

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
    [
      'made by a newer version',
      (bytes) => sealed(withHeader(bytes.subarray(0, -16), 60, 999)).then((all) => Buffer.from(all)),
      'silently',
    ],
    ['made by an unknown old version', (bytes) => withHeader(bytes.subarray(0, -16), 60, 0), 'silently'],
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

  it('is rebuilt wherever a single bit of it is flipped, and shows nothing else', () =>
    inTemporaryFolder(async (directory) => {
      const expected = await prepared(directory);
      const path = join(directory, 'tasks.sqlite');
      const bytes = await readFile(path);
      const flips = Number(process.env['FLIPS'] ?? 40);
      for (let flip = 0; flip < flips; flip += 1) {
        const bit = Math.floor(((flip + 0.5) / flips) * bytes.length * 8 + (flip % 8)) % (bytes.length * 8);
        const damaged = Buffer.from(bytes);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await writeFile(path, damaged);
        const store = await openStore(directory, { readOnly: true });
        assert.deepEqual(everything(store), expected, `bit ${bit}`);
        assert.ok(store.status.kind === 'ready');
        assert.deepEqual(
          store.status.problems.map(({ file }) => file),
          ['tasks.sqlite'],
          `bit ${bit}`,
        );
        await store.close();
      }
    }));

  it('gives way to the journal where a file of it is gone, shorter or another, and names what is missing', () =>
    inTemporaryFolder(async (directory) => {
      await generateRecord(directory, { tasks: 60, tasksPerDay: 20, lastDay });
      await build(directory);
      const file = join(directory, 'journal', '2026-03', `${lastDay}-generated.jsonl`);
      const bytes = await readFile(file);
      await writeFile(file, bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1));
      const shorter = await openStore(directory);
      assert.equal(shorter.daySums().at(-1)?.tasks, 19);
      assert.ok(shorter.status.kind === 'ready');
      assert.match(problemTexts(shorter.status)[0] ?? '', /shorter than before.*Restore it.*kept as tasks/);
      await shorter.close();
      await build(directory);
      await rm(file);
      const gone = await openStore(directory);
      assert.equal(gone.daySums().length, 2);
      assert.ok(gone.status.kind === 'ready');
      assert.match(problemTexts(gone.status)[0] ?? '', /file is gone.*Restore it.*kept as tasks/);
      await gone.close();
      const aside = (await readdir(directory)).filter((name) => name.startsWith('tasks.set-aside-'));
      assert.equal(aside.length, 2);
    }));

  it('gives way to a file that was replaced in place by a longer one, and not to a mere copy', () =>
    inTemporaryFolder(async (directory) => {
      await generateRecord(directory, { tasks: 60, tasksPerDay: 20, lastDay });
      await build(directory);
      const file = join(directory, 'journal', '2026-03', `${lastDay}-generated.jsonl`);
      await copyFile(file, `${file}.copy`);
      await rename(`${file}.copy`, file);
      const copied = await openStore(directory);
      assert.deepEqual(copied.status, { kind: 'ready', problems: [] });
      await copied.close();
      const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
      assert.match(first, /generated-task-40"/);
      await writeFile(file, [...rest.slice(0, -1), ...rest].join('\n'));
      const store = await openStore(directory);
      assert.equal(store.task('generated-task-40'), undefined);
      assert.equal(store.daySums().at(-1)?.tasks, 19);
      assert.ok(store.status.kind === 'ready');
      assert.match(problemTexts(store.status)[0] ?? '', /replaced by another.*Restore it.*kept as tasks/);
      await store.close();
    }));

  it('that is a pipe or a folder stops no opening', () =>
    inTemporaryFolder(async (directory) => {
      await (await openStore(directory)).close();
      const path = join(directory, 'tasks.sqlite');
      for (const put of [() => execFileSync('mkfifo', [path]), () => mkdirSync(path)]) {
        put();
        const store = await openStore(directory);
        assert.ok(store.status.kind === 'ready');
        assert.equal(store.status.problems[0]?.file, 'tasks.sqlite');
        await store.append([setTask('after')]);
        await store.close();
        await rm(path, { recursive: true, force: true });
      }
    }));

  it('is rebuilt whichever of its pages was zeroed', () =>
    inTemporaryFolder(async (directory) => {
      const expected = await prepared(directory);
      const path = join(directory, 'tasks.sqlite');
      const bytes = await readFile(path);
      const pageBytes = bytes.readUInt16BE(16);
      let rebuilt = 0;
      for (let start = 0; start < bytes.length; start += pageBytes) {
        await writeFile(path, Buffer.from(bytes).fill(0, start, Math.min(start + pageBytes, bytes.length)));
        const store = await openStore(directory);
        assert.deepEqual(everything(store), expected, `page ${start / pageBytes}`);
        rebuilt += store.status.kind === 'ready' ? store.status.problems.length : 0;
        await store.close();
      }
      assert.equal(rebuilt, Math.ceil(bytes.length / pageBytes));
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
      const database = (await loadSqlite(await sqliteWasm())).open((await readFile(path)).subarray(0, -16));
      database.run(`UPDATE task SET closing = '{"day":' WHERE id = 'generated-task-5'`);
      await writeFile(path, await sealed(database.export()));
      database.close();
      const store = await openStore(directory);
      assert.equal(store.task('generated-task-5'), undefined);
      assert.ok(store.task('generated-task-6'));
      assert.ok(problemTexts(store.status)[0]?.includes('generated-task-5'));
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
      const worker = await bundled('src/store/snapshot/snapshotWorker.ts', directory);
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
      const worker = await bundled('src/store/snapshot/snapshotWorker.ts', directory);
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
