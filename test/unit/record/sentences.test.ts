import assert from 'node:assert/strict';
import { analysis } from '../../../src/core/record/analysis';
import { english } from '../../../src/core/texts/texts';
import { dayRecord, dayTotals } from '../../../src/core/record/dayRecord';
import { evidences } from '../../../src/core/task/evidence';
import { earlierDays } from '../../../src/core/exchange/writing/earlierDays';
import { publishedRecord } from '../../../src/core/exchange/writing/publishedRecord';
import type { ClosedTask } from '../../../src/core/task/task';
import { closedTask } from '../../fixtures/tasks';
import { isTrue } from '../../sentences/sentenceChecker';

/** The long run: `SENTENCE_HISTORIES=5000 npx mocha test/unit/record/sentences.test.ts`. */
const histories = Number(process.env['SENTENCE_HISTORIES'] ?? 150);

/** Whole numbers below a limit, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Days of a record: empty ones and gaps, one task, ties, zeros, missing estimates, one minute, private tasks. */
function history(seed: number): ReadonlyMap<string, readonly ClosedTask[]> {
  const roll = dice(seed);
  const one = <T>(...of: readonly [T, ...T[]]): T => of[roll(of.length)] ?? of[0];
  const days = new Map<string, readonly ClosedTask[]>();
  const hours = () => one(null, 0.5, 1, 9.97, 2, 40, roll(40_000) / 100 + 0.01, (roll(900_000) + 1) / 10_000);
  const minutes = () => one(0, 1, 1, 2, 3, 60, roll(400), roll(40));
  for (let day = 1; day <= 9; day += 1) {
    const isLike = roll(4) === 0;
    const same = [hours(), minutes(), minutes()] as const;
    const date = `2026-04-${String(day * 2 + roll(2)).padStart(2, '0')}`;
    const task = (index: number): ClosedTask => {
      const figures = isLike && roll(5) > 0 ? same : ([hours(), minutes(), minutes()] as const);
      return closedTask(
        ...figures,
        { id: `${date}-${index}`, title: `Task ${index} of ${date}`, private: roll(6) === 0 },
        { day: date, sequence: index, aiEvidence: one(...evidences), supervisionEvidence: one(...evidences) },
      );
    };
    days.set(
      date,
      Array.from({ length: one(0, 1, 2, 3, 5, 8, roll(15)) }, (_, index) => task(index)),
    );
  }
  return days;
}

/** The same record after one of its days was edited. */
function edited(days: ReadonlyMap<string, readonly ClosedTask[]>, seed: number): typeof days {
  const at = seed % days.size;
  return new Map(
    [...days].map(([day, tasks], index) => [
      day,
      index === at
        ? tasks.map((task) => ({ ...task, estimate: seed % 3 === 0 ? null : task.estimate }))
        : tasks,
    ]),
  );
}

/** Every sentence of every day, checked. @returns how many there were */
function checkAll(days: ReadonlyMap<string, readonly ClosedTask[]>, includePrivate: boolean): number {
  const shown = (tasks: readonly ClosedTask[]) => tasks.filter((task) => includePrivate || !task.private);
  const closedTasks = (day: string) => days.get(day) ?? [];
  const sums = [...days].map(([day, tasks]) => {
    const totals = dayTotals(tasks);
    return { ...totals, day, tokens: 0 };
  });
  // As the store answers: only recorded days, including those after the requested one.
  const store = {
    closedTasks,
    daySums: () => sums.filter(({ tasks }) => tasks > 0),
  };
  let count = 0;
  for (const [day, tasks] of days) {
    const record = publishedRecord(dayRecord(day, tasks), { includePrivate });
    const earlier = [...days]
      .filter(([each]) => each < day)
      .map(([each, closed]) => ({ day: each, tasks: shown(closed) }));
    for (const sentence of analysis(record, earlierDays(store, day, { includePrivate }), english)) {
      assert.equal(isTrue(sentence, { tasks: shown(tasks), earlier }), true, `${day}: ${sentence}`);
      count += 1;
    }
  }
  return count;
}

describe('sentences of the analysis, checked with exact arithmetic', () => {
  it(`are known and hold over ${histories} records, published or not, and after an edit`, function () {
    this.timeout(600_000);
    let count = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const days = history(seed);
      count += checkAll(days, true) + checkAll(days, false) + checkAll(edited(days, seed), true);
    }
    assert.ok(count > histories * 50);
    if (process.env['SENTENCE_HISTORIES']) {
      console.log(`${count} sentences hold.`);
    }
  });

  it('are refused if a figure differs, and if they are unknown', () => {
    const tasks = [closedTask(1, 10, 2), closedTask(1, 20, 2), closedTask(1, 30, 2)];
    assert.equal(isTrue('The median leverage factor is 3.0x.', { tasks, earlier: [] }), true);
    assert.equal(isTrue('The median leverage factor is 3.1x.', { tasks, earlier: [] }), false);
    assert.equal(isTrue('It was a good day.', { tasks, earlier: [] }), undefined);
  });
});
