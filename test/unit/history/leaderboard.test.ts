import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LeaderMeasure, LeaderOrder } from '../../../src/core/history/historyQuery';
import { leaderboardMeasures } from '../../../src/core/history/historyQuery';
import type { PastTask } from '../../../src/core/record/pastTask';
import { asking, historyOf, pastTask } from '../../fixtures/pastTasks';

const today = '2026-04-15';

function board(
  tasks: readonly PastTask[],
  by: LeaderMeasure = 'leverageFactor',
  order: LeaderOrder = 'highest',
) {
  return historyOf(tasks).leaderboard(asking({ leaderboard: { by, order } }), today);
}

function ranks(...given: Parameters<typeof board>) {
  const found = board(...given);
  return found.rows(0, found.count).map(({ rank, indexed }) => [rank, indexed.task.id]);
}

const tied = [
  pastTask('2026-04-01', [1, 60, 1], { id: 'one' }),
  pastTask('2026-04-02', [0.7, 7, 1], { id: 'six, first' }),
  pastTask('2026-04-02', [0.1, 1, 1], { id: 'six, second' }),
  pastTask('2026-04-03', [5, 0, 0], { id: 'no minutes' }),
  pastTask('2026-04-04', [null, 5, 5], { id: 'no estimate' }),
  pastTask('2026-04-05', [90, 60, 1], { id: 'ninety' }),
  pastTask('2026-04-06', [9, 60, 1], { id: 'dropped', outcome: { kind: 'dropped' } }),
];

describe('a leaderboard', () => {
  it('is empty where nothing is recorded', () => {
    assert.deepEqual(ranks([]), []);
  });

  it('of one task has the first rank', () => {
    assert.deepEqual(ranks(tied.slice(0, 1)), [[1, 'one']]);
  });

  it('gives equal factors equal ranks, as they were closed, and has tasks without a factor last', () => {
    assert.deepEqual(ranks(tied), [
      [1, 'ninety'],
      [2, 'six, first'],
      [2, 'six, second'],
      [4, 'one'],
      [5, 'dropped'],
      [undefined, 'no minutes'],
      [undefined, 'no estimate'],
    ]);
  });

  it('from the lowest on keeps the ranks, and the tasks without a factor last', () => {
    assert.deepEqual(ranks(tied, 'leverageFactor', 'lowest'), [
      [5, 'dropped'],
      [4, 'one'],
      [2, 'six, second'],
      [2, 'six, first'],
      [1, 'ninety'],
      [undefined, 'no minutes'],
      [undefined, 'no estimate'],
    ]);
  });

  it('by hours counts dropped work as 0 hours and ranks what took no minutes', () => {
    assert.deepEqual(ranks(tied, 'humanHours').slice(0, 3), [
      [1, 'ninety'],
      [2, 'no minutes'],
      [3, 'one'],
    ]);
    assert.deepEqual(ranks(tied, 'humanHours').slice(-2), [
      [6, 'dropped'],
      [undefined, 'no estimate'],
    ]);
  });

  it('goes by the supervisory factor', () => {
    assert.deepEqual(ranks(tied, 'supervisoryLeverageFactor').slice(0, 2), [
      [1, 'ninety'],
      [2, 'one'],
    ]);
  });

  it('answers any part of itself as the whole does', () => {
    const found = board(tied);
    const whole = found.rows(0, found.count);
    for (let from = 0; from <= whole.length; from += 1) {
      assert.deepEqual(found.rows(from, 2), whole.slice(from, from + 2));
    }
    assert.deepEqual(found.rows(100, 10), []);
  });

  it('has every task of the timeframe once, in one order, with as many before a rank as it says', () => {
    const tasks = fc.array(
      fc.record({
        day: fc.constantFrom('2026-04-01', '2026-04-02', '2026-04-03'),
        hours: fc.constantFrom(null, 0.1, 0.7, 1, 2),
        minutes: fc.constantFrom(0, 1, 7, 10, 20),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        tasks,
        fc.constantFrom(...leaderboardMeasures),
        fc.constantFrom<LeaderOrder>('highest', 'lowest'),
        (given, by, order) => {
          const past = given.map(({ day, hours, minutes }, index) =>
            pastTask(day, [hours, minutes, minutes], { id: String(index) }),
          );
          const found = board(past, by, order);
          const rows = found.rows(0, found.count);
          assert.deepEqual(
            rows.map(({ indexed }) => indexed.task.id).toSorted(),
            past.map(({ id }) => id).toSorted(),
          );
          for (const { rank, indexed } of rows) {
            const figure = indexed[by];
            assert.equal(rank === undefined, figure === undefined);
            if (figure !== undefined) {
              const above = rows.filter((other) => (other.indexed[by] ?? -1) > figure).length;
              assert.equal(rank, above + 1);
            }
          }
          const opposite = board(past, by, order === 'highest' ? 'lowest' : 'highest');
          const having = rows.filter(({ rank }) => rank !== undefined);
          assert.deepEqual(opposite.rows(0, having.length), having.toReversed());
        },
      ),
    );
  });
});
