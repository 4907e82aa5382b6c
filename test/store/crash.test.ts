import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { journalFilesOf, monthFolders } from '../../src/store/journal/journalFolder';
import { Problems } from '../../src/store/journal/problems';
import { readJournal } from '../../src/store/journal/journalReader';
import { bundled } from './bundled';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { shortLived } from '../fixtures/shortLived';

const writersAtOnce = 4;
const killsOfEach = 26;

describe('Windows that are killed while they write', function () {
  // About 20 s on two idle cores, much longer on busy ones: a hundred processes are started.
  this.timeout(300_000);

  it('lose nothing that was acknowledged, over more than 100 kills of 4 writers at once', () =>
    inTemporaryFolder(async (place) => {
      const directory = join(place, 'record');
      await mkdir(directory);
      const wasm = join(place, 'sql.wasm');
      await writeFile(wasm, await sqliteWasm());
      const program = await bundled('test/store/crashWriter.ts', place);
      const acknowledged: string[] = [];
      let kills = 0;

      async function writeAndKill(kill: number): Promise<void> {
        const child = spawn(process.execPath, [...shortLived, program, directory, wasm], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const exited = once(child, 'exit');
        // Killed at ever other places: after the first, second … acknowledgement.
        let left = 1 + ((kill * 7) % 23);
        for await (const id of createInterface({ input: child.stdout })) {
          acknowledged.push(id);
          left -= 1;
          if (left === 0) {
            child.kill('SIGKILL');
          }
        }
        const [, signal] = await exited;
        assert.equal(signal, 'SIGKILL');
        kills += 1;
      }

      await Promise.all(
        Array.from({ length: writersAtOnce }, async (_, writer) => {
          for (let kill = 0; kill < killsOfEach; kill += 1) {
            await writeAndKill(writer * killsOfEach + kill);
          }
        }),
      );
      assert.ok(kills >= 100);
      assert.ok(acknowledged.length > kills);

      const first = await openStore(directory);
      const second = await openStore(directory);
      const shown = first.openTasks();
      assert.deepEqual(second.openTasks(), shown);
      const ids = new Set(shown.map((task) => task.id));
      assert.deepEqual(
        acknowledged.filter((id) => !ids.has(id)),
        [],
      );
      for (const { id } of shown) {
        assert.equal(first.spansOfTask(id).length, 2, 'an action is there as a whole');
      }
      assert.ok(first.status.kind === 'ready');
      const reported = first.status.problems.map((problem) => problem.file).sort();
      assert.deepEqual(reported, await filesWithTornEnd(directory));
      await first.close();
      await second.close();
    }));
});

/** Files that are not whole; fails if anything but the end of one is damaged. */
async function filesWithTornEnd(directory: string): Promise<readonly string[]> {
  const folder = join(directory, 'journal');
  const torn: string[] = [];
  for (const month of await monthFolders(folder)) {
    const files = await journalFilesOf(folder, new Problems(), [month]);
    assert.equal(files.length, (await readdir(join(folder, month))).length);
    for (const { name, size } of files) {
      let reached = 0;
      for await (const slice of readJournal(join(folder, name), { offset: 0, line: 0 }, size)) {
        assert.deepEqual(slice.problems, []);
        reached = slice.offset;
      }
      if (reached < (await readFile(join(folder, name))).length) {
        torn.push(`journal/${name}`);
      }
    }
  }
  return torn.sort();
}
