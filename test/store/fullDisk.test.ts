import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../src/core/userError';
import { createAppendFile, type CreateAppendFile } from '../../src/store/files/appendFile';
import { setTask } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

const run = promisify(execFile);

describe('A disk that takes no more', () => {
  it('is told in words, loses nothing acknowledged, and is written to again once there is space', () =>
    onSmallDisk(async ({ directory, fill, empty, createFile }) => {
      const store = await openStore(directory, { createFile });
      await store.append([setTask('before')]);
      await fill();
      const refused: string[] = [];
      const changes: string[] = [];
      store.onDidChange(() => changes.push(store.status.kind));
      for (let number = 0; number < 60; number += 1) {
        const id = `during-${number}`;
        await store.append([setTask(id, { title: 'x'.repeat(500) })]).catch((error: unknown) => {
          assert.ok(error instanceof UserError);
          assert.match(error.message, /disk is full.*Free some space/u);
          refused.push(id);
        });
      }
      assert.ok(refused.length > 0);
      assert.equal(store.status.kind, 'failing');
      assert.ok(changes.filter((kind) => kind === 'failing').length <= 2, 'said once, not with every try');
      const shown = new Set(store.openTasks().map((task) => task.id));
      assert.deepEqual(
        refused.filter((id) => shown.has(id)),
        [],
      );
      await empty();
      await store.append([setTask('after')]);
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      const expected = store.openTasks();
      await store.close();
      const reopened = await openStore(directory);
      assert.deepEqual(reopened.openTasks(), expected);
      assert.deepEqual(reopened.status, { kind: 'ready', problems: [] });
      await reopened.close();
    }));

  for (const [code, words] of [
    ['ENOSPC', /disk is full.*Free some space/u],
    ['EIO', /could not be written.*EIO.*Check the disk/u],
    ['EROFS', /read-only disk.*writable/u],
    ['EACCES', /have permission to write.*Allow writing/u],
  ] as const) {
    it(`that says ${code} at the sync leaves nothing of the action, neither here nor for others`, () =>
      inTemporaryFolder(async (directory) => {
        let broken = true;
        const store = await openStore(directory, {
          createFile: failingAfterWrite(() => (broken ? code : undefined)),
        });
        await assert.rejects(store.append([setTask('refused')]), (error: unknown) => {
          assert.ok(error instanceof UserError);
          assert.match(error.message, words);
          return true;
        });
        assert.equal(store.task('refused'), undefined);
        assert.equal(store.status.kind, 'failing');
        broken = false;
        await store.append([setTask('stored')]);
        assert.equal(store.status.kind, 'ready');
        await store.close();
        const reopened = await openStore(directory);
        assert.deepEqual(
          reopened.openTasks().map((task) => task.id),
          ['stored'],
        );
        await reopened.close();
      }));
  }
});

describe('A file in the place of a month', () => {
  it('ends every write with the next step, and the next one after it is gone is stored', () =>
    inTemporaryFolder(async (directory) => {
      const month = join(directory, 'journal', '2026-03');
      await mkdir(join(directory, 'journal'));
      await writeFile(month, '');
      const store = await openStore(directory, { now: () => Date.UTC(2026, 2, 10) });
      await assert.rejects(store.append([setTask('refused')]), (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /2026-03 is not a folder.*Move it away/u);
        return true;
      });
      assert.equal(store.task('refused'), undefined);
      await rm(month);
      await store.append([setTask('stored')]);
      assert.equal(store.status.kind, 'ready');
      await store.close();
    }));
});

describe('The folder of the record', () => {
  it('is made for its owner alone, also where the editor made it', () =>
    inTemporaryFolder(async (place) => {
      const made = join(place, 'made');
      const editors = join(place, 'globalStorage', 'leverage-record');
      await mkdir(editors, { recursive: true, mode: 0o755 });
      for (const directory of [made, editors]) {
        await (await openStore(directory)).close();
        for (const folder of [directory, join(directory, 'journal')]) {
          assert.equal((await stat(folder)).mode & 0o777, 0o700, folder);
        }
      }
    }));
});

describe('A folder that can only be read', () => {
  it('shows what is recorded and says that nothing new can be', () =>
    inTemporaryFolder(async (directory) => {
      const writable = await openStore(directory);
      await writable.append([setTask('task-1')]);
      await writable.close();
      await withoutWriting(directory, async () => {
        const store = await openStore(directory);
        assert.ok(store.task('task-1'));
        assert.ok(store.status.kind === 'failing');
        assert.match(store.status.message, /read-only disk|have permission to write/u);
        assert.ok(store.status.nextStep.includes(directory));
        await assert.rejects(store.append([setTask('task-2')]), UserError);
        assert.equal(store.task('task-2'), undefined);
        await store.windows.beat({ sessions: [], typing: null }, Date.now());
        await store.close();
      });
    }));

  it('can’t be opened where there is nothing and nothing can be made', () =>
    inTemporaryFolder(async (directory) => {
      const file = join(directory, 'file');
      await writeFile(file, '');
      await assert.rejects(openStore(join(file, 'record')), (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /can't be created or read/u);
        return true;
      });
    }));
});

describe('A journal folder that is deleted while a window is open', () => {
  it('is made anew with the next action', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await store.append([setTask('gone')]);
      await rm(join(directory, 'journal'), { recursive: true });
      await store.append([setTask('kept')]);
      await store.close();
      const reopened = await openStore(directory);
      assert.ok(reopened.task('kept'));
      await reopened.close();
    }));
});

interface SmallDisk {
  readonly directory: string;
  readonly fill: () => Promise<void>;
  readonly empty: () => Promise<void>;
  readonly createFile: CreateAppendFile;
}

/** A real disk of 1 MB where the test may mount one (root on Linux), otherwise files that take no more when told. */
async function onSmallDisk(work: (disk: SmallDisk) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (place) => {
    const directory = join(place, 'disk');
    await mkdir(directory);
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]).then(
      () => true,
      () => false,
    );
    if (!mounted) {
      let full = false;
      const createFile = failingAfterWrite(() => (full ? 'ENOSPC' : undefined));
      const set = (value: boolean) => () => Promise.resolve(void (full = value));
      await work({ directory, fill: set(true), empty: set(false), createFile });
      return;
    }
    try {
      const ballast = join(directory, 'ballast');
      await work({
        directory,
        // Until not a byte more goes in.
        fill: () => writeFile(ballast, Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined),
        empty: () => rm(ballast),
        createFile: createAppendFile,
      });
    } finally {
      await run('umount', [directory]);
    }
  });
}

/** Files that take the bytes but fail to make them last, as a disk does that breaks. */
function failingAfterWrite(code: () => string | undefined): CreateAppendFile {
  return async (path) => {
    const file = await createAppendFile(path);
    return {
      ...file,
      async append(bytes) {
        await file.append(bytes);
        const failure = code();
        if (failure !== undefined) {
          throw Object.assign(new Error(`${failure}: it failed`), { code: failure });
        }
      },
    };
  };
}

/** Root may write whatever the modes say, so root remounts the folder read-only; others take the permission away. */
async function withoutWriting(directory: string, work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) {
    const folders = [directory, join(directory, 'journal')];
    const modes = await Promise.all(folders.map(async (folder) => (await stat(folder)).mode));
    await Promise.all(folders.map((folder) => chmod(folder, 0o555)));
    try {
      await work();
    } finally {
      await Promise.all(folders.map((folder, index) => chmod(folder, modes[index] ?? 0o755)));
    }
    return;
  }
  await run('mount', ['--bind', directory, directory]);
  try {
    await run('mount', ['-o', 'remount,bind,ro', directory]);
    await work();
  } finally {
    await run('umount', [directory]);
  }
}
