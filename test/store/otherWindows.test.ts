import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningWork } from '../../src/core/tracker/windowRegistry';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { bundled } from './bundled';
import { changeTask, setTask } from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { skipBecause } from '../skipBecause';
import { shortLived } from '../fixtures/shortLived';

const work: RunningWork = {
  sessions: [{ sessionId: 'session-1', busySince: 1_000, taskId: 'task-1' }],
  typing: { taskId: 'task-1', since: 500, lastAt: 900 },
};

/** Resolves as soon as the store's answers fulfil the condition; mocha's time limit ends the waiting. */
async function until(store: OpenRecordStore, condition: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const listener = store.onDidChange(() => check());
    function check(): void {
      if (condition()) {
        listener.dispose();
        resolve();
      }
    }
    check();
  });
}

describe('Two windows', function () {
  // A program is bundled and started, which takes its time on a busy machine.
  this.timeout(60_000);

  it('see each other’s changes as they are made', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'record');
      const window = await openOtherWindow(place, directory);
      const store = await openStore(directory, { watch: true });
      await store.append([setTask('mine')]);
      await window.says('saw mine');
      await until(store, () => store.task('yours') !== undefined);
      await store.append([changeTask('yours', { title: 'renamed here' })]);
      await window.says('saw renamed here');
      const versionBefore = store.version;
      await until(store, () => store.task('mine')?.title === 'renamed there');
      assert.ok(store.version > 0 && versionBefore > 0);
      await window.close();
      await store.close();
    }));

  it('both keep their own change of different fields of one task', () =>
    inTemporaryFolder(async (directory) => {
      const [first, second] = [await openStore(directory), await openStore(directory)];
      await first.append([setTask('task-1')]);
      await second.refresh();
      await Promise.all([
        first.append([changeTask('task-1', { title: 'new title' })]),
        second.append([changeTask('task-1', { project: 'new project' })]),
      ]);
      await Promise.all([first.refresh(), second.refresh()]);
      assert.equal(first.task('task-1')?.title, 'new title');
      assert.equal(first.task('task-1')?.project, 'new project');
      assert.deepEqual(second.task('task-1'), first.task('task-1'));
      await first.close();
      await second.close();
    }));
});

describe('The end of a journal that is not whole', () => {
  it('is waited for while its writer lives, and reported when that is gone', () =>
    inTemporaryFolder(async (directory) => {
      const folder = join(directory, 'journal', '2026-03');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, '2026-03-10-living.jsonl'), '0badc0de {"stamp":');
      await beatOf(directory, 'living', { pid: process.pid, host: hostname(), lastBeatAt: Date.now() });
      const store = await openStore(directory);
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      await rm(join(directory, 'running', 'living.json'));
      let told = 0;
      store.onDidChange(() => (told += 1));
      await store.refresh();
      await store.refresh();
      assert.ok(store.status.kind === 'ready');
      assert.equal(store.status.problems.length, 1);
      assert.equal(told, 1);
      await store.close();
    }));
});

describe('The heartbeat of a window', () => {
  it('tells the others what it measures, and is gone after it closed', () =>
    inTemporaryFolder(async (directory) => {
      const [first, second] = [await openStore(directory), await openStore(directory)];
      await first.windows.beat(work, 100_000);
      assert.deepEqual(await second.windows.workOfOthers(110_000), [work]);
      assert.deepEqual(await first.windows.workOfOthers(110_000), [], 'not its own');
      assert.deepEqual(await second.windows.workOfOthers(100_000 + 45_001), [], 'silent for too long');
      assert.deepEqual(await second.windows.claimOrphans(200_000), [], 'its process runs');
      await first.close();
      assert.deepEqual(await second.windows.workOfOthers(110_000), []);
      await second.close();
    }));

  it('of a dead process is handed out once, over all windows that ask at once', () =>
    inTemporaryFolder(async (directory) => {
      const windows = await Promise.all([1, 2, 3].map(() => openStore(directory)));
      const gone = await endedProcess();
      await beatOf(directory, 'crashed', { pid: gone, host: hostname(), lastBeatAt: 100_000 });
      assert.deepEqual(await windows[0]?.windows.claimOrphans(145_000), [], 'three beats may be missed');
      const claims = await Promise.all(windows.map((window) => window.windows.claimOrphans(145_001)));
      assert.deepEqual(claims.flat(), [{ writer: 'crashed', lastBeatAt: 100_000, work }]);
      assert.deepEqual(await windows[0]?.windows.claimOrphans(145_001), []);
      await Promise.all(windows.map((window) => window.close()));
    }));

  for (const [name, beat, handedOut] of [
    ['whose pid another process has now', { pid: process.pid, started: '1' }, 1],
    ['from before the machine was started again', { pid: process.pid, boot: 'another' }, 1],
    ['that runs but beats no more', { pid: process.pid }, 0],
    ['of another machine, silent for ten minutes', { pid: 1, host: 'elsewhere', lastBeatAt: 400_000 }, 0],
    ['of another machine, silent for longer', { pid: 1, host: 'elsewhere', lastBeatAt: 399_999 }, 1],
    ['that measured nothing', { pid: 2 ** 22 + 1, work: { sessions: [], typing: null } }, 0],
  ] as const) {
    it(`${handedOut === 1 ? 'is handed out' : 'is left alone'}: one ${name}`, async function () {
      if ('started' in beat && process.platform !== 'linux') {
        skipBecause(this, 'only Linux tells when a process was started.');
      }
      await inTemporaryFolder(async (directory) => {
        const store = await openStore(directory);
        await beatOf(directory, 'other', { host: hostname(), lastBeatAt: 100_000, ...beat });
        assert.equal((await store.windows.claimOrphans(1_000_000)).length, handedOut);
        await store.close();
      });
    });
  }

  it('that a killed window had claimed is found again, and what is left over goes', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const running = join(directory, 'running');
      const gone = await endedProcess();
      const dead = { pid: gone, host: hostname(), lastBeatAt: 100_000 };
      await beatOf(directory, 'crashed', dead);
      await rename(join(running, 'crashed.json'), join(running, 'crashed.claimed-by-killed'));
      await beatOf(directory, 'ahead', { ...dead, lastBeatAt: Date.now() + 365 * 86_400_000 });
      await writeFile(join(running, 'torn.json'), '{"writer":');
      await writeFile(join(running, 'torn.tmp'), '{');
      execFileSync('mkfifo', [join(running, 'pipe.json')]);
      const now = Date.now() + 3_600_000;
      const orphans = await store.windows.claimOrphans(now);
      assert.deepEqual(orphans.map(({ writer }) => writer).sort(), ['ahead', 'crashed']);
      assert.ok(orphans.every(({ lastBeatAt }) => lastBeatAt <= now));
      await store.close();
      assert.deepEqual(await readdir(running), []);
    }));

  it('that a living window is claiming is left to it', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const running = join(directory, 'running');
      await beatOf(directory, 'living', { pid: process.pid, host: hostname(), lastBeatAt: 100_000 });
      await beatOf(directory, 'crashed', { pid: 1, host: 'elsewhere', lastBeatAt: 0 });
      await rename(join(running, 'crashed.json'), join(running, 'crashed.claimed-by-living'));
      assert.deepEqual(await store.windows.claimOrphans(1e12), []);
      await store.close();
      assert.deepEqual((await readdir(running)).sort(), ['crashed.claimed-by-living', 'living.json']);
    }));

  it('that can’t be understood disturbs nobody', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await mkdir(join(directory, 'running', 'folder.json'), { recursive: true });
      await writeFile(join(directory, 'running', 'torn.json'), '{"writer":');
      await beatOf(directory, 'renamed', { pid: 1, host: 'elsewhere', lastBeatAt: 0, writer: '../../x' });
      assert.deepEqual(await store.windows.claimOrphans(1e12), []);
      assert.deepEqual(await store.windows.workOfOthers(1), []);
      await store.close();
      assert.equal((await readdir(join(directory, 'running'))).length, 3);
    }));
});

async function beatOf(
  directory: string,
  writer: string,
  beat: { pid: number; host: string; lastBeatAt: number } & Record<string, unknown>,
): Promise<void> {
  await mkdir(join(directory, 'running'), { recursive: true });
  const text = JSON.stringify({ writer, boot: null, started: null, work, ...beat });
  await writeFile(join(directory, 'running', `${writer}.json`), text);
}

/** The id of a process that has run and is no more. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

interface OtherWindow {
  says(line: string): Promise<void>;
  close(): Promise<void>;
}

async function openOtherWindow(place: string, directory: string): Promise<OtherWindow> {
  const wasm = join(place, 'sql.wasm');
  await writeFile(wasm, await sqliteWasm());
  assert.ok((await readFile(wasm)).length > 0);
  const program = await bundled('test/store/answeringWindow.ts', place);
  const child: ChildProcess = spawn(process.execPath, [...shortLived, program, directory, wasm], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  assert.ok(child.stdout !== null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const says = async (expected: string) => {
    assert.deepEqual(await lines.next(), { done: false, value: expected });
  };
  await says('open');
  return {
    says,
    async close() {
      const exited = once(child, 'exit');
      child.stdin?.end();
      assert.deepEqual(await exited, [0, null]);
    },
  };
}
