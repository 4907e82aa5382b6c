import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundled } from './bundled';
import { setTask, startOfWork } from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { shortLived } from '../fixtures/shortLived';

const dayMs = 24 * 60 * 60 * 1000;

/** What one run of the command line does. */
async function run(directory: string, id: string, now = startOfWork): Promise<void> {
  const store = await openStore(directory, { sharesFiles: true, now: () => now });
  await store.append([setTask(id)]);
  await store.close();
}

async function journals(directory: string): Promise<readonly string[]> {
  const names = await readdir(join(directory, 'journal'), { recursive: true });
  return names.filter((name) => name.endsWith('.jsonl')).sort();
}

async function openTasks(directory: string): Promise<readonly string[]> {
  const store = await openStore(directory, { readOnly: true, now: () => startOfWork });
  const ids = store.openTasks().map(({ id }) => id);
  assert.deepEqual(store.status, { kind: 'ready', problems: [] });
  await store.close();
  return ids.sort();
}

describe('Runs one after the other', function () {
  this.timeout(60_000);

  it('write one file a day, and all of it is read', () =>
    inTemporaryFolder(async (directory) => {
      const ids = ['a', 'b', 'c', 'd'];
      for (const id of ids) {
        await run(directory, id);
      }
      assert.equal((await journals(directory)).length, 1);
      await run(directory, 'e', startOfWork + dayMs);
      await run(directory, 'f', startOfWork + dayMs);
      assert.equal((await journals(directory)).length, 2);
      assert.deepEqual(await openTasks(directory), [...ids, 'e', 'f']);
      await run(directory, 'g', startOfWork + 3 * dayMs);
      const notes = await readdir(join(directory, 'running'));
      assert.equal(notes.length, 1, 'notes of days that are over go');
    }));

  it('that are open at once never write the same file', () =>
    inTemporaryFolder(async (directory) => {
      await run(directory, 'before');
      const stores = await Promise.all(
        [1, 2, 3].map(() => openStore(directory, { sharesFiles: true, now: () => startOfWork })),
      );
      await Promise.all(stores.map((store, number) => store.append([setTask(`task-${number}`)])));
      assert.equal((await journals(directory)).length, 3);
      await Promise.all(stores.map((store, number) => store.append([setTask(`later-${number}`)])));
      await Promise.all(stores.map((store) => store.close()));
      await run(directory, 'after');
      assert.equal((await journals(directory)).length, 3);
      assert.equal((await openTasks(directory)).length, 8);
    }));

  it('see what others wrote to the file they continue, as does a window that follows', () =>
    inTemporaryFolder(async (directory) => {
      await run(directory, 'a');
      const window = await openStore(directory, { now: () => startOfWork });
      const early = await openStore(directory, { sharesFiles: true, now: () => startOfWork });
      await run(directory, 'b');
      await early.append([setTask('c')]);
      await early.refresh();
      assert.deepEqual(
        early
          .openTasks()
          .map(({ id }) => id)
          .sort(),
        ['a', 'b', 'c'],
      );
      await early.close();
      await window.refresh();
      assert.deepEqual(
        window
          .openTasks()
          .map(({ id }) => id)
          .sort(),
        ['a', 'b', 'c'],
      );
      assert.deepEqual(window.status, { kind: 'ready', problems: [] });
      await window.close();
      assert.equal((await journals(directory)).length, 1);
    }));

  it('leave alone what a killed one was writing, and what it acknowledged stays', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'record');
      await mkdir(directory);
      const wasm = join(place, 'sql.wasm');
      await writeFile(wasm, await sqliteWasm());
      const program = await bundled('test/kill/actor.ts', place);
      const child = spawn(process.execPath, [...shortLived, program, 'run', directory, '', wasm], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      const told: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        told.push(line.slice('written '.length));
        if (told.length === 5) {
          child.kill('SIGKILL');
        }
      }
      await exited;
      const now = Date.now();
      await run(directory, 'after', now);
      await run(directory, 'later', now);
      const shown = await openStore(directory);
      assert.ok([...told, 'after', 'later'].every((id) => shown.task(id) !== undefined));
      await shown.close();
      assert.ok((await journals(directory)).length <= 2);
    }));

  it('don’t continue a copy of the folder, a file that was put in its place, or one that isn’t whole', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'record');
      await run(directory, 'a');
      const copy = join(place, 'copy');
      await cp(directory, copy, { recursive: true });
      await run(copy, 'in the copy');
      assert.equal((await journals(copy)).length, 2);
      const [name = ''] = await journals(directory);
      const path = join(directory, 'journal', name);
      await writeFile(`${path}.new`, await readFile(path));
      await rename(`${path}.new`, path);
      await run(directory, 'b');
      assert.equal((await journals(directory)).length, 2);
      const second = (await journals(directory)).find((each) => each !== name) ?? '';
      execFileSync('truncate', ['-s', '-3', join(directory, 'journal', second)]);
      await run(directory, 'c');
      assert.equal((await journals(directory)).length, 3);
    }));
});
