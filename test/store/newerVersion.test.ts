import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { formatStamp } from '../../src/core/journal/stamp';
import { buildSnapshotWith } from '../../src/store/snapshot/buildSnapshot';
import type { OpenRecordStore } from '../../src/store/openRecordStore';
import { changeTask, closing, setTask, startOfWork, taskFields } from './recordBuilders';
import { inTemporaryFolder, openStore, sqliteWasm } from './storeInTemporaryFolder';
import { problemLine } from '../../src/core/record/problemText';
import { english } from '../../src/core/texts/texts';

const one =
  "1 change was written by a newer version of Leverage Record and isn't shown here, or only in part. " +
  'Nothing is lost. Update the extension (or the command line) to see it.';

function several(count: string): string {
  return (
    `${count} changes were written by a newer version of Leverage Record and aren't shown here, or only in part. ` +
    'Nothing is lost. Update the extension (or the command line) to see them.'
  );
}

interface Entry {
  readonly entity?: string;
  readonly kind?: string;
  readonly fields?: unknown;
  readonly more?: number;
}

/** A line as a newer version would write it. */
function line(number: number, { entity = 'task', kind = 'set', fields, more }: Entry): string {
  const stamp = formatStamp({ time: startOfWork + number, counter: 0 }, 'newer');
  const json = JSON.stringify({ stamp, entity, id: `task-${number}`, kind, fields, more });
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

const known = (title: string): Entry => ({ fields: taskFields({ title }) });
const mood: Entry = { entity: 'mood', fields: { level: 3 } };

async function journalOf(directory: string, ...lines: readonly string[]): Promise<string> {
  const folder = join(directory, 'journal', '2026-03');
  await mkdir(folder, { recursive: true });
  const path = join(folder, '2026-03-10-newer.jsonl');
  await writeFile(path, lines.join(''));
  return path;
}

function told(store: OpenRecordStore): readonly string[] {
  assert.ok(store.status.kind === 'ready');
  return store.status.problems.map((problem) => problemLine(problem, english));
}

async function toldOnOpening(directory: string): Promise<readonly string[]> {
  const store = await openStore(directory);
  const messages = told(store);
  await store.close();
  return messages;
}

async function buildSnapshot(directory: string): Promise<void> {
  const request = { directory, writer: 'test', now: Date.now(), limits: new Map<string, number>() };
  const { problems } = await buildSnapshotWith(await sqliteWasm())(request, new AbortController().signal);
  assert.deepEqual(problems, []);
}

describe('What a newer version wrote', () => {
  for (const [name, entry] of [
    ['an entity', mood],
    ['a kind of change', { kind: 'merge' }],
    ['a field', { fields: { ...taskFields(), mood: 3 } }],
    ['nothing but a field', { fields: { mood: 3 } }],
    ['a choice', { fields: { closing: { ...closing(), aiEvidence: 'guessed' } } }],
    ['a field of a closing', { fields: { ...taskFields(), closing: { ...closing(), mood: 3 } } }],
  ] as const) {
    it(`is told of where it is ${name}, beside what is understood`, () =>
      inTemporaryFolder(async (directory) => {
        await journalOf(directory, line(1, known('Before')), line(2, entry), line(3, known('After')));
        const store = await openStore(directory);
        assert.deepEqual(told(store), [`journal: ${one}`]);
        assert.deepEqual([store.task('task-1')?.title, store.task('task-3')?.title], ['Before', 'After']);
        await store.close();
      }));
  }

  it('is counted over all files and told in one sentence', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, mood), line(2, mood));
      await writeFile(path.replace('newer', 'other'), line(3, mood).repeat(1_232));
      assert.deepEqual(await toldOnOpening(directory), [`journal: ${several('1,234')}`]);
    }));

  it('is not told of where there is nothing', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await store.append([setTask('a')]);
      await store.append([changeTask('a', { closing: closing() })]);
      await store.close();
      assert.deepEqual(await toldOnOpening(directory), []);
    }));

  it('is told of by a window that finds all of it in the snapshot', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, known('Here')), line(2, mood));
      await buildSnapshot(directory);
      assert.deepEqual(await toldOnOpening(directory), [`journal: ${one}`]);
      await appendFile(path, line(3, mood));
      assert.deepEqual(await toldOnOpening(directory), [`journal: ${several('2')}`]);
      await buildSnapshot(directory);
      await buildSnapshot(directory);
      assert.deepEqual(await toldOnOpening(directory), [`journal: ${several('2')}`]);
    }));

  it('is told of when another window writes it, and those who listen hear of it', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, mood));
      const store = await openStore(directory);
      const heard: (readonly string[])[] = [];
      store.onDidChange(() => heard.push(told(store)));
      await store.refresh();
      assert.deepEqual(heard, []);
      await appendFile(path, line(2, mood));
      await store.refresh();
      assert.deepEqual(heard, [[`journal: ${several('2')}`]]);
      await store.close();
    }));

  it('is counted once its action is whole', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, { ...mood, more: 1 }));
      const store = await openStore(directory);
      assert.ok(!told(store).some((message) => message.includes('newer version')));
      await appendFile(path, line(2, known('The rest')));
      await store.refresh();
      assert.deepEqual(told(store), [`journal: ${one}`]);
      assert.ok(store.task('task-2'));
      await store.close();
    }));

  it('is counted anew in a file that is read again', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, mood), line(2, mood));
      const store = await openStore(directory);
      await writeFile(`${path}.new`, line(1, mood) + line(2, mood) + line(3, mood));
      await rename(`${path}.new`, path);
      await store.refresh();
      assert.deepEqual(told(store), [`journal: ${several('3')}`]);
      await store.close();
    }));

  it('stays in what is edited here', () =>
    inTemporaryFolder(async (directory) => {
      const newer = {
        ...closing(),
        mood: 3,
        tokens: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0, unsplit: 0, audio: 9 },
      };
      const path = await journalOf(directory, line(1, { fields: { ...taskFields(), closing: newer } }));
      const store = await openStore(directory, { now: () => startOfWork });
      const task = store.closedTasks('2026-03-10')[0];
      assert.ok(task);
      await store.append([changeTask('task-1', { closing: { ...task.closing, day: '2026-03-09' } })]);
      await buildSnapshot(directory);
      const { measured: _measured, tokens: _tokens, tokensEvidence: _evidence, ...rest } = task.closing;
      await store.append([changeTask('task-1', { closing: { ...rest, day: '2026-03-08' } })]);
      await store.close();
      const folder = path.slice(0, path.lastIndexOf('/'));
      const written = (await readdir(folder)).filter((name) => !name.includes('newer'));
      const edits = (await readFile(join(folder, written[0] ?? ''), 'utf8')).trim().split('\n');
      const closings = edits.map((each) => JSON.parse(each.slice(9)).fields.closing);
      assert.deepEqual(closings[0], { ...newer, day: '2026-03-09' });
      assert.equal(closings[1].mood, 3);
      assert.equal('tokens' in closings[1], false, 'what is known and was taken out stays out');
    }));

  it('stays in the journal as it was', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, line(1, { fields: { ...taskFields(), mood: 3 } }));
      const before = await readFile(path, 'utf8');
      const store = await openStore(directory);
      await store.append([changeTask('task-1', { title: 'Changed here' })]);
      await store.close();
      await buildSnapshot(directory);
      assert.equal(await readFile(path, 'utf8'), before);
      assert.deepEqual(await toldOnOpening(directory), [`journal: ${one}`]);
    }));
});
