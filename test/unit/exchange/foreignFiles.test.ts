import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { writeJson } from '../../../src/core/exchange/writing/writeJson';
import { closedTask } from '../../fixtures/tasks';
import type { ExistingTasks } from '../../../src/core/exchange/importing/findRows';
import { planImport } from '../../../src/core/exchange/importing/planImport';

const nothing: ExistingTasks = {
  task: () => undefined,
  tasksByImportKeys: () => new Map(),
  closedTasks: () => [],
};
const today = '2026-05-01';
const read = (text: string, fileName = 'day.md', day?: string) =>
  planImport(text, fileName, { today, day }, nothing);

const document = `---
title: A day
date: 2026-04-11
---

Some words | with a pipe.

| Tool | Minutes |
|------|---------|
| x    | 12      |

## Leverage record: April 12, 2026

| # | Task | Human Est. | AI | Sup. | Factor | Sup. Factor |
|---|------|-----------:|---:|-----:|-------:|------------:|
| 1 | **Build** the \`thing\` | 160h | 20m | 2m | 480.0x | 4800.0x |
| 2 | Write [docs](https://example.com) \\| more | 1,200 h | 1h 20m | 25 min | 900.0x | 2,880.0× |
| 3 | Total overhaul | 0.5h | 8 min | 1 min | 3.8x | 30.0x |
| 4 | Unestimated | – | 5 | – | – | – |
| | **Totals** | **1,360.5h** | **113m** | **28m** | | |
| **Total** | | 1,360.5h | 113m | 28m | | |

Afterwards.
`;

describe('a document with the table of a record', () => {
  const plan = read(document);

  it('gives its rows, and neither totals nor other tables', () => {
    assert.deepEqual(
      plan.rows.map((row) => [
        row.line,
        row.title,
        row.estimate?.hours,
        row.aiMinutes,
        row.supervisoryMinutes,
      ]),
      [
        [16, 'Build the thing', 160, 20, 2],
        [17, 'Write docs | more', 1200, 80, 25],
        [18, 'Total overhaul', 0.5, 8, 1],
        [19, 'Unestimated', undefined, 5, 0],
      ],
    );
    assert.deepEqual(plan.unreadable, []);
  });

  it('takes the day from the heading above the table', () => {
    assert.deepEqual(new Set(plan.rows.map((row) => row.day)), new Set(['2026-04-12']));
  });

  it('accepts factors however they were rounded, and an absent one', () => {
    assert.deepEqual(
      plan.warnings.filter((warning) => !warning.startsWith('Line 19')),
      [],
    );
  });

  const table = (row: string) => `| Task | Human Est. | AI | Sup. | Factor |\n|--|--|--|--|--|\n${row}\n`;

  it('warns of a factor that does not follow from its row, naming the line', () => {
    assert.deepEqual(read(table('| a | 0.5h | 8m | 1m | 3.9x |'), 'day.md', '2026-04-12').warnings, [
      'Line 3: Factor says 3.9x, but 0.5 h and 8 min give 3.75x. The hours and minutes were used.',
    ]);
  });

  for (const [name, text, day, expected] of [
    [
      'its front',
      `---\ndate: 2026-04-11\n---\n\n${table('| a | 1h | 1m | 1m | |')}`,
      undefined,
      '2026-04-11',
    ],
    ['its heading', `# 12 April 2026\n\n${table('| a | 1h | 1m | 1m | |')}`, '2026-04-01', '2026-04-12'],
    ['the option', table('| a | 1h | 1m | 1m | |'), '2026-04-01', '2026-04-01'],
    [
      'a Day column',
      '| Day | Task | Human Est. | AI |\n|--|--|--|--|\n| 2026-04-02 | a | 1h | 1m |\n',
      '2026-04-01',
      '2026-04-02',
    ],
  ] as const) {
    it(`takes the day from ${name}`, () => assert.equal(read(text, 'notes.md', day).rows[0]?.day, expected));
  }

  it('takes the day from the file name, and otherwise today with a warning', () => {
    const text = table('| a | 1h | 1m | 1m | |');
    assert.equal(read(text, '2026-04-03.md').rows[0]?.day, '2026-04-03');
    const plan = read(text, 'notes.md');
    assert.equal(plan.rows[0]?.day, today);
    assert.ok(
      plan.warnings.includes("The file doesn't specify a day, so its tasks are added to 2026-05-01."),
    );
  });

  it('reports rows that can not be read, and reads the others', () => {
    const plan = read(
      `# 2026-04-12\n\n${table('| a | lots | 8m | 1m | |\n| b | 1h | 1.5m | 1m | |\n| | 1h | 1m | 1m | |\n| c | 1h | | 1m | |\n| d | 1h | 2m | 1m |')}`,
    );
    assert.deepEqual(
      plan.rows.map((row) => row.title),
      ['d'],
    );
    assert.deepEqual(
      plan.unreadable.map((row) => [row.line, row.reason.split('.')[0]]),
      [
        [5, 'Human Est'],
        [6, 'AI: “1'],
        [7, 'The title is missing'],
        [8, 'AI: The duration is missing'],
      ],
    );
  });

  it('refuses rows of future days', () => {
    const plan = read(`# 2027-01-01\n\n${table('| a | 1h | 1m | 1m | |')}`);
    assert.equal(plan.rows.length, 0);
    assert.match(plan.unreadable[0]?.reason ?? '', /2027-01-01 is in the future/);
  });

  it('is found within a quotation or a list, even without a file name', () => {
    const row = (start: string) => table('| a | 1h | 1m | 1m | |').replace(/^/gmu, start);
    for (const text of [row('> '), `- 2026-04-12\n\n${row('  ')}`, `> - x\n>\n${row('>   ')}`]) {
      assert.deepEqual([read(text).rows.length, read(text, '').rows.length], [1, 1]);
    }
  });

  it('refuses a row with more cells than headings, whose figures may be those of their neighbours', () => {
    const plan = read(table('| a | 2 | 3 | 4 | | 5 |\n| a \\| 2 | 3 | 4 | 5 | |\n| b | 2 | 3 | 4 | | |'));
    assert.deepEqual(
      plan.rows.map((row) => row.title),
      ['a | 2', 'b'],
    );
    assert.deepEqual(
      plan.unreadable.map(({ line, reason }) => [line, reason]),
      [[3, 'The row has 6 cells, but there are 5 headings. Write a | within a cell as \\|.']],
    );
  });

  it('gives each of two tables the day of its own heading', () => {
    const text = `# 2026-04-12\n\n${table('| a | 1h | 1m | 1m | |')}\n# 2026-04-13\n\n${table('| b | 1h | 1m | 1m | |')}`;
    assert.deepEqual(
      read(text).rows.map((row) => [row.day, row.title]),
      [
        ['2026-04-12', 'a'],
        ['2026-04-13', 'b'],
      ],
    );
  });
});

describe('a table from a spreadsheet', () => {
  it('may use semicolons, decimal commas, a byte order mark and lines above the headings', () => {
    const text =
      '\uFEFFLeverage;2026\r\n\r\nTask;Human Est. (h);AI (min);Sup. (min)\r\n"a; b ""c""";1,5;20;2\r\n';
    const [row] = read(text, 'day.csv', '2026-04-12').rows;
    assert.deepEqual([row?.title, row?.estimate?.hours, row?.aiMinutes], ['a; b "c"', 1.5, 20]);
  });

  it('may print its factors with decimal commas', () => {
    const warningsOf = (factor: string) =>
      read(`Task;Human Est.;AI;Sup.;Factor\na;13,1;40;2;${factor}\n`, 'day.csv', '2026-04-12').warnings;
    assert.deepEqual([warningsOf('19,7'), warningsOf('19,65x')], [[], []]);
    assert.match(warningsOf('19,8')[0] ?? '', /Factor says 19,8, but/);
  });

  it('is not read as minutes if its heading says hours', () => {
    assert.equal(read('Task,Human Est.,AI (h),Sup.\na,1,20,2\n', 'day.csv').rows[0]?.aiMinutes, 1200);
    assert.equal(read('Task,Human Est. (h),AI (min),Sup. (min)\na,1,20,2\n', 'day.csv').rows.length, 1);
  });

  it('names a row with a comma too many, and takes empty cells after the last heading', () => {
    const plan = read('Task,Human Est.,AI,Sup.\nMove 1,5,20,2,1\nb,1,20,2,,\n', 'day.csv', '2026-04-12');
    assert.deepEqual(
      plan.rows.map((row) => row.title),
      ['b'],
    );
    assert.match(
      plan.unreadable[0]?.reason ?? '',
      /has 5 cells, but there are 4 headings\. Put a cell that contains “,”/,
    );
  });

  for (const [name, row] of [
    ['is never closed', '"a,1,20,2'],
    ['is closed in the middle of a cell', '"a" b,1,20,2'],
  ] as const) {
    it(`names the row in which a quote ${name}`, () => {
      const plan = read(`Task,Human Est.,AI,Sup.\nx,1,20,2\n${row}\nb,1,20,2\n`, 'day.csv', '2026-04-12');
      assert.deepEqual([plan.unreadable[0]?.line, plan.rows[0]?.title], [3, 'x']);
      assert.match(plan.unreadable[0]?.reason ?? '', /double quotes do not match.* Close them/);
    });
  }

  it('counts the lines within quoted cells', () => {
    const text = 'Task,Human Est.,AI,Sup.\n"one\ntwo",1,20,2\nb,x,20,2\n';
    const plan = read(text, 'day.csv', '2026-04-12');
    assert.equal(plan.rows[0]?.title, 'one two');
    assert.equal(plan.unreadable[0]?.line, 4);
  });

  it('is recognised without a file name', () => {
    assert.equal(read('Task,Human Est.,AI,Sup.\na,1,20,2\n', '-', '2026-04-12').format, 'csv');
    assert.equal(read(document, '-').format, 'markdown');
    assert.equal(read('{"format":"leverage-record","version":1,"tasks":[]}', '-').format, 'json');
  });
});

describe('a file that is not a record', () => {
  for (const [name, text, fileName, message] of [
    ['empty Markdown', '', 'a.md', /^The file is empty\. Choose/],
    ['prose', 'Hello\n\n| a | b |\n|--|--|\n| 1 | 2 |\n', 'a.md', /no table of a record/],
    ['empty CSV', '\uFEFF\r\n', 'a.csv', /^The file is empty\. Choose/],
    ['a list in JSON without a name', '[{"a": 1}]', '', /is JSON but not a leverage record/],
    ['cut-off JSON', '{"format":', 'a.json', /not complete JSON/],
    ['other JSON', '{"hello":1}', 'a.json', /not a leverage record/],
    ['JSON of null', 'null', 'a.json', /not a leverage record/],
    [
      'a newer version',
      '{"format":"leverage-record","version":2,"tasks":[]}',
      'a.json',
      /newer version of Leverage Record: it has format version 2, and this one reads 1\. Update/,
    ],
  ] as const) {
    it(`is refused in words: ${name}`, () => {
      assert.throws(() => read(text, fileName), { name: 'UserError', message });
    });
  }

  it('gives a reason for each task of JSON that can not be read', () => {
    const text = JSON.stringify({ format: 'leverage-record', version: 1, tasks: [{ title: 'x' }, 7, null] });
    const plan = read(text, 'a.json');
    assert.deepEqual(
      plan.unreadable.map((row) => row.line),
      [1, 2, 3],
    );
    assert.deepEqual(
      plan.unreadable.slice(1).map((row) => row.reason),
      ['It is not a task of a record.', 'It is not a task of a record.'],
    );
  });

  for (const [name, closing, reason] of [
    ['a zone that does not exist', { zone: 'Mars/Base' }, /^Its closing\.zone is not/],
    ['a moment no calendar has', { closedAt: Number.MAX_SAFE_INTEGER }, /^Its closing\.closedAt is not/],
    ['half a minute', { aiMinutes: 0.5 }, /^Its closing\.aiMinutes is not/],
  ] as const) {
    it(`leaves out a task of JSON with ${name}`, () => {
      const record = dayRecord('2026-04-19', [closedTask(1, 2, 3), closedTask(4, 5, 6, {}, closing)]);
      const plan = read(writeJson(record, { includePrivate: true }), 'a.json');
      assert.equal(plan.rows.length, 1);
      assert.match(plan.unreadable[0]?.reason ?? '', reason);
    });
  }

  it('never makes planning fail in another way', () => {
    const soup = fc.string({
      unit: fc.constantFrom(...'|-:\n,;"{}[]#1hm Task'.split(''), 'Task', 'AI', 'Human Est.'),
    });
    fc.assert(
      fc.property(soup, fc.constantFrom('a.md', 'a.csv', 'a.json', '-'), (text, fileName) => {
        try {
          assert.ok(read(text, fileName).rows.length >= 0);
        } catch (error) {
          assert.equal(error instanceof Error ? error.name : '', 'UserError');
        }
      }),
    );
  });

  it('is read whole at 5,000 rows', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `| task ${index} | 1h | 2m | 1m |`).join('\n');
    const plan = read(`# 2026-04-12\n\n| Task | Human Est. | AI | Sup. |\n|--|--|--|--|\n${rows}\n`);
    assert.equal(plan.rows.length, 5000);
  });
});
