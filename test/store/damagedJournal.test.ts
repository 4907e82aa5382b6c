import assert from 'node:assert/strict';
import {
  appendFile,
  chmod,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Operation } from '../../src/core/journal/operation';
import { formatStamp } from '../../src/core/journal/stamp';
import { encodeLine, lineLimit } from '../../src/store/journal/journalLine';
import { readJournal } from '../../src/store/journal/journalReader';
import { setTask, spanFields, startOfWork, taskFields } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';
import { problemTexts } from '../fixtures/storeProblems';
import { problemText } from '../../src/core/record/problemText';
import { english } from '../../src/core/texts/texts';

const month = '2026-03';
const name = '2026-03-10-writer1.jsonl';

function operation(number: number): Operation {
  const stamp = formatStamp({ time: startOfWork + number, counter: 0 }, 'writer1');
  return {
    stamp,
    entity: 'task',
    id: `task-${number}`,
    kind: 'set',
    fields: taskFields({ title: `Täsk ${number}` }),
  };
}

function lines(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => encodeLine(operation(number), 0));
}

async function journalOf(directory: string, bytes: string | Uint8Array, file = name): Promise<string> {
  await mkdir(join(directory, 'journal', month), { recursive: true });
  const path = join(directory, 'journal', month, file);
  await writeFile(path, bytes);
  return path;
}

/** What a reader makes of a file: ids in order, what it says, and where it stopped. */
async function read(
  path: string,
): Promise<{ ids: string[]; titles: unknown[]; problems: string[]; offset: number }> {
  const ids: string[] = [];
  const titles: unknown[] = [];
  const problems: string[] = [];
  let offset = 0;
  for await (const slice of readJournal(path, { offset: 0, line: 0 }, (await readFile(path)).length)) {
    ids.push(...slice.operations.map((each) => each.operation.id));
    titles.push(...slice.operations.map((each) => each.operation.fields['title']));
    problems.push(...slice.problems.map((each) => problemText(each, english)));
    offset = slice.offset;
  }
  return { ids, titles, problems, offset };
}

describe('A journal that was cut off', () => {
  it('holds at every byte everything that was whole before the cut, and nothing else', () =>
    inTemporaryFolder(async (directory) => {
      const all = lines(4);
      const bytes = Buffer.from(all.join(''));
      const ends = all.map((_, index) => Buffer.byteLength(all.slice(0, index + 1).join('')));
      for (let length = 0; length <= bytes.length; length += 1) {
        const path = await journalOf(directory, bytes.subarray(0, length));
        const whole = ends.filter((end) => end <= length).length;
        const { ids, titles, problems, offset } = await read(path);
        assert.deepEqual(ids, ['task-0', 'task-1', 'task-2', 'task-3'].slice(0, whole));
        assert.deepEqual(titles, ['Täsk 0', 'Täsk 1', 'Täsk 2', 'Täsk 3'].slice(0, whole));
        assert.deepEqual(problems, []);
        assert.equal(offset, ends[whole - 1] ?? 0);
      }
    }));

  it('shows an action of several changes as a whole or not at all', () =>
    inTemporaryFolder(async (directory) => {
      const before = encodeLine(operation(0), 0);
      const bytes = Buffer.from(
        before + [2, 1, 0].map((more, index) => encodeLine(operation(index + 1), more)).join(''),
      );
      const beforeEnd = Buffer.byteLength(before);
      for (let length = beforeEnd; length < bytes.length; length += 1) {
        const { ids, offset } = await read(await journalOf(directory, bytes.subarray(0, length)));
        assert.deepEqual(ids, ['task-0']);
        assert.equal(offset, beforeEnd);
      }
      const { ids } = await read(await journalOf(directory, bytes));
      assert.deepEqual(ids, ['task-0', 'task-1', 'task-2', 'task-3']);
    }));

  it('is said to be, once, in a store that can tell that its writer is gone', () =>
    inTemporaryFolder(async (directory) => {
      const bytes = Buffer.from(lines(2).join(''));
      await journalOf(directory, bytes.subarray(0, -5));
      const store = await openStore(directory);
      await store.refresh();
      assert.deepEqual(store.status, {
        kind: 'ready',
        problems: [
          {
            file: `journal/${month}/${name}`,
            problem: { kind: 'entryTorn' },
          },
        ],
      });
      assert.ok(store.task('task-0'));
      await store.close();
    }));

  it('is read on, and the problem taken back, when the rest arrives', () =>
    inTemporaryFolder(async (directory) => {
      const bytes = Buffer.from(lines(2).join(''));
      const path = await journalOf(directory, bytes.subarray(0, -5));
      const store = await openStore(directory);
      await appendFile(path, bytes.subarray(-5));
      await store.refresh();
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      assert.ok(store.task('task-1'));
      await store.close();
    }));
});

describe('A journal with one wrong bit', () => {
  it('loses at most the entry that was hit, and says so, wherever the bit is', () =>
    inTemporaryFolder(async (directory) => {
      const all = lines(3);
      const bytes = Buffer.from(all.join(''));
      const ends = all.map((_, index) => Buffer.byteLength(all.slice(0, index + 1).join('')));
      for (const flip of [0x01, 0x80, 0xff]) {
        for (let position = 0; position < bytes.length; position += 1) {
          const damaged = Buffer.from(bytes);
          damaged[position] = (damaged[position] ?? 0) ^ flip;
          const path = await journalOf(directory, damaged);
          const hit = ends.findIndex((end) => position < end);
          const { ids, titles, problems, offset } = await read(path);
          const lost = ['task-0', 'task-1', 'task-2'].filter((id) => !ids.includes(id));
          assert.ok(
            lost.length === 0 || (lost.length === 1 && lost[0] === `task-${hit}`),
            `byte ${position}`,
          );
          assert.deepEqual(
            titles,
            ids.map((id) => `Täsk ${id.slice(5)}`),
          );
          // The very last line end can't be told from one that was not written yet.
          assert.ok(problems.length > 0 || offset < bytes.length, `byte ${position} is reported`);
        }
      }
    }));

  it('keeps the other changes of an action', () =>
    inTemporaryFolder(async (directory) => {
      for (const damagedLine of [0, 1, 2]) {
        const all = [2, 1, 0].map((more, index) => encodeLine(operation(index), more));
        all[damagedLine] = all[damagedLine]?.replace('T', 'X') ?? '';
        const { ids, problems } = await read(await journalOf(directory, all.join('')));
        assert.deepEqual(
          ids,
          ['task-0', 'task-1', 'task-2'].filter((id) => id !== `task-${damagedLine}`),
        );
        assert.equal(problems.length, 1);
      }
    }));
});

const unreadable = {
  name: 'UserError',
  message: /journal, isn't a readable folder\. Put the folder back/,
};

describe('A journal folder with strange things in it', () => {
  const [first = '', second = ''] = lines(2);
  for (const [what, bytes, ids, problems] of [
    ['an empty file', '', [], 0],
    ['a byte order mark', `\ufeff${first}`, ['task-0'], 0],
    [
      'line ends of Windows',
      first.replace('\n', '\r\n') + second.replace('\n', '\r\n'),
      ['task-0', 'task-1'],
      0,
    ],
    ['empty lines', `\n\n${first}\n${second}\n`, ['task-0', 'task-1'], 0],
    ['NUL bytes', `${first}${'\0'.repeat(5_000)}\n${second}`, ['task-0', 'task-1'], 1],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0x0a]), Buffer.from(first)]),
      ['task-0'],
      1,
    ],
    ['JSON without a checksum', `{"stamp":"x"}\n${first}`, ['task-0'], 1],
    ['an operation whose values are wrong', badOperation('task', { title: 5 }) + first, ['task-0'], 1],
    ['an operation of a newer version', badOperation('mood', {}) + first, ['task-0'], 0],
    ['the same entry twice', first + first, ['task-0', 'task-0'], 0],
  ] as const) {
    it(`reads past ${what}`, () =>
      inTemporaryFolder(async (directory) => {
        const answer = await read(await journalOf(directory, bytes));
        assert.deepEqual(answer.ids, ids);
        assert.equal(answer.problems.length, problems, answer.problems.join('\n'));
      }));
  }

  it('does not take a line of 100 MB into memory and goes on behind it', () =>
    inTemporaryFolder(async (directory) => {
      const path = await journalOf(directory, first);
      const file = await open(path, 'a');
      const block = Buffer.alloc(1024 * 1024, 'x');
      for (let megabyte = 0; megabyte < 100; megabyte += 1) {
        await file.write(block);
      }
      await file.write(`\n${second}`);
      await file.close();
      const before = process.memoryUsage();
      const store = await openStore(directory);
      const grown = process.memoryUsage().arrayBuffers - before.arrayBuffers;
      assert.ok(grown < 50 * lineLimit, `grew by ${grown} bytes`);
      assert.ok(store.task('task-0') && store.task('task-1'));
      assert.deepEqual(store.status, {
        kind: 'ready',
        problems: [
          {
            file: `journal/${month}/${name}`,
            problem: { kind: 'lineTooLong', line: 2, byte: Buffer.byteLength(first) },
          },
        ],
      });
      await store.close();
    }));

  it('opens beside directories called like journals, loops of links and files of others', () =>
    inTemporaryFolder(async (directory) => {
      await journalOf(directory, first);
      const journal = join(directory, 'journal');
      await mkdir(join(journal, month, 'x.jsonl'));
      await symlink(journal, join(journal, 'loop'));
      await symlink('self', join(journal, month, 'self'));
      await symlink(join(journal, month, name), join(journal, month, 'link.jsonl'));
      await writeFile(join(journal, month, 'notes.txt'), 'mine');
      await writeFile(join(journal, 'stray.jsonl'), 'mine');
      const store = await openStore(directory);
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      assert.ok(store.task('task-0'));
      await store.close();
    }));

  it('is read where its month, or a file of it, is a link to another disk', () =>
    inTemporaryFolder(async (directory) => {
      const elsewhere = join(directory, 'elsewhere');
      await journalOf(elsewhere, first);
      const journal = join(directory, 'journal');
      await mkdir(join(journal, '2026-04'), { recursive: true });
      await symlink(join(elsewhere, 'journal', month), join(journal, month));
      const second = join(elsewhere, 'second.jsonl');
      await writeFile(second, encodeLine(operation(1), 0));
      await symlink(second, join(journal, '2026-04', '2026-04-01-writer1.jsonl'));
      const store = await openStore(directory);
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      assert.ok(store.task('task-0') && store.task('task-1'));
      await store.close();
    }));

  it('names a month that can not be looked into, and shows the others', () =>
    inTemporaryFolder(async (directory) => {
      await journalOf(directory, first);
      // Permissions do not hold for root; the missing end of a link does.
      await symlink('unplugged', join(directory, 'journal', '2026-02'));
      const store = await openStore(directory);
      assert.ok(store.status.kind === 'ready');
      assert.deepEqual(
        store.status.problems.map(({ file }) => file),
        ['journal/2026-02'],
      );
      assert.match(problemTexts(store.status)[0] ?? '', /can't be read .* Allow reading it\.$/);
      assert.ok(store.task('task-0'));
      await store.close();
    }));

  for (const [what, unreadable, mend] of [
    ['a month', '2026-02', async (path: string) => mkdir(path)],
    ['a file', `${month}/2026-03-02-writer2.jsonl`, async (path: string) => writeFile(path, second)],
  ] as const) {
    it(`names ${what} that can not be looked into only as long as it is so`, () =>
      inTemporaryFolder(async (directory) => {
        await journalOf(directory, first);
        const path = join(directory, 'journal', unreadable);
        await symlink('unplugged', path);
        const store = await openStore(directory);
        const named = () =>
          store.status.kind === 'ready' ? store.status.problems.map(({ file }) => file) : [];
        assert.deepEqual(named(), [`journal/${unreadable}`]);
        await store.refresh();
        assert.deepEqual(named(), [`journal/${unreadable}`], 'also at the second look');
        let told = 0;
        store.onDidChange(() => (told += 1));
        await rm(path);
        await mend(path);
        await store.refresh();
        assert.deepEqual([named(), told], [[], 1]);
        await symlink('unplugged', join(directory, 'journal', '2026-01'));
        await store.refresh();
        assert.deepEqual(named(), ['journal/2026-01']);
        await rm(join(directory, 'journal', '2026-01'));
        await store.refresh();
        assert.deepEqual(named(), [], 'gone');
        await store.close();
      }));
  }

  for (const [what, replace] of [
    ['a file', (journal: string) => writeFile(journal, 'mine')],
    ['a link to nothing', (journal: string) => symlink('unplugged', journal)],
  ] as const) {
    it(`is not taken for an empty one where ${what} is in its place`, () =>
      inTemporaryFolder(async (directory) => {
        await replace(join(directory, 'journal'));
        await assert.rejects(openStore(directory, { readOnly: true }), unreadable);
      }));
  }

  it('is waited for where a link leads to nothing: what it holds would be missing', () =>
    inTemporaryFolder(async (directory) => {
      await symlink('unplugged', join(directory, 'journal'));
      await assert.rejects(openStore(directory), unreadable);
    }));

  it('is made where a file was in its place, once that is gone', () =>
    inTemporaryFolder(async (directory) => {
      const journal = join(directory, 'journal');
      await writeFile(journal, 'mine');
      const store = await openStore(directory);
      assert.equal(store.status.kind, 'failing');
      await assert.rejects(store.append([setTask('task-0')]), { name: 'UserError' });
      await rm(journal);
      await store.append([setTask('task-0')]);
      assert.equal(store.status.kind, 'ready');
      await store.close();
    }));

  it('is told of where it is only read, and neither made nor cleared of files of others', () =>
    inTemporaryFolder(async (directory) => {
      await writeFile(join(directory, 'tasks.sqlite'), 'precious');
      const empty = await openStore(directory, { readOnly: true });
      assert.ok(empty.status.kind === 'ready');
      assert.match(
        problemTexts(empty.status)[0] ?? '',
        /isn't a Leverage Record database\. The journal was read instead/,
      );
      await empty.close();
      assert.deepEqual(await readdir(directory), ['tasks.sqlite']);

      await journalOf(directory, `rubbish\n${first}`);
      await chmod(join(directory, 'journal'), 0o500);
      const store = await openStore(directory, { readOnly: true });
      assert.ok(store.status.kind === 'ready');
      assert.deepEqual(
        store.status.problems.map(({ file }) => file),
        ['tasks.sqlite', `journal/${month}/${name}`],
      );
      assert.ok(store.task('task-0'));
      await store.close();
      await chmod(join(directory, 'journal'), 0o700);
    }));

  it('reads a copy that a synchroniser has renamed', () =>
    inTemporaryFolder(async (directory) => {
      await journalOf(directory, first, '2026-03-10-writer1.sync-conflict-1.jsonl');
      const store = await openStore(directory);
      assert.ok(store.task('task-0'));
      await store.close();
    }));

  it('says each damaged place once, and not without end', () =>
    inTemporaryFolder(async (directory) => {
      await journalOf(directory, 'rubbish\n'.repeat(5_000) + first);
      const store = await openStore(directory);
      await store.refresh();
      assert.ok(store.status.kind === 'ready');
      assert.equal(store.status.problems.length, 201);
      assert.equal(problemTexts(store.status).at(-1), '4,800 more places are damaged.');
      assert.ok(store.task('task-0'));
      await store.close();
    }));
});

describe('A journal file that changes other than by growing', () => {
  it('is read again when it was replaced, and its earlier entries are kept', () =>
    inTemporaryFolder(async (directory) => {
      const all = lines(3);
      const path = await journalOf(directory, all[0] ?? '');
      const store = await openStore(directory);
      await writeFile(`${path}.new`, (all[1] ?? '') + (all[2] ?? ''));
      await rename(`${path}.new`, path);
      await store.refresh();
      assert.deepEqual(
        store.openTasks().map((task) => task.id),
        ['task-0', 'task-1', 'task-2'],
      );
      await store.close();
    }));

  it('is read again and reported when it got shorter', () =>
    inTemporaryFolder(async (directory) => {
      const all = lines(3);
      const path = await journalOf(directory, (all[0] ?? '') + (all[1] ?? ''));
      const store = await openStore(directory);
      await writeFile(path, all[2] ?? '');
      await store.refresh();
      assert.equal(store.openTasks().length, 3);
      assert.ok(store.status.kind === 'ready');
      assert.match(problemTexts(store.status)[0] ?? '', /shorter/u);
      await store.close();
    }));

  it('that is another machine’s and was copied in merges with what is there', () =>
    inTemporaryFolder(async (directory) => {
      const here = join(directory, 'here');
      const there = join(directory, 'there');
      for (const [place, id] of [
        [here, 'a'],
        [there, 'b'],
      ] as const) {
        const store = await openStore(place);
        await store.append([{ entity: 'task', id, kind: 'set', fields: taskFields() }]);
        await store.append([
          { entity: 'span', id: `span-${id}`, kind: 'set', fields: spanFields({ taskId: 'a' }) },
        ]);
        await store.close();
      }
      const store = await openStore(here);
      for (const folder of await readdir(join(there, 'journal'))) {
        await mkdir(join(here, 'journal', folder), { recursive: true });
        for (const file of await readdir(join(there, 'journal', folder))) {
          await copyFile(join(there, 'journal', folder, file), join(here, 'journal', folder, file));
        }
      }
      const versionBefore = store.version;
      await store.refresh();
      assert.ok(store.version > versionBefore);
      assert.deepEqual(
        store
          .openTasks()
          .map((task) => task.id)
          .sort(),
        ['a', 'b'],
      );
      assert.equal(store.spansOfTask('a').length, 2);
      await store.close();
    }));
});

/** A line whose checksum is right. */
function badOperation(entity: string, fields: Operation['fields']): string {
  const json = JSON.stringify({ stamp: operation(9).stamp, entity, id: 'bad', kind: 'set', fields });
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}
