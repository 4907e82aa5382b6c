import assert from 'node:assert/strict';
import { dayFindings, findings } from '../../../src/core/findings/findings';
import { periodOf } from '../../../src/core/findings/finding/period';
import { surroundingsOf } from '../../../src/core/findings/surroundings';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { english } from '../../../src/core/texts/texts';
import { daysStore } from '../../fixtures/daysStore';
import { closedTask, printedDays, printedRecord, tasksOf } from '../../fixtures/tasks';

const days = new Map(printedDays.map((day) => [day, tasksOf(printedRecord(day))]));
const store = daysStore(days);
const all = { includePrivate: true };

function textOf(day: (typeof printedDays)[number]): string {
  const found = dayFindings(dayRecord(day, days.get(day) ?? []), english, store, all);
  return found.flatMap(({ sentences }) => sentences).join('\n');
}

/** Computed by others from the same two days; each is said in a finding. */
const claims = {
  '2026-04-12': [
    'The 37 tasks of 2026-04-12 come to 1,222.75 human hours, 614 AI minutes and 140 supervisory minutes.',
    'The leverage factor is 119.5x, the supervisory leverage factor 524.0x.',
    'account for 52.3% of the human hours and 17.9% of the AI minutes; together they average 349.1x (supervisory 5485.7x).',
    'They are also the two with the most human hours.',
    '(row 2) has the highest supervisory leverage factor, 5760.0x: 480 human hours for 5 supervisory minutes.',
    '(row 37): 2 human hours in 11 AI minutes.',
    'The median leverage factor is 45.0x.',
    '1 task has 1 supervisory minute, where rounding dominates: with one more minute its supervisory factor would halve and the supervisory average would fall from 524.0x to 520.3x.',
    'Most of the human hours, 51.0%, went into the workstream “knowledge base”, 4 of the 37 tasks.',
    'All 74 minute figures are measured.',
    '(row 24) took the most supervision: 10 minutes, 7.1% of all.',
    'Supervision ranges from 1 to 10 minutes per task, with a median of 3.',
    'Each supervisory minute stands for 8.7 human hours on average.',
    'The human hours are 30.57 work weeks of 40 hours.',
    'The AI minutes are 10.23 hours, the supervisory minutes 2.33.',
    '10 tasks reach 100x: 948 human hours in 231 AI minutes and 38 supervisory minutes, which is 246.2x (supervisory 1496.8x).',
    '6 tasks are from 50x to under 100x: 118 human hours in 109 AI minutes and 27 supervisory minutes, which is 65.0x (supervisory 262.2x).',
    '8 tasks are from 25x to under 50x: 129 human hours in 179 AI minutes and 37 supervisory minutes, which is 43.2x (supervisory 209.2x).',
    '13 tasks are from 10x to under 25x: 27.75 human hours in 95 AI minutes and 38 supervisory minutes, which is 17.5x (supervisory 43.8x).',
    'No task is under 10x.',
    'Without these two, the leverage factor would fall from 119.5x to 69.4x and the supervisory leverage factor would fall from 524.0x to 262.9x.',
    '“learner simulator” has 5 tasks: 236 human hours in 56 AI minutes and 22 supervisory minutes, which is 252.9x (supervisory 643.6x)',
    '“knowledge base” has 4 tasks: 624 human hours in 140 AI minutes and 11 supervisory minutes, which is 267.4x (supervisory 3403.6x)',
    '“study platform” has 3 tasks: 68 human hours in 95 AI minutes and 18 supervisory minutes, which is 42.9x (supervisory 226.7x)',
    '“customer sites” has 5 tasks: 15 human hours in 26 AI minutes and 18 supervisory minutes, which is 34.6x (supervisory 50.0x)',
    '“public website” has 2 tasks: 1.5 human hours in 5 AI minutes and 4 supervisory minutes, which is 18.0x (supervisory 22.5x)',
    '“greenfield build” has 4 tasks: 652.5 human hours in 117 AI minutes and 17 supervisory minutes, which is 334.6x (supervisory 2302.9x)',
    '“docs/design” has 7 tasks: 171 human hours in 77 AI minutes and 22 supervisory minutes, which is 133.2x (supervisory 466.4x)',
    '“testing” has 4 tasks: 112 human hours in 103 AI minutes and 22 supervisory minutes, which is 65.2x (supervisory 305.5x)',
    '“feature work” has 9 tasks: 136.5 human hours in 110 AI minutes and 34 supervisory minutes, which is 74.5x (supervisory 240.9x)',
    '“deployment/ops” has 6 tasks: 44.75 human hours in 54 AI minutes and 16 supervisory minutes, which is 49.7x (supervisory 167.8x)',
    '“refactor/migration” has 2 tasks: 12 human hours in 16 AI minutes and 10 supervisory minutes, which is 45.0x (supervisory 72.0x), each task at 45.0x.',
    '“audit” has 3 tasks: 50 human hours in 87 AI minutes and 9 supervisory minutes, which is 34.5x (supervisory 333.3x), single tasks from 10.9x to 42.9x.',
  ],
  '2026-04-19': [
    'The 47 tasks of 2026-04-19 come to 2,135.5 human hours, 2,010 AI minutes and 148 supervisory minutes.',
    'The leverage factor is 63.7x, the supervisory leverage factor 865.7x.',
    'account for 15.0% of the human hours and 5.5% of the AI minutes; together they average 174.5x (supervisory 4800.0x).',
    '(row 11) leads with 200; the next tasks have 160 each, so the two largest account for 16.9% of all.',
    '(row 11) has the highest supervisory leverage factor, 12000.0x: 200 human hours for 1 supervisory minute.',
    'The lowest leverage factor, 1.7x, belongs to',
    '(row 47): 0.5 human hours in 18 AI minutes.',
    'The median leverage factor is 32.0x.',
    '19 tasks have 1 supervisory minute, where rounding dominates: with one more minute each their supervisory factors would halve and the supervisory average would fall from 865.7x to 767.2x.',
    'Most of the human hours, 62.1%, went into the workstream “stack manager”, 11 of the 47 tasks.',
    'All 94 minute figures are measured.',
    '(row 16) took the most supervision: 25 minutes, 16.9% of all.',
    'Supervision ranges from 1 to 25 minutes per task, with a median of 2.',
    'Each supervisory minute stands for 14.4 human hours on average.',
    'The human hours are 53.39 work weeks of 40 hours.',
    'The AI minutes are 33.5 hours, the supervisory minutes 2.47.',
    '13 tasks reach 100x: 1,646 human hours in 636 AI minutes and 25 supervisory minutes, which is 155.3x (supervisory 3950.4x).',
    '1 task is from 50x to under 100x: 60 human hours in 55 AI minutes and 8 supervisory minutes, which is 65.5x (supervisory 450.0x).',
    '13 tasks are from 25x to under 50x: 303 human hours in 493 AI minutes and 65 supervisory minutes, which is 36.9x (supervisory 279.7x).',
    '9 tasks are from 10x to under 25x: 67 human hours in 270 AI minutes and 22 supervisory minutes, which is 14.9x (supervisory 182.7x).',
    '11 tasks are under 10x; without them, the leverage factor would rise from 63.7x to 85.7x and the supervisory leverage factor would rise from 865.7x to 1038.0x.',
    'Those under 10x hold 2.8% of the human hours and 27.7% of the AI minutes: 59.5 human hours in 556 AI minutes and 28 supervisory minutes, which is 6.4x (supervisory 127.5x).',
    'Without these two, the leverage factor would fall from 63.7x to 57.3x and the supervisory leverage factor would fall from 865.7x to 756.5x.',
    '10 tasks are of the category “greenfield build” in the workstream “stack manager”: 1,290 human hours in 478 AI minutes and 14 supervisory minutes, which is 161.9x (supervisory 5528.6x).',
    'They hold 60.4% of the human hours with 23.8% of the AI minutes and 9.5% of the supervisory minutes.',
    'They range from 90 to 160 human hours and from 35 to 60 AI minutes.',
    'Their leverage factors range from 150.0x to 174.5x, the supervisory ones from 2800.0x to 9600.0x.',
    'Without them, the leverage factor would fall from 63.7x to 33.1x and the supervisory leverage factor would fall from 865.7x to 378.6x.',
    '“stack manager” has 11 tasks: 1,326 human hours in 496 AI minutes and 22 supervisory minutes, which is 160.4x (supervisory 3616.4x)',
    '“team chat” has 3 tasks: 352 human hours in 185 AI minutes and 11 supervisory minutes, which is 114.2x (supervisory 1920.0x)',
    '“desktop app” has 4 tasks: 84 human hours in 136 AI minutes and 17 supervisory minutes, which is 37.1x (supervisory 296.5x)',
    '“sales CRM” has 2 tasks: 10 human hours in 28 AI minutes and 3 supervisory minutes, which is 21.4x (supervisory 200.0x)',
    '“shared lists” has 2 tasks: 7 human hours in 18 AI minutes and 5 supervisory minutes, which is 23.3x (supervisory 84.0x)',
    '“to-do board” has 2 tasks: 7 human hours in 26 AI minutes and 4 supervisory minutes, which is 16.2x (supervisory 105.0x)',
    '“knowledge base” has 3 tasks: 78 human hours in 203 AI minutes and 12 supervisory minutes, which is 23.1x (supervisory 390.0x)',
    '“learner simulator” has 3 tasks: 32 human hours in 330 AI minutes and 9 supervisory minutes, which is 5.8x (supervisory 213.3x)',
    '“greenfield build” has 12 tasks: 1,610 human hours in 618 AI minutes and 17 supervisory minutes, which is 156.3x (supervisory 5682.4x)',
    '“docs/design” has 3 tasks: 60 human hours in 73 AI minutes and 16 supervisory minutes, which is 49.3x (supervisory 225.0x)',
    '“refactor/migration” has 6 tasks: 92 human hours in 130 AI minutes and 24 supervisory minutes, which is 42.5x (supervisory 230.0x)',
    '“feature work” has 3 tasks: 190 human hours in 328 AI minutes and 31 supervisory minutes, which is 34.8x (supervisory 367.7x)',
    '“maintenance” has 13 tasks: 42.5 human hours in 172 AI minutes and 17 supervisory minutes, which is 14.8x (supervisory 150.0x)',
    '“deployment/ops” has 4 tasks: 79 human hours in 285 AI minutes and 24 supervisory minutes, which is 16.6x (supervisory 197.5x)',
    '“debugging” has 3 tasks: 30 human hours in 74 AI minutes and 10 supervisory minutes, which is 24.3x (supervisory 180.0x)',
    '“calibration/experiment” has 3 tasks: 32 human hours in 330 AI minutes and 9 supervisory minutes, which is 5.8x (supervisory 213.3x)',
    'Against 2026-04-12, the leverage factor fell from 119.5x to 63.7x, and the supervisory leverage factor rose from 524.0x to 865.7x.',
    'Tasks under 10x account for 21.9 of the 55.8 points: they took 27.7% of the AI minutes, against 0.0% before. The other 33.9 come from the factors themselves.',
  ],
} as const;

describe('the findings about two real days', () => {
  for (const day of printedDays) {
    const text = textOf(day);
    for (const claim of claims[day]) {
      it(`say on ${day}: ${claim}`, () => assert.ok(text.includes(claim), text));
    }
  }

  it('name the rows that they are about', () => {
    const found = dayFindings(dayRecord('2026-04-19', days.get('2026-04-19') ?? []), english, store, all);
    const rowsOf = (kind: string) => found.find((each) => each.kind === kind)?.rows;
    assert.deepEqual(rowsOf('kindOfWork'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(
      rowsOf('supervision'),
      [16, 2, 3, 4, 5, 6, 7, 8, 10, 11, 30, 33, 35, 36, 40, 43, 44, 45, 46, 47],
    );
    assert.deepEqual(rowsOf('change'), [37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47]);
  });

  it('claim no record after a higher day, and take the change from it apart', () => {
    // 121.1x and 1297.7x.
    const before = new Map([...days, ['2026-04-18', [closedTask(2018.35, 1000, 93.32)]] as const]);
    const record = dayRecord('2026-04-19', days.get('2026-04-19') ?? []);
    const found = dayFindings(record, english, daysStore(before), all);
    assert.deepEqual(found.find(({ kind }) => kind === 'change')?.sentences, [
      'Against 2026-04-18, the leverage factor fell from 121.1x to 63.7x, and the supervisory leverage factor fell from 1297.7x to 865.7x.',
      'Tasks under 10x account for 21.9 of the 57.4 points: they took 27.7% of the AI minutes, against 0.0% before. The other 35.5 come from the factors themselves.',
    ]);
    assert.deepEqual(found.find(({ kind }) => kind === 'records')?.sentences, [
      'The leverage factor of 63.7x is lower than on all 2 earlier recorded days.',
    ]);
  });

  it('are said of both together as of one', () => {
    const period = { unit: 'days', from: '2026-04-12', to: '2026-04-19' } as const;
    const tasks = [...days.values()].flat();
    const { rows, totals } = dayRecord(period.from, tasks);
    const found = findings({ period, rows, totals }, surroundingsOf(period, tasks, store, all), english);
    assert.deepEqual(found[0]?.sentences.slice(0, 2), [
      'The 84 tasks of 2026-04-12 to 2026-04-19 come to 3,358.25 human hours, 2,624 AI minutes and 288 supervisory minutes.',
      'The leverage factor is 76.8x, the supervisory leverage factor 699.6x.',
    ]);
    const week = periodOf('2026-04-19', 'week');
    assert.deepEqual(week, { unit: 'week', from: '2026-04-13', to: '2026-04-19' });
    const ofWeek = dayRecord(week.from, days.get('2026-04-19') ?? []);
    const inWeek = findings(
      { period: week, rows: ofWeek.rows, totals: ofWeek.totals },
      surroundingsOf(week, days.get('2026-04-19') ?? [], store, all),
      english,
    );
    assert.match(
      inWeek.find(({ kind }) => kind === 'change')?.sentences[0] ?? '',
      /^Against the week of 2026-04-06, the leverage factor fell from 119\.5x to 63\.7x/,
    );
  });
});
