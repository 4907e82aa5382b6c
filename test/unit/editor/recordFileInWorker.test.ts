import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecordFile } from '../../../src/core/exchange/reading/readRecordFile';
import { UserError } from '../../../src/core/userError';
import { recordFileInWorker, type ReadRecordFile } from '../../../src/editor/importing/recordFileInWorker';
import { outsideBrackets, pseudoBundle } from '../../fixtures/pseudoLocale';
import { bundled } from '../../store/bundled';

const head = '| Task | Human Est. | AI |\n| - | - | - |\n';
const never = new AbortController().signal;

describe('A record file on a thread of its own', () => {
  let folder: string;
  let worker: string;
  let read: ReadRecordFile;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leverage-record-import-'));
    worker = await bundled('src/editor/importing/recordFileWorker.ts', folder);
    read = recordFileInWorker(worker);
  });
  after(() => rmSync(folder, { recursive: true }));

  function request(text: string, fileName = 'day.md', columns = new Map()) {
    return { bytes: new TextEncoder().encode(text), fileName, columns };
  }

  it('comes over whole, in more than one batch, as it is read here', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) =>
      at % 3 === 0 ? `| ${at} | long | ${at} min |` : `| Task ${at} | 2h | ${at} min |`,
    );
    const text = `${head}${rows.join('\n')}\n`;
    const answer = await read(request(text), never);
    assert.deepEqual(answer, { kind: 'read', file: readRecordFile(text, 'day.md') });
  });

  it('is refused with the message that it is refused with here', async () => {
    await assert.rejects(
      read(request(''), never),
      new UserError('The file is empty. Choose a file that holds a record.'),
    );
    const bytes = Uint8Array.from([0x50, 0x4b, 0, 0xff]);
    await assert.rejects(read({ ...request(''), bytes }, never), /not text in UTF-8/);
  });

  it('comes back with headings that nobody understands, and is read when they were explained', async () => {
    for (const [fileName, text] of [
      ['day.md', '| Was | Wie lange | Maschine |\n| - | - | - |\n| Bau | 3 h | 20 min |\n'],
      ['day.csv', 'Was,Wie lange,Maschine\nBau,3,20\n'],
    ] as const) {
      const first = await read(request(text, fileName), never);
      assert.deepEqual(first.kind === 'headings' && first.headings, ['Was', 'Wie lange', 'Maschine']);
      const columns = new Map([
        ['was', 'title'],
        ['wie lange', 'hours'],
        ['maschine', 'aiMinutes'],
      ]);
      const second = await read(request(text, fileName, columns), never);
      assert.ok(second.kind === 'read');
      const [row] = second.file.rows;
      assert.deepEqual([row?.title, row?.estimate?.hours, row?.aiMinutes], ['Bau', 3, 20]);
    }
  });

  it('speaks the language of the window', async () => {
    const readInIt = recordFileInWorker(worker, pseudoBundle());
    await assert.rejects(readInIt(request(''), never), /⟦.+⟧/u);
    const text = `${head}|  | 1h | 1 min |\n| a | -2h | 1 min |\n| b | 1 apple | 1 min |\n| c | 1h | 3 min | 4 |\n| d | 1h | 2 min |\n`;
    const answer = await readInIt(request(text), never);
    assert.ok(answer.kind === 'read');
    const { unreadable, warnings, notes } = answer.file;
    assert.deepEqual([unreadable.length, warnings.length, notes.length], [4, 1, 1]);
    for (const said of [...unreadable.map(({ reason }) => reason), ...warnings, ...notes]) {
      assert.equal(outsideBrackets(said), '', said);
    }
  });

  it('ends when it is cancelled', async () => {
    const cancelling = new AbortController();
    const reading = read(request(`${head}${'| a | 1h | 1 min |\n'.repeat(50_000)}`), cancelling.signal);
    cancelling.abort(new Error('cancelled'));
    await assert.rejects(reading, /cancelled/);
    await assert.rejects(read(request(head), cancelling.signal), /cancelled/);
  });

  it('says so where it takes more memory than it may', async () => {
    const small = recordFileInWorker(worker, {}, 8);
    const text = `${head}${'| Some task with a long title of its own | 1h | 1 min |\n'.repeat(50_000)}`;
    await assert.rejects(small(request(text), never), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /more memory .* Split it/);
      return true;
    });
  });

  it('says so where the thread dies', async () => {
    const missing = recordFileInWorker(join(folder, 'missing.cjs'));
    await assert.rejects(missing(request(head), never), /thread reading it ended\. Import it again/);
  });
});
