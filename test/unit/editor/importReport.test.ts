import assert from 'node:assert/strict';
import type { ImportPlan, PlannedRow } from '../../../src/core/exchange/importing/planImport';
import { daysText, tasksText } from '../../../src/editor/commands/record/countTexts';
import { importReport } from '../../../src/editor/commands/record/importReport';

function row(fields: Partial<PlannedRow>): PlannedRow {
  return {
    line: 3,
    dayFrom: 'file',
    day: '2026-03-10',
    title: 'Fix the test',
    estimate: { hours: 2 },
    aiMinutes: 12,
    supervisoryMinutes: 3,
    tokens: undefined,
    project: undefined,
    private: false,
    recorded: undefined,
    importKey: 'row:0:x',
    ...fields,
  };
}

const nothing: ImportPlan = {
  format: 'csv',
  rows: [],
  alreadyThere: [],
  deleted: [],
  differing: [],
  notes: [],
  unreadable: [],
  warnings: [],
};

describe('What an import would do', () => {
  it('says so where there is nothing to do, and lists nothing', () => {
    const report = importReport(nothing, 'empty.csv');
    assert.match(report, /^# Import of empty\.csv\n/);
    assert.match(report, /- 0 tasks to add/);
    assert.doesNotMatch(report, /## /);
  });

  it('lists rows by day, earliest first, in the order of the file', () => {
    const rows = [
      row({ day: '2026-03-11', title: 'C', estimate: undefined }),
      row({ title: 'B' }),
      row({ title: 'A' }),
    ];
    const report = importReport({ ...nothing, rows }, 'march.csv');
    assert.deepEqual(report.split('\n').slice(6), [
      '## 2026-03-10: 2 tasks to add',
      '',
      '- B (2h, AI 12 min, supervision 3 min)',
      '- A (2h, AI 12 min, supervision 3 min)',
      '',
      '## 2026-03-11: 1 task to add',
      '',
      '- C (no estimate, AI 12 min, supervision 3 min)',
      '',
    ]);
  });

  it('names what is there already, what is unreadable and why, and the warnings', () => {
    const report = importReport(
      {
        ...nothing,
        alreadyThere: [row({ line: 9 })],
        deleted: [{ ...row({ line: 8 }), taskId: 'task-1' }],
        unreadable: [{ line: 7, reason: 'The title is missing.' }],
        warnings: ['The file names no day.'],
      },
      'march.csv',
    );
    for (const line of [
      '- The file names no day.',
      '- Line 7: The title is missing.',
      '- Line 9: 2026-03-10 Fix the test',
      '- 1 task imported before, then deleted',
      '- Line 8: 2026-03-10 Fix the test',
    ]) {
      assert.ok(report.split('\n').includes(line), line);
    }
  });

  for (const [text, expected] of [
    [tasksText(0), '0 tasks'],
    [tasksText(1), '1 task'],
    [tasksText(12_000), '12,000 tasks'],
    [daysText(1), '1 day'],
    [daysText(30), '30 days'],
  ] as const) {
    it(`counts ${expected}`, () => assert.equal(text, expected));
  }
});
