import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../src/core/task/change';
import { formatStamp } from '../../src/core/journal/stamp';
import { encodeLine } from '../../src/store/journal/journalLine';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { changeTask, setTask, startOfWork } from './recordBuilders';
import { inTemporaryFolder, openStore, silentLog } from './storeInTemporaryFolder';
import { problemTexts } from '../fixtures/storeProblems';

/** So many that the record is worth a snapshot. */
const tasks = Array.from({ length: 2_500 }, (_, index): Change => setTask(`task-${index}`));
const shortRun = { sharesFiles: true, now: () => startOfWork };

async function journalOf(directory: string): Promise<string> {
  const names = await readdir(join(directory, 'journal'), { recursive: true });
  return join(directory, 'journal', names.find((name) => name.endsWith('.jsonl')) ?? '');
}

function titles(store: OpenRecordStore): ReadonlyMap<string, string> {
  return new Map(store.openTasks().map(({ id, title }) => [id, title]));
}

async function read(directory: string): Promise<ReadonlyMap<string, string>> {
  const store = await openStore(directory, { readOnly: true });
  const found = titles(store);
  assert.deepEqual(store.status, { kind: 'ready', problems: [] });
  await store.close();
  return found;
}

/** A log that an opening tells how many operations it read from the journal. */
function countingLog() {
  let operations: unknown;
  const info = (_message: string, values?: Readonly<Record<string, unknown>>) => {
    operations = values?.['operations'];
  };
  return { log: { ...silentLog, info }, taken: () => operations };
}

describe('The snapshot of a short run', function () {
  this.timeout(60_000);

  it('is made when it is closed, says what the journal says, and spares the next run the journal', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory, shortRun);
      await store.append(tasks);
      await store.append([changeTask('task-7', { title: 'changed' })]);
      await store.append([{ entity: 'task', id: 'task-8', kind: 'delete' }]);
      const expected = titles(store);
      assert.equal(expected.size, tasks.length - 1);
      await assert.rejects(stat(join(directory, 'tasks.sqlite')));
      await store.close();
      const { log, taken } = countingLog();
      const next = await openStore(directory, { ...shortRun, log });
      assert.deepEqual(titles(next), expected);
      assert.equal(taken(), 0);
      await next.append([setTask('later')]);
      await next.close();
      assert.equal((await read(directory)).size, expected.size + 1);
      await rm(join(directory, 'tasks.sqlite'));
      assert.deepEqual(await read(directory), new Map([...expected, ['later', 'Parse the manifest']]));
    }));

  it('of a run that goes on in the file of another holds both', () =>
    inTemporaryFolder(async (directory) => {
      const first = await openStore(directory, shortRun);
      await first.append([setTask('before')]);
      await first.close();
      const second = await openStore(directory, shortRun);
      await second.append(tasks);
      await second.close();
      const expected = await read(directory);
      assert.equal(expected.size, tasks.length + 1);
      // Whoever changes what was read is found out by the checksum in the position.
      const path = await journalOf(directory);
      const text = await readFile(path, 'utf8');
      assert.equal(text.trimEnd().split('\n').length, tasks.length + 1);
      await rm(join(directory, 'tasks.sqlite'));
      assert.deepEqual(await read(directory), expected);
    }));

  it('leaves unread what another wrote to the file before it was continued here', () =>
    inTemporaryFolder(async (directory) => {
      const first = await openStore(directory, shortRun);
      await first.append([setTask('first')]);
      await first.close();
      const early = await openStore(directory, shortRun);
      const between = await openStore(directory, shortRun);
      await between.append([setTask('between')]);
      await between.close();
      await early.append(tasks);
      await early.close();
      const found = await read(directory);
      assert.equal(found.size, tasks.length + 2);
      assert.ok(found.has('between'));
    }));

  it('is also made of few entries in many files, so that they are read once', () =>
    inTemporaryFolder(async (directory) => {
      const month = join(directory, 'journal', '2026-03');
      await mkdir(month, { recursive: true });
      for (let file = 0; file < 250; file += 1) {
        const change = setTask(`task-${file}`);
        assert.ok(change.kind === 'set');
        const operation = { ...change, stamp: formatStamp({ time: startOfWork, counter: file }, `w${file}`) };
        await writeFile(join(month, `2026-03-10-w${file}.jsonl`), encodeLine(operation, 0, 1));
      }
      const first = await openStore(directory, shortRun);
      assert.equal(titles(first).size, 250);
      await first.close();
      const { log, taken } = countingLog();
      const second = await openStore(directory, { ...shortRun, log });
      assert.equal(titles(second).size, 250);
      assert.equal(taken(), 0);
      await second.close();
    }));

  it('is not believed once the journal is another', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory, shortRun);
      await store.append(tasks);
      await store.close();
      const path = await journalOf(directory);
      const lines = (await readFile(path, 'utf8')).split('\n');
      await writeFile(path, lines.slice(0, 10).join('\n'));
      const shorter = await openStore(directory, { readOnly: true });
      assert.ok(shorter.status.kind === 'ready');
      assert.match(problemTexts(shorter.status)[0] ?? '', /is shorter than before/u);
      await shorter.close();
    }));
});
