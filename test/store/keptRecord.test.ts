import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { keepRecord, takeUpRecord } from '../../src/store/files/keptRecord';
import { setTask } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

describe('A record whose extension is uninstalled', () => {
  async function add(directory: string, id: string): Promise<void> {
    const store = await openStore(directory);
    await store.append([setTask(id)]);
    await store.close();
  }

  async function tasks(directory: string): Promise<readonly string[]> {
    const store = await openStore(directory);
    const open = store.openTasks().map(({ id }) => id);
    assert.deepEqual(store.status, { kind: 'ready', problems: [] });
    await store.close();
    return open.toSorted();
  }

  it('is there again after it was installed again, next to what came in between', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'storage');
      await add(directory, 'A');
      await keepRecord(directory);
      assert.ok(!existsSync(directory), 'nothing is left for VS Code to delete');
      await takeUpRecord(directory);
      assert.deepEqual(await tasks(directory), ['A']);
      await keepRecord(directory);
      await add(directory, 'B');
      await takeUpRecord(directory);
      assert.deepEqual(await tasks(directory), ['A', 'B']);
      assert.ok(!existsSync(`${directory}.kept`));
    }));

  it('is kept whole however often it is uninstalled, and whoever brings it back at once', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'storage');
      for (const id of ['A', 'B', 'C']) {
        await add(directory, id);
        await keepRecord(directory);
        await rm(directory, { recursive: true, force: true });
      }
      await add(directory, 'D');
      await Promise.all(Array.from({ length: 8 }, () => takeUpRecord(directory)));
      await takeUpRecord(directory);
      assert.deepEqual(await tasks(directory), ['A', 'B', 'C', 'D']);
    }));

  it('is opened whole while it is still being brought back', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'storage');
      await add(directory, 'A');
      await keepRecord(directory);
      const folderReady = nextTurn().then(() => takeUpRecord(directory));
      const store = await openStore(directory, { folderReady });
      assert.deepEqual(
        store.openTasks().map(({ id }) => id),
        ['A'],
      );
      await store.close();
      assert.ok(!existsSync(`${directory}.kept`));
    }));

  it('needs nothing to be there', () =>
    inTemporaryFolder(async (place) => {
      await keepRecord(join(place, 'none'));
      await takeUpRecord(join(place, 'none'));
      assert.ok(!existsSync(join(place, 'none')) && !existsSync(join(place, 'none.kept')));
    }));
});
