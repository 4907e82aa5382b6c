import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { dayFindings } from '../../../src/core/findings/findings';
import { english } from '../../../src/core/texts/texts';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { evidences } from '../../../src/core/task/evidence';
import { bringBackChanges, importChanges } from '../../../src/core/exchange/importing/importChanges';
import { planImport } from '../../../src/core/exchange/importing/planImport';
import type { ExistingTasks } from '../../../src/core/exchange/importing/findRows';
import { writeCsv } from '../../../src/core/exchange/writing/writeCsv';
import { writeJson } from '../../../src/core/exchange/writing/writeJson';
import { writeMarkdown } from '../../../src/core/exchange/writing/writeMarkdown';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { isClosed } from '../../../src/core/task/isClosed';
import { taskFieldsSchema, type ClosedTask } from '../../../src/core/task/task';
import type { ImportedTask } from '../../../src/core/record/recordStore';
import { daysStore } from '../../fixtures/daysStore';
import { closedTask, measurement, noon, printedDays, printedRecord, tasksOf } from '../../fixtures/tasks';

const day = '2026-04-19';
const today = '2026-05-01';
const writers = {
  'day.md': (tasks: readonly ClosedTask[]) =>
    writeMarkdown(dayRecord(day, tasks), {
      includePrivate: true,
      rowDecimals: 2,
      findings: (published) =>
        dayFindings(published, english, daysStore(new Map()), { includePrivate: true }),
    }),
  'day.csv': (tasks: readonly ClosedTask[]) => writeCsv(dayRecord(day, tasks), { includePrivate: true }),
  'day.json': (tasks: readonly ClosedTask[]) => writeJson(dayRecord(day, tasks), { includePrivate: true }),
} as const;
type FileName = keyof typeof writers;
const fileNames = Object.keys(writers).filter((name): name is FileName => name in writers);

function withTasks(record: ExistingTasks, tasks: readonly ClosedTask[]): ExistingTasks {
  return {
    task: (id) => record.task(id),
    tasksByImportKeys: (keys) => record.tasksByImportKeys(keys),
    closedTasks: () => tasks,
  };
}

/** The part of the record that an import asks for, kept in memory. */
class RecordInMemory implements ExistingTasks {
  readonly #tasks: ClosedTask[];
  readonly #deleted: ClosedTask[] = [];
  constructor(tasks: readonly ClosedTask[] = []) {
    this.#tasks = [...tasks];
  }
  task(id: string) {
    return this.#tasks.find((task) => task.id === id);
  }
  tasksByImportKeys(keys: readonly string[]) {
    const found = new Map<string, ImportedTask>();
    for (const task of [...this.#deleted, ...this.#tasks]) {
      if (task.importKey !== null && keys.includes(task.importKey)) {
        found.set(task.importKey, { task, deleted: this.#deleted.includes(task) });
      }
    }
    return found;
  }
  closedTasks(on: string) {
    return this.#tasks.filter((task) => task.closing.day === on);
  }
  delete(id: string) {
    const task = this.#tasks.find((each) => each.id === id);
    assert.ok(task);
    this.#tasks.splice(this.#tasks.indexOf(task), 1);
    this.#deleted.push(task);
  }
  import(text: string, fileName: string) {
    const plan = planImport(text, fileName, { today }, this);
    for (const change of importChanges(plan, noon, 'UTC')) {
      assert.ok(change.entity === 'task' && change.kind === 'set');
      const task = { id: change.id, ...taskFieldsSchema.parse(change.fields) };
      assert.ok(isClosed(task));
      this.#tasks.push(task);
    }
    return plan;
  }
}

function figures(task: ClosedTask) {
  const { closing } = task;
  // A table has no hours for dropped work.
  const estimate = task.outcome?.kind === 'dropped' ? null : task.estimate;
  return [
    task.title,
    estimate?.hours,
    estimate?.lowHours,
    estimate?.highHours,
    closing.aiMinutes,
    closing.supervisoryMinutes,
    closing.tokens && Object.values(closing.tokens).reduce((a, b) => a + b),
    task.private,
  ];
}

const hostileTitle = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...'|\\`*_[]<>&~$#=+-@\'",;!().0 aא\n\t😀'.split('')),
      minLength: 1,
      maxLength: 40,
    }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '# heading',
      '| a | b |',
      'a \\| b \\\\| c',
      '``` `` `',
      '&amp; &#124; &lt;',
      "'=1+1",
      '=HYPERLINK("https://example.com")',
      'שלום | עולם',
      '2026-01-01 Total',
      '[x]: y',
      '![i](u) <!-- c -->',
      'https://example.com/?a=b&c',
      'line one\nline two\r\nthree',
      '---',
      '👩‍👩‍👧‍👦 family',
      'x'.repeat(10_000),
      '|'.repeat(10_000),
    ),
  )
  .map((text) => parseTitle(text))
  .filter((title) => title.ok)
  .map((title) => title.value);

const evidence = fc.constantFrom(...evidences);
const count = fc.nat(10_000_000);
const tokens = fc
  .record({
    input: count,
    output: count,
    cacheRead: count,
    cacheWrite: count,
    unsplit: count,
  })
  .map((each) => ({ ...each }));
const hours = fc.integer({ min: 1, max: 10_000_000 }).map((parts) => parts / 10_000);
const estimate = fc.oneof(
  hours.map((each) => ({ hours: each, by: 'me', at: noon })),
  fc.tuple(hours, hours, hours).map((three) => {
    const [lowHours, middle, highHours] = three.sort((a, b) => a - b);
    return lowHours === highHours
      ? { hours: middle, by: 'a model', at: noon }
      : { hours: middle, lowHours, highHours, by: 'a model', at: noon };
  }),
);
const outcome = fc.oneof(
  fc.constantFrom({ kind: 'at-once' } as const, { kind: 'dropped' } as const),
  fc.nat(9).map((corrections) => ({ kind: 'corrected', corrections }) as const),
);
const proposed = { proposalId: 'proposal-1', estimate: { hours: 3, by: 'a | model', at: noon } };
const anyTasks = fc
  .array(
    fc.record({
      title: hostileTitle,
      estimate: fc.option(estimate),
      aiMinutes: fc.nat(100_000),
      supervisoryMinutes: fc.nat(1000),
      aiEvidence: evidence,
      supervisionEvidence: evidence,
      tokens: fc.option(tokens),
      measured: fc.boolean(),
      private: fc.boolean(),
      outcome: fc.option(outcome),
      reviewed: fc.option(fc.boolean()),
    }),
    { maxLength: 8 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      closedTask(
        null,
        row.aiMinutes,
        row.supervisoryMinutes,
        {
          id: `id-${index}`,
          title: row.title,
          estimate: row.estimate,
          private: row.private,
          outcome: row.outcome,
          proposed: row.reviewed === null ? null : { ...proposed, reviewed: row.reviewed },
        },
        {
          sequence: index,
          aiEvidence: row.aiEvidence,
          supervisionEvidence: row.supervisionEvidence,
          ...(row.tokens && { tokens: row.tokens, tokensEvidence: 'estimated' }),
          ...(row.measured && { measured: measurement }),
        },
      ),
    ),
  );

describe('a day that is exported and imported', () => {
  for (const fileName of fileNames) {
    it(`comes back from ${fileName} with equal rows, whatever its titles`, () => {
      fc.assert(
        fc.property(anyTasks, (tasks) => {
          const elsewhere = new RecordInMemory();
          const plan = elsewhere.import(writers[fileName](tasks), fileName);
          assert.deepEqual([plan.unreadable, plan.warnings], [[], []]);
          const ranked = (each: readonly ClosedTask[]) =>
            dayRecord(day, each).rows.map((row) => figures(row.task));
          assert.deepEqual(ranked(elsewhere.closedTasks(day)), ranked(tasks));
        }),
        { numRuns: 30 },
      );
    });

    it(`adds nothing to the record it came from as ${fileName}`, () => {
      fc.assert(
        fc.property(anyTasks, (tasks) => {
          const plan = new RecordInMemory(tasks).import(writers[fileName](tasks), fileName);
          assert.deepEqual([plan.rows.length, plan.alreadyThere.length], [0, tasks.length]);
        }),
        { numRuns: 30 },
      );
    });

    it(`adds nothing the second time as ${fileName}, nor from any other format of the same tasks`, () => {
      fc.assert(
        fc.property(anyTasks, fc.constantFrom(...fileNames), (tasks, second) => {
          const elsewhere = new RecordInMemory();
          elsewhere.import(writers[fileName](tasks), fileName);
          elsewhere.import(writers[second](tasks), second);
          elsewhere.import(writers[fileName](tasks), fileName);
          assert.equal(elsewhere.closedTasks(day).length, tasks.length);
        }),
        { numRuns: 30 },
      );
    });
  }

  it('comes back from JSON to which an editor has added a byte order mark', () => {
    const text = `\uFEFF${writers['day.json']([closedTask(1, 2, 3)])}`;
    for (const fileName of ['day.json', '']) {
      assert.equal(new RecordInMemory().import(text, fileName).rows.length, 1);
    }
  });

  it('comes back from JSON with everything that was recorded except the folder', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const elsewhere = new RecordInMemory();
        elsewhere.import(writers['day.json'](tasks), 'day.json');
        const kept = elsewhere.closedTasks(day).map(({ id: _id, importKey, ...task }) => [importKey, task]);
        const sent = dayRecord(day, tasks).rows.map(({ task: { id, importKey: _key, ...task } }) => [
          `task:${id}`,
          task,
        ]);
        assert.deepEqual(kept, sent);
      }),
    );
  });

  for (const printedDay of printedDays) {
    for (const fileName of fileNames) {
      it(`reproduces ${printedDay} from ${fileName}`, () => {
        const tasks = tasksOf(printedRecord(printedDay));
        const text = {
          'day.md': () =>
            writeMarkdown(dayRecord(printedDay, tasks), { includePrivate: false, rowDecimals: 1 }),
          'day.csv': () => writeCsv(dayRecord(printedDay, tasks), { includePrivate: false }),
          'day.json': () => writeJson(dayRecord(printedDay, tasks), { includePrivate: false }),
        }[fileName]();
        const elsewhere = new RecordInMemory();
        assert.deepEqual(elsewhere.import(text, fileName).warnings, []);
        assert.deepEqual(
          dayRecord(printedDay, elsewhere.closedTasks(printedDay)).totals,
          dayRecord(printedDay, tasks).totals,
        );
      });
    }
  }
});

describe('importing into a record', () => {
  const twice = [closedTask(1, 20, 2, { id: 'a' }), closedTask(1, 20, 2, { id: 'b' })];

  for (const fileName of fileNames) {
    it(`takes both of two equal rows from ${fileName}`, () => {
      const elsewhere = new RecordInMemory();
      elsewhere.import(writers[fileName](twice), fileName);
      assert.equal(elsewhere.closedTasks(day).length, 2);
    });
  }

  const two = [closedTask(1, 20, 2, { id: 'a' }), closedTask(2, 20, 2, { id: 'b' })];
  for (const fileName of fileNames) {
    it(`brings back an imported task that was deleted only on request: ${fileName}`, () => {
      const elsewhere = new RecordInMemory();
      elsewhere.import(writers[fileName](two), fileName);
      const gone = elsewhere.closedTasks(day)[0]?.id ?? '';
      elsewhere.delete(gone);
      const plan = elsewhere.import(writers[fileName](two), fileName);
      assert.deepEqual([plan.rows.length, plan.alreadyThere.length], [0, 1]);
      assert.deepEqual(bringBackChanges(plan), [{ entity: 'task', id: gone, kind: 'restore' }]);
    });
  }

  for (const index of [0, 1]) {
    for (const fileName of fileNames) {
      it(`brings back the right one of two equal tasks, number ${index + 1}, from ${fileName}`, () => {
        const record = new RecordInMemory();
        record.import(writers[fileName](twice), fileName);
        const gone = record.closedTasks(day)[index]?.id ?? '';
        record.delete(gone);
        const plan = record.import(writers[fileName](twice), fileName);
        assert.deepEqual([plan.rows.length, plan.alreadyThere.length], [0, 1]);
        assert.deepEqual(bringBackChanges(plan), [{ entity: 'task', id: gone, kind: 'restore' }]);
      });
    }
  }

  it('recognises a row whose equal came from a longer file', () => {
    const record = new RecordInMemory();
    record.import(writers['day.md'](twice), 'day.md');
    record.delete(record.closedTasks(day)[0]?.id ?? '');
    const plan = record.import(writers['day.md'](twice.slice(0, 1)), 'day.md');
    assert.deepEqual([plan.rows.length, plan.alreadyThere.length, plan.deleted.length], [0, 1, 0]);
  });

  it('takes a row as present, not as deleted, if an equal task came from elsewhere', () => {
    const elsewhere = new RecordInMemory();
    const once = twice.slice(0, 1);
    elsewhere.import(writers['day.md'](once), 'day.md');
    elsewhere.delete(elsewhere.closedTasks(day)[0]?.id ?? '');
    const plan = planImport(writers['day.md'](once), 'day.md', { today }, withTasks(elsewhere, once));
    assert.deepEqual([plan.alreadyThere.length, plan.deleted.length], [1, 0]);
  });

  it('gives equal rows their own ids, which are the same wherever the file is imported', () => {
    const idsOf = (record: RecordInMemory) => record.closedTasks(day).map((task) => task.id);
    const [here, there] = [new RecordInMemory(), new RecordInMemory()];
    here.import(writers['day.md'](twice), 'day.md');
    there.import(writers['day.md'](twice), 'day.md');
    assert.deepEqual(idsOf(here), idsOf(there));
    assert.equal(new Set(idsOf(here)).size, 2);
  });

  it('adds the one that is missing of two equal rows', () => {
    const record = new RecordInMemory(twice.slice(0, 1));
    assert.equal(record.import(writers['day.csv'](twice), 'day.csv').rows.length, 1);
  });

  it('marks figures of a table as imported and trusts those of JSON', () => {
    const table = new RecordInMemory();
    table.import(writers['day.md'](twice), 'day.md');
    assert.equal(table.closedTasks(day)[0]?.closing.aiEvidence, 'imported');
    const json = new RecordInMemory();
    json.import(writers['day.json'](twice), 'day.json');
    assert.equal(json.closedTasks(day)[0]?.closing.aiEvidence, 'measured');
  });
});

describe('exporting', () => {
  const tasks = [
    closedTask(8, 60, 1, { id: 'a', title: 'Ours' }),
    closedTask(80, 60, 1, { id: 'b', title: 'Theirs', private: true }),
  ];

  for (const [fileName, write] of [
    [
      'Markdown',
      (includePrivate: boolean) => writeMarkdown(dayRecord(day, tasks), { includePrivate, rowDecimals: 1 }),
    ],
    ['CSV', (includePrivate: boolean) => writeCsv(dayRecord(day, tasks), { includePrivate })],
    ['JSON', (includePrivate: boolean) => writeJson(dayRecord(day, tasks), { includePrivate })],
  ] as const) {
    it(`leaves private tasks and their hours out of ${fileName} unless asked for`, () => {
      assert.doesNotMatch(write(false), /Theirs|88/);
      assert.match(write(true), /Theirs/);
    });
  }

  it('writes CSV cells that no spreadsheet takes as a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', "'=", ''), hostileTitle, (start, rest) => {
        const title = `${start}${rest}`.slice(0, 10_000);
        const csv = writeCsv(dayRecord(day, [closedTask(1, 1, 1, { title })]), { includePrivate: true });
        const cells = Papa.parse<string[]>(csv, { delimiter: ',' }).data[1] ?? [];
        assert.ok(cells[1]?.endsWith(title));
        assert.deepEqual(
          cells.filter((cell) => /^[=+\-@]/.test(cell)),
          [],
        );
      }),
    );
  });

  it('keeps one line per row if a title in the record has several', () => {
    const text = writeMarkdown(dayRecord(day, [closedTask(1, 1, 1, { title: 'a\n| b |\nc' })]), {
      includePrivate: true,
      rowDecimals: 1,
    });
    assert.match(text, /\| a \\\| b \\\| c \|/);
  });

  it('states the format and version of JSON', () => {
    const file: unknown = JSON.parse(writeJson(dayRecord(day, []), { includePrivate: true }));
    assert.deepEqual(file, {
      format: 'leverage-record',
      version: 1,
      day,
      totals: {
        tasks: 0,
        humanHours: 0,
        aiMinutes: 0,
        supervisoryMinutes: 0,
        tokens: null,
        leverageFactor: null,
        supervisoryLeverageFactor: null,
      },
      tasks: [],
    });
  });
});
