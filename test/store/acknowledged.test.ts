import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../src/core/task/change';
import { UserError } from '../../src/core/userError';
import { actionLimits } from '../../src/store/journal/journalLine';
import { changeTask, setSpan, setTask, startOfWork } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';
import { problemTexts } from '../fixtures/storeProblems';

describe('What is acknowledged', () => {
  it('is read again, also where one action has 130,000 changes', async function () {
    this.timeout(120_000);
    await inTemporaryFolder(async (directory) => {
      const spans = Array.from({ length: 130_000 }, (_, number) => setSpan(`span-${number}`));
      const store = await openStore(directory);
      const { inverse } = await store.append(spans);
      assert.deepEqual(inverse[0], { entity: 'span', id: 'span-129999', kind: 'delete' });
      await store.append([setTask('behind')]);
      await store.close();
      const reopened = await openStore(directory, { readOnly: true });
      assert.equal(reopened.spansOfTask('task-1').length, spans.length);
      assert.ok(reopened.task('behind'));
      assert.deepEqual(reopened.status, { kind: 'ready', problems: [] });
      await reopened.close();
    });
  });

  it('is not an action beyond the limit: it is refused before anything is written', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const tooMany = Array.from({ length: actionLimits.operations + 1 }, () => setSpan('span'));
      await assert.rejects(
        store.append(tooMany),
        /250,001 changes at once.*Nothing was stored\. Split it up/,
      );
      assert.deepEqual(await readdir(join(directory, 'journal')), []);
      await store.close();
    }));

  const unreadable: readonly (readonly [string, Change])[] = [
    ['an id beyond the longest', setTask('x'.repeat(4_097))],
    ['an empty id', { entity: 'folder', id: '', kind: 'set', fields: { ignored: true } }],
    ['a deletion of an id beyond the longest', { entity: 'task', id: 'x'.repeat(5_000), kind: 'delete' }],
    ['a moment that is no number', setSpan('span', { start: Number.NaN })],
  ];
  for (const [name, change] of unreadable) {
    it(`never holds what a reader leaves out: ${name}`, () =>
      inTemporaryFolder(async (directory) => {
        const store = await openStore(directory);
        await assert.rejects(store.append([change]), UserError);
        assert.deepEqual(await readdir(join(directory, 'journal')), []);
        await store.close();
      }));
  }

  it('never is dated beyond the end of time', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory, { now: () => 1e15 });
      const acknowledged: string[] = [];
      for (const id of ['a', 'b', 'c']) {
        await store.append([setTask(id)]).then(
          () => acknowledged.push(id),
          (error: unknown) => assert.ok(error instanceof UserError),
        );
      }
      await store.close();
      const reopened = await openStore(directory);
      assert.deepEqual(
        reopened.openTasks().map(({ id }) => id),
        acknowledged,
      );
      await reopened.close();
    }));
});

describe('A line that is gone from a journal', () => {
  for (const gone of [1, 2, 3, 4, 5]) {
    it(`is missed, whether within, at an end of or besides an action: line ${gone + 1}`, () =>
      inTemporaryFolder(async (directory) => {
        const store = await openStore(directory, { now: () => startOfWork, newId: () => 'w' });
        await store.append([setTask('a')]);
        await store.append([setTask('b'), setTask('c'), setTask('d')]);
        await store.append([changeTask('a', { title: 'e' })]);
        await store.append([setTask('f'), setTask('g')]);
        await store.close();
        const path = join(directory, 'journal', '2026-03', '2026-03-10-w.jsonl');
        const lines = (await readFile(path, 'utf8')).split('\n');
        assert.equal(lines.length, 8);
        await writeFile(path, lines.filter((_, index) => index !== gone).join('\n'));
        const reopened = await openStore(directory);
        assert.ok(reopened.status.kind === 'ready');
        assert.deepEqual(problemTexts(reopened.status), [
          `At line ${gone + 1}, 1 line before it is missing, with everything recorded in it. Restore the file from a backup, if there is one.`,
        ]);
        await reopened.close();
      }));
  }
});
