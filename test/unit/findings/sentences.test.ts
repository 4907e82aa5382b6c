import assert from 'node:assert/strict';
import { findings, type PeriodFinding } from '../../../src/core/findings/findings';
import { periodOf, type Period } from '../../../src/core/findings/finding/period';
import { surroundingsOf, workOn } from '../../../src/core/findings/surroundings';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { english } from '../../../src/core/texts/texts';
import { daysStore } from '../../fixtures/daysStore';
import { edited, randomHistory, type Days, type History } from '../../fixtures/randomHistory';
import { closedTask } from '../../fixtures/tasks';
import { checkedTasks } from '../../sentences/checkedDay';
import { earlierPeriods, isFigureTrue } from '../../sentences/checkedFigures';
import type { CheckedHistory } from '../../sentences/checking';
import { isBroken, isTrue } from '../../sentences/sentenceChecker';

/** The long run: `SENTENCE_HISTORIES=2500 npx mocha test/unit/findings/sentences.test.ts`. */
const histories = Number(process.env['SENTENCE_HISTORIES'] ?? 40);

interface Count {
  sentences: number;
  figures: number;
  readonly kinds: Set<string>;
}

/** Every period that a sentence may be about: each day, and the weeks, months … they lie in. */
function periodsOf(days: Days): Period[] {
  const all = [...days.keys()].toSorted();
  const periods = (['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((unit) =>
    all.map((day) => periodOf(day, unit)),
  );
  const [from = '', to = ''] = [all[1], all[5]];
  const byName = new Map(periods.map((period) => [`${period.unit} ${period.from}`, period]));
  return [...byName.values(), { unit: 'days', from, to }];
}

/** Every sentence and figure of every period, checked. */
function checkAll({ days, spans, sessions }: History, includePrivate: boolean, count: Count): void {
  const store = daysStore(days, spans, sessions);
  const shown = (tasks: Days extends ReadonlyMap<string, infer Tasks> ? Tasks : never) =>
    tasks.filter((task) => includePrivate || !task.private);
  const visible: Days = new Map([...days].map(([day, tasks]) => [day, shown(tasks)]));
  for (const period of periodsOf(days)) {
    const tasks = [...visible].flatMap(([day, of]) => (day >= period.from && day <= period.to ? of : []));
    const { rows, totals } = dayRecord(period.from, tasks);
    const surroundings = surroundingsOf(period, tasks, store, { includePrivate });
    const found = findings({ period, rows, totals }, surroundings, english);
    const work = workOn(tasks, store);
    const history: CheckedHistory = {
      tasks,
      rows: checkedTasks(tasks),
      earlier: earlierPeriods(visible, period),
      from: period.from,
      to: period.to,
      ...(period.unit !== 'days' && { units: `${period.unit}s` }),
      ...(work && { work }),
      spans,
      sessions,
    };
    assert.equal(found.length === 0, tasks.length === 0);
    found.forEach((finding) => check(finding, history, count));
  }
}

function check(
  { kind, sentences, figures, rows }: PeriodFinding,
  history: CheckedHistory,
  count: Count,
): void {
  sentences.forEach((sentence, index) => {
    const where = `${history.from} to ${history.to}, ${kind}: ${sentence}`;
    assert.equal(isTrue(sentence, history, kind, sentences.slice(0, index)), true, where);
    assert.equal(isBroken(sentence), false, where);
    count.kinds.add(kind);
    count.sentences += 1;
  });
  assert.ok(sentences.length > 0, kind);
  assert.equal(new Set(sentences).size, sentences.length, kind);
  assert.equal(new Set(rows).size, rows.length, kind);
  assert.ok(
    rows.every((row) => row >= 1 && row <= history.tasks.length),
    kind,
  );
  for (const figure of figures) {
    assert.equal(isFigureTrue(figure, history), true, `${kind}: ${JSON.stringify(figure)}`);
    count.figures += 1;
  }
}

describe('findings about any record, checked with exact arithmetic', () => {
  it(`hold over ${histories} records for every period, published or not, and after an edit`, function () {
    this.timeout(1_800_000);
    const count: Count = { sentences: 0, figures: 0, kinds: new Set() };
    for (let seed = 1; seed <= histories; seed += 1) {
      const history = randomHistory(seed);
      checkAll(history, true, count);
      checkAll(history, false, count);
      checkAll(edited(history, seed), true, count);
    }
    assert.ok(count.sentences > histories * 200);
    assert.deepEqual([...count.kinds].toSorted(), [
      'categories',
      'change',
      'confirmedEstimates',
      'distribution',
      'headline',
      'highestAndLowest',
      'kindOfWork',
      'missingEstimates',
      'outcomes',
      'parallelWork',
      'provenance',
      'records',
      'supervision',
      'taskRecords',
      'titlesAlike',
      'topTasks',
      'totals',
      'waiting',
      'workstreams',
    ]);
    if (process.env['SENTENCE_HISTORIES']) {
      console.log(`${count.sentences} sentences and ${count.figures} figures hold.`);
    }
  });

  it('are refused if a figure differs, and if they are unknown', () => {
    const tasks = [closedTask(1, 10, 2), closedTask(1, 20, 2), closedTask(1, 30, 2)];
    assert.equal(isTrue('The median leverage factor is 3.0x.', { tasks, earlier: [] }), true);
    assert.equal(isTrue('The median leverage factor is 3.1x.', { tasks, earlier: [] }), false);
    assert.equal(isTrue('It was a good day.', { tasks, earlier: [] }), undefined);
  });

  it('are refused in every sentence if a digit of a figure differs', () => {
    const { days, spans } = randomHistory(7);
    let [said, refused] = [0, 0];
    for (const [day, tasks] of days) {
      const { rows, totals } = dayRecord(day, tasks);
      const period = periodOf(day, 'day');
      const surroundings = surroundingsOf(period, tasks, daysStore(days, spans), { includePrivate: true });
      const history = { tasks, earlier: earlierPeriods(days, period), from: day, to: day };
      for (const { kind, sentences } of findings({ period, rows, totals }, surroundings, english)) {
        sentences.forEach((sentence, index) => {
          const before = sentences.slice(0, index);
          for (const { index: at } of sentence.matchAll(/(?<!“[^”]*)\d(?=\.\d[x%]| (?:tasks|human|AI))/gu)) {
            const wrong = `${sentence.slice(0, at)}${(Number(sentence[at]) + 1) % 10}${sentence.slice(at + 1)}`;
            said += 1;
            refused += isTrue(wrong, history, kind, before) === true ? 0 : 1;
          }
        });
      }
    }
    assert.ok(said > 100);
    assert.equal(refused, said);
  });
});

describe('a broken sentence', () => {
  for (const sentence of [
    'It took 1 AI minutes.',
    'It took 12 AI minute.',
    'It is NaNx.',
    'it is 1.0x.',
    'No end',
  ] as const) {
    it(`is ${sentence}`, () => assert.equal(isBroken(sentence), true));
  }

  it('is not one of 1 AI minute and 11 tasks', () =>
    assert.equal(isBroken('It took 1 AI minute for 11 tasks of 1.5 human hours.'), false));
});
