import assert from 'node:assert/strict';
import { History } from '../../../src/core/history/history';
import { historyOf, indexOf, pastTask } from '../../fixtures/pastTasks';

const today = '2026-04-15';
const tasks = [
  pastTask('2026-03-02', [10, 60, 6], { id: 'first' }),
  pastTask('2026-03-03', [20, 120, 12], { id: 'same factor' }),
  pastTask('2026-04-13', [5, 60, 10], { id: 'this week' }),
  pastTask('2026-04-14', [50, 900, 10], { id: 'long' }),
];

/** The record of a unit by a figure: where it is, how high, and how many are as high. */
function held(history: History, unit: string, measure: string) {
  const found = history.book(today).periods.find((each) => each.unit === unit && each.measure === measure);
  return found && [found.period.from, found.value, found.ties, found.current];
}

function taskHeld(history: History, measure: string) {
  const found = history.book(today).tasks.find((each) => each.measure === measure);
  return found && [found.indexed.task.id, found.value, found.ties];
}

describe('the book of records', () => {
  it('is empty where nothing is recorded', () => {
    assert.deepEqual(historyOf([]).book(today), { periods: [], tasks: [] });
  });

  it('names the highest periods, by ratios of sums, and the first of equal ones', () => {
    const history = historyOf(tasks);
    assert.deepEqual(held(history, 'day', 'leverageFactor'), ['2026-03-02', 10, 1, false]);
    assert.deepEqual(held(history, 'day', 'humanHours'), ['2026-04-14', 50, 0, false]);
    assert.deepEqual(held(history, 'week', 'leverageFactor'), ['2026-03-02', 10, 0, false]);
    assert.deepEqual(held(history, 'week', 'supervisoryLeverageFactor'), ['2026-04-13', 165, 0, true]);
    assert.deepEqual(held(history, 'month', 'aiMinutes'), ['2026-04-01', 960, 0, true]);
    assert.deepEqual(held(history, 'quarter', 'humanHours'), ['2026-04-01', 55, 0, true]);
    assert.deepEqual(held(history, 'year', 'tasks'), ['2026-01-01', 4, 0, true]);
  });

  it('names the highest tasks', () => {
    const history = historyOf(tasks);
    assert.deepEqual(taskHeld(history, 'leverageFactor'), ['first', 10, 1]);
    assert.deepEqual(taskHeld(history, 'humanHours'), ['long', 50, 0]);
    assert.deepEqual(taskHeld(history, 'aiMinutes'), ['long', 900, 0]);
    assert.deepEqual(taskHeld(history, 'supervisoryLeverageFactor'), ['long', 300, 0]);
  });

  it('follows an edit of an old day', () => {
    const index = indexOf(tasks);
    const history = new History(index);
    assert.deepEqual(held(history, 'day', 'leverageFactor'), ['2026-03-02', 10, 1, false]);
    index.put('2026-03-03', [pastTask('2026-03-03', [20, 60, 12], { id: 'edited' })]);
    assert.deepEqual(held(history, 'day', 'leverageFactor'), ['2026-03-03', 20, 0, false]);
    assert.deepEqual(taskHeld(history, 'leverageFactor'), ['edited', 20, 0]);
    index.put('2026-03-03', []);
    assert.deepEqual(held(history, 'day', 'leverageFactor'), ['2026-03-02', 10, 0, false]);
  });

  it('has no record of 0, nor a factor over 0 minutes or without an estimate', () => {
    const history = historyOf([
      pastTask('2026-04-13', [5, 0, 0]),
      pastTask('2026-04-14', [9, 30, 3], { outcome: { kind: 'dropped' } }),
      pastTask('2026-04-14', [null, 5, 0]),
    ]);
    assert.equal(taskHeld(history, 'leverageFactor'), undefined);
    assert.equal(held(history, 'day', 'leverageFactor'), undefined);
    assert.deepEqual(held(history, 'day', 'humanHours'), ['2026-04-13', 5, 0, false]);
    assert.deepEqual(held(history, 'week', 'leverageFactor'), ['2026-04-13', 300 / 35, 0, true]);
  });
});
