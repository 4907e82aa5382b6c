import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDayCounting } from '../../src/store/dayCountingFile';
import { CommandLine, type CommandAnswer } from '../fixtures/commandLine';
import { skipBecause } from '../skipBecause';

const readers = [['report'], ['report', '--json'], ['export'], ['export', '--format', 'json']] as const;

describe('the folder of the record on the command line', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
  });
  afterEach(() => line.remove());

  async function mustFailInWords(message: RegExp): Promise<void> {
    for (const [command, ...args] of readers) {
      const { code, stdout, stderr } = await line.run(command, ...args);
      assert.deepEqual([code, stdout], [1, ''], `${command} ${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
    }
  }

  function journalFile(): string {
    const journal = join(line.data, 'journal');
    const [name] = readdirSync(journal, { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.jsonl'),
    );
    return join(journal, name ?? 'no file');
  }

  it('takes a folder of something else, an empty one and /proc for no record', async () => {
    mkdirSync(line.data);
    await mustFailInWords(/^The folder .* has no journal, so it isn't a record\. Give a record's folder/);
    writeFileSync(join(line.data, 'thesis.tex'), '');
    await mustFailInWords(/^The folder .* has no journal/);
    const { code, stdout, stderr } = await line.run('close', ...someFigures);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /contains other files and no record\. Give a record's folder/);
    assert.deepEqual(readdirSync(line.data), ['thesis.tex']);
    if (existsSync('/proc/self')) {
      for (const command of [['report'], ['close', ...someFigures]]) {
        const answer = await line.runBare(...command, '--data', '/proc');
        assert.deepEqual([answer.code, answer.stdout], [1, '']);
      }
    }
  });

  it('says where a record begins, once', async () => {
    const first = await line.run('close', ...someFigures);
    assert.equal(first.code, 0);
    assert.match(first.stderr, /^A new record was created in .*\. If yours is elsewhere, .*--data\.\n$/);
    assert.equal((await line.run('close', ...someFigures)).stderr, '');
  });

  it('begins nothing where the command line is wrong or nothing could be imported', async () => {
    await line.run('close', '--title', 'x');
    await line.run('import', join(line.folder, 'missing.csv'));
    assert.equal(existsSync(line.data), false);
  });

  it('takes a ~ for the home folder, in --data and in the variable', async () => {
    const home = join(line.folder, 'home');
    mkdirSync(home);
    assert.equal((await line.runBare('close', ...someFigures, '--data=~/mine')).code, 0);
    line.variables = { LEVERAGE_RECORD_DATA: '~/mine' };
    assert.match((await line.runBare('report')).stdout, /^Leverage record/);
    assert.deepEqual(readdirSync(home), ['mine']);
  });

  it('says that a journal file, or a month, is something else', async function () {
    await line.close('there');
    const file = journalFile();
    const text = readFileSync(file);
    rmSync(file);
    mkdirSync(file);
    await mustFailInWords(
      /nothing is shown\. journal\/.*\.jsonl: It isn't a file, so its entries are missing\./,
    );
    rmSync(file, { recursive: true });
    if (spawnSync('mkfifo', [file]).status !== 0) {
      skipBecause(this, 'there are no pipes with names');
    }
    await mustFailInWords(/It isn't a file/);
    rmSync(file);
    writeFileSync(file, text);
    assert.match((await line.run('report')).stdout, /there/);
    writeFileSync(join(line.data, 'journal', '2001-01'), '');
    await mustFailInWords(/journal\/2001-01: It isn't a folder/);
  });

  it('shows nothing of a record of which a file may not be read', async function () {
    await line.close('mine');
    const file = journalFile();
    chmodSync(file, 0);
    const isRoot = process.getuid?.() === 0;
    if (process.seteuid === undefined) {
      skipBecause(this, 'files have no owners here');
    }
    if (isRoot) {
      // Nothing is kept from root.
      for (const folder of [line.folder, line.data, join(line.data, 'journal'), dirname(file)]) {
        chmodSync(folder, 0o755);
      }
      process.seteuid('nobody');
    }
    try {
      await mustFailInWords(
        /^The record can't be read completely, so nothing is shown\. journal\/.*can't be/,
      );
    } finally {
      if (isRoot) {
        process.seteuid('root');
      }
    }
  });

  it('writes nothing where it only reads, however much there is and whatever lies about', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `task ${index},1,20,2`);
    line.stdin = Buffer.from(`Task,Human Est.,AI,Sup.\n${rows.join('\n')}\n`);
    assert.equal((await line.run('import', '-')).code, 0);
    for (const snapshot of ['as it was', 'gone', 'damaged', 'foreign'] as const) {
      const path = join(line.data, 'tasks.sqlite');
      rmSync(path, { force: snapshot === 'gone' || !existsSync(path) });
      if (snapshot === 'damaged' || snapshot === 'foreign') {
        writeFileSync(path, snapshot === 'damaged' ? '' : 'x'.repeat(5000));
      }
      writeFileSync(`${path}.old.tmp`, '');
      const before = everything();
      const { code, stdout } = await line.run('report', '--json');
      assert.equal(code, 0);
      assert.match(stdout, /"tasks": 3000/);
      assert.deepEqual(everything(), before, snapshot);
    }
  });

  function everything(): readonly string[] {
    return readdirSync(line.data, { recursive: true, encoding: 'utf8' })
      .map((name) => {
        const { mtimeMs, size } = statSync(join(line.data, name));
        return `${name} ${mtimeMs} ${size}`;
      })
      .sort();
  }

  describe('and its days', () => {
    const atHalfPastOne = Date.UTC(2026, 3, 19, 23, 30);

    async function dayOf(...args: readonly string[]): Promise<string> {
      const { stdout } = await line.run('report', '--json', ...args);
      return /"day": "([^"]+)"/.exec(stdout)?.[1] ?? stdout;
    }

    beforeEach(async () => {
      await line.close('there');
      line.now = atHalfPastOne;
    });

    it('counts as the editor does, unless the command line says otherwise', async () => {
      assert.equal(await dayOf(), '2026-04-19');
      await writeDayCounting(line.data, { timeZone: 'Europe/Berlin', dayStart: '00:00' }, 'a');
      assert.equal(await dayOf(), '2026-04-20');
      await writeDayCounting(line.data, { timeZone: 'Europe/Berlin', dayStart: '04:00' }, 'a');
      assert.equal(await dayOf(), '2026-04-19');
      assert.equal(await dayOf('--day-start', '01:00'), '2026-04-20');
      assert.equal(await dayOf('--time-zone', 'Asia/Tokyo'), '2026-04-20');
      await line.close('late');
      const { stdout } = await line.run('report', '--json');
      assert.match(stdout, /"late"[^}]*"zone": "Europe\/Berlin"/);
    });

    it('believes no file that is damaged, and refuses a zone that is none', async () => {
      for (const text of [
        '',
        '{}',
        '[',
        '{"timeZone":"Mars/Base","dayStart":"00:00"}',
        'x'.repeat(100_000),
      ]) {
        writeFileSync(join(line.data, 'day-counting.json'), text);
        assert.equal(await dayOf(), '2026-04-19');
      }
      for (const args of [
        ['--time-zone', 'Mars/Base'],
        ['--day-start', '4'],
      ]) {
        const { code, stdout } = await line.run('report', ...args);
        assert.deepEqual([code, stdout], [2, '']);
      }
    });

    it('writes how the editor counts only when that is new', async () => {
      const path = join(line.data, 'day-counting.json');
      await writeDayCounting(line.data, { timeZone: 'Europe/Berlin', dayStart: '04:00' }, 'a');
      const { mtimeMs, ino } = statSync(path);
      await writeDayCounting(line.data, { timeZone: 'Europe/Berlin', dayStart: '04:00' }, 'b');
      assert.deepEqual([statSync(path).mtimeMs, statSync(path).ino], [mtimeMs, ino]);
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.deepEqual(
        readdirSync(line.data).filter((name) => name.includes('tmp')),
        [],
      );
    });

    it('reports, exports and imports a day that has come in a zone ahead', async () => {
      line.zone = 'Pacific/Kiritimati';
      await line.close('ahead');
      line.zone = 'America/Los_Angeles';
      for (const command of ['report', 'export']) {
        assert.match((await line.run(command, '--day', '2026-04-20')).stdout, /ahead/);
      }
      const other = new CommandLine();
      try {
        other.now = line.now;
        other.zone = line.zone;
        for (const format of ['markdown', 'csv', 'json']) {
          const file = await line.run('export', '--day', '2026-04-20', '--format', format);
          other.stdin = Buffer.from(file.stdout);
          const { code, stdout, stderr }: CommandAnswer = await other.run('import', '-');
          assert.equal(code, 0, stdout + stderr);
        }
        assert.match((await other.run('report', '--day', '2026-04-20')).stdout, /ahead/);
      } finally {
        other.remove();
      }
    });

    it('shows a day that a wrong clock recorded, and refuses one that holds nothing', async () => {
      line.now = Date.UTC(2027, 5, 1);
      await line.close('from the future');
      line.now = atHalfPastOne;
      assert.match((await line.run('report', '--day', '2027-06-01')).stdout, /from the future/);
      const { code, stdout, stderr } = await line.run('report', '--day', '2027-06-02');
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /--day: 2027-06-02 is in the future/);
    });
  });
});

const someFigures = ['--title=x', '--hours=1', '--ai-minutes=1', '--supervisory-minutes=1'];
