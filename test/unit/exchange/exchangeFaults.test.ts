import assert from 'node:assert/strict';
import { daySumsOf } from '../../../src/core/record/daySums';
import { importChanges, takeOverChanges } from '../../../src/core/exchange/importing/importChanges';
import { parseColumnChoice } from '../../../src/core/exchange/table/columnChoice';
import type { ExistingTasks } from '../../../src/core/exchange/importing/findRows';
import { planImport } from '../../../src/core/exchange/importing/planImport';
import { recordedDays } from '../../../src/core/exchange/writing/recordedDays';
import { writeCsvOfDays } from '../../../src/core/exchange/writing/writeCsv';
import { writeJsonOfDays } from '../../../src/core/exchange/writing/writeJson';
import { isClosed } from '../../../src/core/task/isClosed';
import { taskFieldsSchema, type ClosedTask } from '../../../src/core/task/task';
import { closedTask, noon } from '../../fixtures/tasks';

const nothing: ExistingTasks = {
  task: () => undefined,
  tasksByImportKeys: () => new Map(),
  closedTasks: () => [],
};
const today = '2026-05-10';
const read = (text: string, fileName = 'day.md') => planImport(text, fileName, { today }, nothing);
const figures = (text: string, fileName?: string) =>
  read(text, fileName).rows.map((row) => [
    row.day,
    row.title,
    row.estimate?.hours,
    row.aiMinutes,
    row.supervisoryMinutes,
  ]);
const table = (headings: string, ...rows: readonly string[]) =>
  `# 2026-04-12\n\n${[headings, headings.replace(/[^|]+/gu, '---'), ...rows].join('\n')}\n`;

/** The record as it is after an import. */
function recordAfter(text: string, day?: string): ExistingTasks {
  const plan = planImport(text, 'a.md', { today, day }, nothing);
  const tasks = importChanges(plan, noon, 'UTC').flatMap((change): ClosedTask[] => {
    assert.ok(change.entity === 'task' && change.kind === 'set');
    const task = { id: change.id, ...taskFieldsSchema.parse(change.fields) };
    return isClosed(task) ? [task] : [];
  });
  return {
    task: (id) => tasks.find((task) => task.id === id),
    tasksByImportKeys: (keys) =>
      new Map(
        tasks.flatMap((task) =>
          task.importKey !== null && keys.includes(task.importKey)
            ? [[task.importKey, { task, deleted: false }] as const]
            : [],
        ),
      ),
    closedTasks: (on) => tasks.filter((task) => task.closing.day === on),
  };
}

describe('headings as people write them', () => {
  for (const heading of [
    'Claude',
    'Codex',
    'Claude (min)',
    'Claude Code',
    'AI minutes',
    'Agent',
    'AI (Claude)',
  ]) {
    it(`takes “${heading}” for the AI minutes`, () => {
      assert.deepEqual(
        figures(table(`| Task | Human Est. | ${heading} | Supv. |`, '| a | 16h | 20m | 2m |')),
        [['2026-04-12', 'a', 16, 20, 2]],
      );
    });
  }

  it('says which headings it found', () => {
    const { notes } = read(table('| Task | Human Est. | Claude | Sup. |', '| a | 16h | 20m | 2m |'));
    assert.deepEqual(notes, ['Headings found: Task, Human Est., Claude = AI, Sup.']);
  });

  it('reads short headings and cells with a remark', () => {
    const text = table(
      '| # | Task | Human Est. | Claude | Supv. | LF | SLF |',
      '| 1 | a | 24h | 8m | 2m | 180x | 720x |',
      '| 2 | b | 85h (10.6 working days) | 105m (1.8h) | ~3m | 48.6x | 1700.0x |',
      '| 3 | c | 120 hours | 1:20 | 1h30 | 90x | |',
    );
    assert.deepEqual(
      figures(text).map((row) => row.slice(2)),
      [
        [24, 8, 2],
        [85, 105, 3],
        [120, 80, 90],
      ],
    );
    assert.deepEqual(read(text).warnings, []);
  });

  it('computes supervision from the printed factor if there is no column for it', () => {
    const text = table(
      '| Task | Human Est. | Claude | Weeks | Factor | Sup. Factor |',
      '| a | 40h | 20m | 1.0w | 120.0x | 1200.0x |',
      '| b | 3h | 9m | 0.075w | 20.0x | 7.0x |',
    );
    assert.deepEqual(figures(text), [['2026-04-12', 'a', 40, 20, 2]]);
    assert.match(
      read(text).unreadable[0]?.reason ?? '',
      /7.0x doesn't determine a whole number of supervisory minutes/,
    );
  });

  it('takes numbers in the units of their headings, and refuses a unit that it does not know', () => {
    const plan = read(
      'Task,Human Est. (days),AI (sec),Sup.,Tokens (k),Day\nA,3,2400,2,867,2026-04-12\n',
      'a.csv',
    );
    const [row] = plan.rows;
    assert.deepEqual([row?.estimate?.hours, row?.aiMinutes, row?.tokens?.unsplit], [24, 40, 867_000]);
    assert.throws(
      () => read('Task,Human Est. (moons),AI,Sup.\nA,3,4,2\n', 'a.csv'),
      /“Human Est. \(moons\)”/,
    );
  });

  it('asks if two headings can be the same column, and accepts the user’s choice', () => {
    const text = table('| Task | Human Est. | Claude | Codex |', '| a | 1h | 2m | 3m |');
    assert.throws(() => read(text), /“Claude” and “Codex” can both be the column AI/);
    const unknown = table('| Job | Human Est. | Worked | Sup. |', '| a | 1h | 2m | 3m |');
    assert.throws(() => read(unknown), /Headings found: Job, Human Est., Worked, Sup\./);
    const columns = new Map(
      ['Job=task', 'worked=ai'].map((each) => {
        const choice = parseColumnChoice(each);
        assert.ok(choice.ok);
        return [choice.value.heading, choice.value.column] as const;
      }),
    );
    assert.equal(planImport(unknown, 'a.md', { today, columns }, nothing).rows[0]?.aiMinutes, 2);
    assert.equal(parseColumnChoice('Worked=moon').ok, false);
  });
});

describe('a table without separators', () => {
  const flattened = [
    'Leverage Record: May 3, 2026',
    '',
    '#TaskHuman Est.ClaudeSup.FactorSup. Factor',
    '1Draw the map with 12 aisles.16h20m2m48.0x480.0x',
    '2Sort the old invoices of 2019.1.5h9m1m10.0x90.0x',
  ];

  for (const fileName of ['a.txt', 'a.md', '']) {
    it(`is cut so that the printed factors follow: “${fileName}”`, () => {
      assert.deepEqual(figures(flattened.join('\n'), fileName), [
        ['2026-05-03', 'Draw the map with 12 aisles.', 16, 20, 2],
        ['2026-05-03', 'Sort the old invoices of 2019.', 1.5, 9, 1],
      ]);
    });
  }

  it('may have tabs or single blanks between its cells', () => {
    const heads = ['#', 'Task', 'Human Est.', 'Claude', 'Sup.', 'Factor', 'Sup. Factor'];
    const cells = ['1', 'Draw 2 maps', '16h', '20m', '2m', '48.0x', '480.0x'];
    for (const blank of ['\t', ' ']) {
      const text = `May 3, 2026\n\n${heads.join(blank)}\n${cells.join(blank)}\n`;
      assert.deepEqual(figures(text, 'a.txt'), [['2026-05-03', 'Draw 2 maps', 16, 20, 2]]);
    }
  });

  it('leaves out a row that no cut or two cuts fit', () => {
    const plan = read(`${flattened.slice(0, 3).join('\n')}\n1A task16h20m2m47.0x480.0x\n`, 'a.txt');
    assert.deepEqual([plan.rows.length, plan.unreadable[0]?.line], [0, 4]);
  });
});

describe('numbers with commas', () => {
  for (const [name, text, hours] of [
    ['a semicolon and the other rows', 'Task;Human Est.;AI\na;1,5;10\nb;2,375;10\n', [1.5, 2.375]],
    ['a semicolon alone', 'Task;Human Est.;AI\nb;2,375;10\n', [2.375]],
    ['decimal points in other rows', 'Task;Human Est.;AI\na;1.5;10\nb;2,375;10\n', [1.5, 2375]],
    ['commas between cells', 'Task,Human Est.,AI\nb,"2,375",10\n', [2375]],
  ] as const) {
    it(`are read by ${name}`, () => {
      assert.deepEqual(
        planImport(text, 'a.csv', { today, day: today }, nothing).rows.map((row) => row.estimate?.hours),
        hours,
      );
    });
  }
});

describe('totals rows', () => {
  for (const label of [
    'Total',
    '**Total (1 task)**',
    'Subtotal',
    'Σ',
    'Summe',
    'Gesamt',
    'Overall',
    'Sum:',
  ]) {
    it(`“${label}” that sums up the rows above is none, and is named`, () => {
      const text = table(
        '| Task | Human Est. | AI | Sup. |',
        '| a | 12h | 40m | 2m |',
        `| ${label} | 12h | 40m | 2m |`,
      );
      const plan = read(text);
      assert.deepEqual(
        plan.rows.map((row) => row.title),
        ['a'],
      );
      assert.match(plan.notes.join(' '), /Line 6: “.*” sums up the rows above/);
    });
  }

  it('are tasks if they sum up nothing', () => {
    const text =
      'Task,Human Est.,AI,Sup.,Day\nTotal rewrite,12,40,2,2026-04-12\nSum types,8,20,1,2026-04-12\nAverage latency,8,20,1,2026-04-12\n';
    assert.equal(read(text, 'a.csv').rows.length, 3);
  });

  it('are reported if they do not add up', () => {
    const text = table(
      '| Task | Human Est. | AI | Sup. |',
      '| a | 12h | 40m | 2m |',
      '| Total | 19h | 40m | 2m |',
    );
    assert.match(read(text).unreadable[0]?.reason ?? '', /“Total” looks like totals but does not sum up/);
  });
});

describe('a document', () => {
  it('has equal rows of two tables as one task, and equal rows of one table as two', () => {
    const head = '| Task | Human Est. | AI | Sup. |\n|--|--|--|--|\n';
    const row = '| Simulator | 160h | 20m | 2m |\n';
    const plan = read(
      `# 2026-04-12\n\n${head}${row}\n## Log\n\n${head}${row}${row}| Wiki | 480h | 90m | 5m |\n`,
    );
    assert.deepEqual(
      plan.rows.map((each) => each.title),
      ['Simulator', 'Simulator', 'Wiki'],
    );
    assert.match(plan.notes.join(' '), /“Simulator” is also in a table above/);
  });

  const body = '\n\n| Task | Human Est. | AI |\n|--|--|--|\n| a | 12h | 40m |\n';
  for (const [name, text] of [
    [
      'its title, before a heading that compares',
      `# Record: April 12, 2026\n\n## Log (compare April 11, 2026)${body}`,
    ],
    ['its first line', `Leverage Record: April 12, 2026\n\nThirty-seven tasks.${body}`],
    ['a line that says so', `# Record\n\n**Date:** 12 April 2026${body}`],
    ['a heading with a line below it', `Record, 12.4.2026\n=====\n\nText${body}`],
    ['the day of a heading, not the day it is compared with', `# April 12, 2026 vs April 11, 2026${body}`],
  ] as const) {
    it(`takes its day from ${name}`, () => {
      assert.equal(read(text).rows[0]?.day, '2026-04-12');
      assert.equal(read(text).rows[0]?.dayFrom, 'file');
    });
  }

  it('ends no task at a break within a cell', () => {
    assert.equal(figures(table('| Task | Human Est. | AI |', '| a<br>b<br/>c | 1h | 2m |'))[0]?.[1], 'a b c');
  });
});

describe('a file that is read again', () => {
  const undated = '| Task | Human Est. | AI |\n|--|--|--|\n| a | 12h | 40m |\n';

  it('adds nothing on another day, unless the user names another day', () => {
    const record = recordAfter(undated);
    const later = (day?: string) => planImport(undated, 'a.md', { today: '2026-05-11', day }, record);
    assert.deepEqual([later().rows.length, later().alreadyThere.length], [0, 1]);
    assert.equal(later('2026-05-11').rows.length, 1);
    assert.equal(later(today).rows.length, 0);
  });

  it('names tasks that the record has with other figures, and takes over the file’s', () => {
    const record = recordAfter(table('| Task | Human Est. | AI |', '| a | 12h | 40m |'));
    const plan = planImport(
      table('| Task | Human Est. | AI |', '| a | 13h | 41m |'),
      'a.md',
      { today },
      record,
    );
    assert.deepEqual([plan.rows.length, plan.differing.length], [0, 1]);
    const [change] = takeOverChanges(plan, noon, record);
    assert.ok(change?.entity === 'task' && change.kind === 'set');
    assert.deepEqual(
      [change.fields.estimate?.hours, change.fields.closing?.aiMinutes, change.fields.closing?.aiEvidence],
      [13, 41, 'imported'],
    );
  });
});

describe('figures that contradict each other', () => {
  it('are refused by row if low is above high', () => {
    const plan = read('Task,Human Est.,AI,Sup.,Low Est.,High Est.,Day\na,10,40,2,20,5,2026-04-12\n', 'a.csv');
    assert.deepEqual([plan.rows.length, plan.unreadable.length], [0, 1]);
    assert.match(plan.unreadable[0]?.reason ?? '', /low end of 20 h is above the high end of 5 h/);
  });
});

describe('a file made to hang its reader', () => {
  const row = (title: string) => table('| Task | Human Est. | AI |', `| ${title} | 1h | 2m |`);
  const million = 1_000_000;
  for (const [name, text] of [
    ['emphasis', row('*a_'.repeat(million))],
    ['emphasis in prose', `${'*a_'.repeat(million)}\n\n${row('x')}`],
    ['lists', `${'- '.repeat(million)}\n${row('x')}`],
    ['quotations', `${'> '.repeat(million)}\n${row('x')}`],
    ['comments', `${'<!--'.repeat(million)}\n${row('x')}`],
    ['backticks', row(Array.from({ length: 1000 }, (_, n) => '`'.repeat(n)).join(' '))],
    ['brackets', row('[]('.repeat(million))],
    ['pipes', `${'|'.repeat(million)}\n${'|-'.repeat(million)}|\n`],
    ['backslashes', row('\\'.repeat(million))],
    ['blanks', row(' '.repeat(million))],
    ['digits', row('1,'.repeat(million))],
    ['cells of entities', Array.from({ length: 500 }, () => row('&[]('.repeat(4000))).join('\n')],
    [
      '20,000 rows',
      `${row('x')}${Array.from({ length: 20_000 }, (_, n) => `| *t* ${n} | 1h | 2m |`).join('\n')}`,
    ],
  ] as const) {
    for (const fileName of ['a.md', 'a.csv', 'a.txt']) {
      it(`ends soon: ${name} as ${fileName}`, function () {
        this.timeout(20_000);
        try {
          read(text, fileName);
        } catch (error) {
          assert.equal(error instanceof Error ? error.name : '', 'UserError');
        }
      });
    }
  }
});

describe('an export of several days', () => {
  const tasks = ['2026-04-11', '2026-04-12', '2026-04-13'].map((day, index) =>
    closedTask(index + 1, 20, 2, { id: day, project: index === 1 ? 'site' : null }, { day }),
  );
  const store = {
    daySums: () => tasks.map((task) => daySumsOf(task.closing.day, [task])),
    closedTasks: (day: string) => tasks.filter((task) => task.closing.day === day),
  };
  const daysOf = (selection: Partial<Parameters<typeof recordedDays>[1]>) =>
    recordedDays(store, { from: undefined, to: undefined, project: undefined, ...selection });

  it('has the days between its ends, or those with tasks of a project', () => {
    const named = (selection: Parameters<typeof daysOf>[0]) => daysOf(selection).map(({ day }) => day);
    assert.deepEqual(named({ from: '2026-04-12' }), ['2026-04-12', '2026-04-13']);
    assert.deepEqual(named({ to: '2026-04-11' }), ['2026-04-11']);
    assert.deepEqual(named({ project: 'site' }), ['2026-04-12']);
  });

  it('is imported on the days that it came from', () => {
    const privacy = { includePrivate: true };
    for (const [fileName, text] of [
      ['a.csv', writeCsvOfDays(daysOf({}), privacy)],
      ['a.json', writeJsonOfDays(daysOf({}), privacy)],
    ] as const) {
      assert.deepEqual(
        read(text, fileName).rows.map((row) => [row.day, row.estimate?.hours]),
        [
          ['2026-04-11', 1],
          ['2026-04-12', 2],
          ['2026-04-13', 3],
        ],
      );
    }
  });
});
