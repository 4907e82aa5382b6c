import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from '../fixtures/commandLine';

describe('leverage-record check', () => {
  let line: CommandLine;
  let file: string;
  beforeEach(async () => {
    line = new CommandLine();
    file = join(line.folder, 'day.md');
    await line.close('Port the importer');
    await line.close('Mend the exporter', '--private');
  });
  afterEach(() => line.remove());

  it('names what the record contradicts, where it stands and what would be right, and ends with 1', async () => {
    writeFileSync(file, '# A day\n\nThe day took 41 AI minutes\nfor 12 human hours.\n');
    const { code, stdout } = await line.run('check', file, '--day', '2026-04-19');
    assert.equal(code, 1);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      `${file}:3:14: “41” is wrong. The AI minutes of row 1 are 40. Write 40.`,
      '2 figures checked against 2026-04-19: 1 supported, 1 contradicted, 0 not checkable.',
    ]);
  });

  it('ends with 0 where nothing is contradicted, whatever can’t be checked', async () => {
    writeFileSync(file, 'The day took 40 AI minutes and 4,300 lines.');
    const { code, stdout } = await line.run('check', file);
    assert.equal(code, 0);
    assert.match(stdout, /1 supported, 0 contradicted, 1 not checkable/);
  });

  it('leaves private tasks out, unless they are asked for', async () => {
    line.stdin = new TextEncoder().encode('The day took 80 AI minutes.');
    const without = await line.run('check', '-');
    assert.equal(without.code, 1);
    assert.match(without.stderr, /1 private task is left out/);
    const withThem = await line.run('check', '-', '--include-private');
    assert.equal(withThem.code, 0);
  });

  it('takes the day from the front matter of the text', async () => {
    line.stdin = new TextEncoder().encode('---\nday: 2026-04-18\n---\n\nThe day took 40 AI minutes.');
    const { code, stdout, stderr } = await line.run('check', '-');
    assert.equal(code, 0);
    assert.match(stderr, /No tasks are recorded on 2026-04-18/);
    assert.match(stdout, /^0 figures checked against 2026-04-18/m);
  });

  it('prints each figure as JSON', async () => {
    line.stdin = new TextEncoder().encode('It took 40 AI minutes\nand 3 supervisory minutes.');
    const { code, stdout } = await line.run('check', '-', '--json');
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(stdout), {
      day: '2026-04-19',
      figures: [
        {
          line: 1,
          column: 9,
          text: '40',
          verdict: 'supported',
          basis: 'The AI minutes of row 1 are 40.',
          replacement: null,
        },
        {
          line: 2,
          column: 5,
          text: '3',
          verdict: 'contradicted',
          basis: 'The supervisory minutes of row 1 are 2.',
          replacement: '2',
        },
      ],
    });
  });

  it('is told which file, once', async () => {
    assert.equal((await line.run('check')).code, 2);
    assert.equal((await line.run('check', 'a.md', 'b.md')).code, 2);
    const missing = await line.run('check', join(line.folder, 'none.md'));
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /There is no file .* Nothing was checked\./);
  });
});
