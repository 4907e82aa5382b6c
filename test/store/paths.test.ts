import assert from 'node:assert/strict';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dayCountingPathOf, readDayCounting, writeDayCounting } from '../../src/store/dayCountingFile';
import { taskFields } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

describe('A record in a folder of any name', () => {
  for (const name of [
    'My Record',
    'Cafe\u0301',
    'aux.md',
    "it's 100 % & $HOME `x`",
    'trailing/',
    'double//separators//',
    Array.from({ length: 30 }, (_, index) => `folder-${index}`).join('/'),
    // What Windows takes for other names.
    ...(process.platform === 'win32'
      ? []
      : ['CON', 'ends in a dot.', 'ends in a blank ', 'C:\\Users\\Ada\\', '\\\\?\\C:\\x']),
  ]) {
    it(`keeps what was written: ${name.slice(0, 40)}`, () =>
      inTemporaryFolder(async (above) => {
        const directory = `${above}/${name}`;
        const store = await openStore(directory);
        await store.append([{ entity: 'task', id: 'a', kind: 'set', fields: taskFields() }]);
        await store.close();
        const again = await openStore(directory);
        assert.equal(again.task('a')?.title, taskFields().title);
        assert.deepEqual(again.status, { kind: 'ready', problems: [] });
        await again.close();
        const [first = ''] = name.split('/');
        assert.deepEqual(await readdir(above), [first]);
      }));
  }

  it('belongs to the user alone in an editor’s storage, also with a separator at its end', function () {
    return inTemporaryFolder(async (above) => {
      const directory = join(above, 'globalStorage', 'leverage-record.leverage-record');
      for (const each of [directory, `${directory}/`]) {
        await mkdir(directory, { recursive: true, mode: 0o755 });
        await (await openStore(each)).close();
        const { mode } = await stat(directory);
        assert.equal(mode & 0o077, process.platform === 'win32' ? mode & 0o077 : 0, basename(each));
      }
    });
  });
});

describe('How days are counted', () => {
  const told = { timeZone: 'Europe/Berlin', dayStart: '04:00' };
  for (const [what, mark, end] of [
    ['LF', '', '\n'],
    ['CRLF', '', '\r\n'],
    ['CR', '', '\r'],
    ['CRLF and a byte order mark', '\uFEFF', '\r\n'],
  ] as const) {
    it(`is read with ${what}`, () =>
      inTemporaryFolder(async (directory) => {
        const text = JSON.stringify(told, undefined, 2).replaceAll('\n', end);
        await writeFile(dayCountingPathOf(directory), `${mark}${text}${end}`);
        assert.deepEqual(readDayCounting(directory), told);
        await writeDayCounting(directory, told, 'id');
        assert.deepEqual(readDayCounting(`${directory}/`), told);
        assert.deepEqual(await readdir(directory), ['day-counting.json']);
      }));
  }
});
