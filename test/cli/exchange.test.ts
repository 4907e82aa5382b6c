import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mostRows } from '../../src/core/exchange/rowLimit';
import { CommandLine } from '../fixtures/commandLine';

describe('Records in and out on the command line', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
  });
  afterEach(() => line.remove());

  function file(name: string, text: string): string {
    const path = join(line.folder, name);
    writeFileSync(path, text);
    return path;
  }

  async function csv(...args: readonly string[]): Promise<readonly string[]> {
    const { code, stdout, stderr } = await line.run('export', '--format=csv', ...args);
    assert.equal(code, 0, stderr);
    return stdout
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',').slice(1, 5).join(','));
  }

  it('import takes headings for what --column says', async () => {
    const path = file('day.csv', 'Was,Wie lange,Maschine,Tag\nBau,3,20,2026-04-18\n');
    const refused = await line.run('import', path);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /Headings found: Was, Wie lange, Maschine, Tag/);
    const columns = ['Was=task', 'Wie lange=hours', 'Maschine=ai', 'Tag=day'].flatMap((each) => [
      '--column',
      each,
    ]);
    const { code, stderr } = await line.run('import', path, ...columns);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await csv('--day=2026-04-18'), ['Bau,3,20,0']);
    assert.equal((await line.run('import', path, '--column=Was')).code, 2);
  });

  it('import takes other figures over only with --update', async () => {
    const table = (minutes: number) =>
      file('day.csv', `Task,Human Est.,AI,Sup.,Day\nA,3,${minutes},2,2026-04-18\n`);
    await line.run('import', table(20));
    const kept = await line.run('import', table(25));
    assert.match(kept.stderr, /“A” differs .* --update/);
    assert.deepEqual(await csv('--day=2026-04-18'), ['A,3,20,2']);
    const dry = await line.run('import', table(25), '--update', '--dry-run');
    assert.match(dry.stderr, /would be updated/);
    assert.deepEqual(await csv('--day=2026-04-18'), ['A,3,20,2']);
    await line.run('import', table(25), '--update');
    assert.deepEqual(await csv('--day=2026-04-18'), ['A,3,25,2']);
  });

  it('export writes spans of days, all days and a project, and they come in again as they are', async () => {
    const rows = ['A,1,10,1,2026-04-01,p', 'B,2,20,2,2026-04-02,q', 'C,3,30,3,2026-04-03,p'];
    await line.run('import', file('days.csv', `Task,Human Est.,AI,Sup.,Day,Project\n${rows.join('\n')}\n`));
    const [a, b, c] = ['A,1,10,1', 'B,2,20,2', 'C,3,30,3'];
    assert.deepEqual(await csv('--all'), [a, b, c]);
    assert.deepEqual(await csv('--from=2026-04-02'), [b, c]);
    assert.deepEqual(await csv('--to=2026-04-02'), [a, b]);
    assert.deepEqual(await csv('--from=2026-04-02', '--to=2026-04-02'), [b]);
    assert.deepEqual(await csv('--project=p'), [a, c]);
    assert.deepEqual(await csv('--project=p', '--from=2026-04-02'), [c]);
    assert.equal((await line.run('export', '--from=2026-04-03', '--to=2026-04-01')).code, 2);
    assert.equal((await line.run('export', '--all', '--day=2026-04-01')).code, 2);
    const none = await line.run('export', '--project=nobody');
    assert.deepEqual([none.code, none.stdout], [1, '']);

    for (const format of ['markdown', 'csv', 'json']) {
      const { stdout } = await line.run('export', '--all', `--format=${format}`);
      const elsewhere = new CommandLine();
      try {
        const name = `all.${format === 'markdown' ? 'md' : format}`;
        const imported = await elsewhere.run('import', file(name, stdout));
        assert.equal(imported.code, 0, imported.stderr);
        const { stdout: again } = await elsewhere.run('export', '--all', '--format=csv');
        for (const row of [a, b, c]) {
          assert.ok(again.includes(`,${row},`), `${format}: ${again}`);
        }
        const twice = await line.run('import', file(name, stdout));
        assert.match(twice.stdout, /0 tasks added, 3 already there/);
      } finally {
        elsewhere.remove();
      }
    }
  });

  it('import refuses more rows than its limit, whatever the format', async () => {
    const many = mostRows + 1;
    const files = [
      file('many.csv', `Task,Human Est.,AI\n${'A,1,1\n'.repeat(many)}`),
      file('many.md', `| Task | Human Est. | AI |\n| - | - | - |\n${'| A | 1h | 1 |\n'.repeat(many)}`),
      file('many.json', `{"format":"leverage-record","version":1,"tasks":[${'0,'.repeat(many)}0]}`),
    ];
    for (const path of files) {
      const { code, stdout, stderr } = await line.run('import', path);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /more than 60,000 rows.* Split it/, path);
    }
  });
});
