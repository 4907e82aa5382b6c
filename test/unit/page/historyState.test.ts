import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { History } from '../../../src/core/history/history';
import { HistoryIndex } from '../../../src/core/history/historyIndex';
import {
  firstQuery,
  historyStateSchema,
  parseHistoryIntent,
  parseHistoryMessage,
  type HistoryQuery,
  type HistoryState,
} from '../../../src/core/page/historyProtocol';
import { buildHistoryState, leaderboardRows } from '../../../src/core/page/historyState';
import { PeriodLabels } from '../../../src/core/page/periodLabels';
import type { PastTask } from '../../../src/core/record/pastTask';
import { indexOf, pastTask, pastTaskOf } from '../../fixtures/pastTasks';
import { randomHistory } from '../../fixtures/randomHistory';

const today = '2026-04-15';
const labels = new PeriodLabels('en');

function stateOf(tasks: readonly PastTask[], query: Partial<HistoryQuery> = {}): HistoryState {
  return buildHistoryState({
    history: new History(indexOf(tasks)),
    query: { ...firstQuery, ...query },
    today,
    labels,
    status: { kind: 'ready', problems: [] },
    revision: 1,
    reading: undefined,
    rowDecimals: 1,
  });
}

/** Calendars put narrow spaces into ranges. */
function spaced(text: string): string {
  return text.replace(/[\u2009\u202f]/gu, ' ');
}

describe('the state of the history page', () => {
  it('passes to the page as it is, for any record and timeframe, without a figure that isn’t one', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'all', 'custom'),
        (seed, timeframe) => {
          const tasks = [...randomHistory(seed).days.values()].flat().map((task) => pastTaskOf(task));
          const state = stateOf(tasks, { timeframe, anchor: tasks[0]?.day ?? null });
          const message = JSON.parse(JSON.stringify({ type: 'history', state }));
          const parsed = parseHistoryMessage(message);
          assert.ok(parsed?.type === 'history');
          assert.deepEqual(parsed.state, state);
          assert.doesNotMatch(JSON.stringify(state), /NaN|Infinity|undefined/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of an empty record begins nowhere and shows a week of gaps', () => {
    const state = stateOf([]);
    assert.deepEqual(historyStateSchema.parse(state), state);
    assert.equal(state.began, null);
    assert.ok(state.buckets.every(({ sums }) => sums === null));
    assert.deepEqual(state.comparison, { kind: 'none', sentence: 'Nothing is recorded yet.' });
    assert.deepEqual(state.leaderboard, { count: 0, rows: [] });
  });

  it('says what is compared', () => {
    const tasks = ['2026-02-20', '2026-03-01', '2026-04-06', '2026-04-13'].map((day) =>
      pastTask(day, [1, 60, 1]),
    );
    const sentence = (query: Partial<HistoryQuery>) => spaced(stateOf(tasks, query).comparison.sentence);
    assert.equal(
      sentence({ timeframe: 'week' }),
      "Compared with Apr 6 – 8, 2026, the same part of the period before. Today isn't over.",
    );
    assert.equal(
      sentence({ timeframe: 'week', anchor: '2026-04-06' }),
      'Compared with Week of Mar 30, 2026, the period before.',
    );
    assert.equal(
      sentence({ timeframe: 'day' }),
      "Compared with Apr 14, 2026, the whole period before. Today isn't over.",
    );
    assert.equal(
      sentence({ timeframe: 'month', anchor: '2026-03-10' }),
      'Compared with February 2026, the period before. The record began on Feb 20, 2026.',
    );
    assert.equal(sentence({ timeframe: 'year' }), 'There is no record before Feb 20, 2026.');
    assert.equal(sentence({ timeframe: 'all' }), 'This is the whole record; there is nothing before it.');
  });

  it('names timeframes and steps', () => {
    const tasks = [pastTask('2025-01-01', [1, 60, 1]), pastTask('2026-04-13', [1, 60, 1])];
    const names = (query: Partial<HistoryQuery>) => {
      const { timeframe, unit, buckets } = stateOf(tasks, query);
      return [timeframe.label, unit, spaced(buckets[0]?.label ?? ''), spaced(buckets.at(-1)?.label ?? '')];
    };
    assert.deepEqual(names({ timeframe: 'day' }), ['Apr 15, 2026', 'day', 'Apr 15, 2026', 'Apr 15, 2026']);
    assert.deepEqual(names({ timeframe: 'quarter' }), [
      'Quarter 2 of 2026',
      'day',
      'Apr 1, 2026',
      'Jun 30, 2026',
    ]);
    assert.deepEqual(names({ timeframe: 'year' }), ['2026', 'week', 'Jan 1 – 4, 2026', 'Dec 28 – 31, 2026']);
    assert.deepEqual(names({ timeframe: 'all' }).slice(0, 2), ['All Time', 'week']);
  });

  it('has the first 100 rows of the leaderboard, and further ones where they are asked for', () => {
    const tasks = Array.from({ length: 250 }, (_, index) =>
      pastTask('2026-04-13', [index + 1, 60, 1], { id: `task ${index + 1}` }),
    );
    const query: HistoryQuery = { ...firstQuery, timeframe: 'all' };
    const state = stateOf(tasks, query);
    assert.equal(state.leaderboard.count, 250);
    assert.equal(state.leaderboard.rows.length, 100);
    const deps = { history: new History(indexOf(tasks)), query, today, labels };
    const further = leaderboardRows(deps, 100);
    assert.deepEqual([further[0]?.rank, further[0]?.id, further.length], [101, 'task 150', 150]);
    assert.deepEqual(leaderboardRows(deps, 0).slice(0, 100), state.leaderboard.rows);
  });

  it('marks private and dropped tasks, and has no factor over 0 minutes', () => {
    const [row] = stateOf(
      [pastTask(today, [3, 0, 1], { private: true, outcome: { kind: 'dropped' }, agents: ['claude'] })],
      { timeframe: 'day' },
    ).leaderboard.rows;
    assert.deepEqual(
      [row?.private, row?.dropped, row?.humanHours, row?.leverageFactor, row?.rank, row?.agents],
      [true, true, 0, null, null, ['claude']],
    );
  });

  it('is small however long titles and names are, and takes any of them', () => {
    const tasks = Array.from({ length: 150 }, (_, index) =>
      pastTask(today, [index + 1, 60, 1], {
        id: `${'i'.repeat(1000)}${index}`,
        title: `<img src=x>\n\u202e${'x'.repeat(10_000)}${index}`,
        project: 'p'.repeat(5000),
        category: '\0\ud800',
        agents: ['__proto__'],
      }),
    );
    const state = stateOf(tasks, { timeframe: 'all' });
    assert.deepEqual(historyStateSchema.parse(state), state);
    assert.ok(JSON.stringify(state).length < 300_000, `${JSON.stringify(state).length}`);
  });

  it('says how much of the record is read', () => {
    const state = buildHistoryState({
      history: new History(new HistoryIndex()),
      query: firstQuery,
      today,
      labels,
      status: { kind: 'opening' },
      revision: 7,
      reading: { days: 3, of: 20 },
      rowDecimals: 2,
    });
    assert.deepEqual(
      [state.store, state.reading, state.revision],
      [{ kind: 'opening' }, { days: 3, of: 20 }, 7],
    );
  });
});

describe('an intent of the history page', () => {
  const query = firstQuery;
  const intents: readonly (readonly [unknown, boolean])[] = [
    [{ type: 'ready' }, true],
    [{ type: 'showHistory', query }, true],
    [{ type: 'showHistory', query: { ...query, filters: { project: ['a', null], band: ['100'] } } }, true],
    [{ type: 'showHistory', query: { ...query, timeframe: 'decade' } }, false],
    [{ type: 'showHistory', query: { ...query, anchor: '2026-02-30' } }, false],
    [{ type: 'showHistory', query: { ...query, search: 'x'.repeat(201) } }, false],
    [
      { type: 'showHistory', query: { ...query, filters: { project: Array.from({ length: 51 }, String) } } },
      false,
    ],
    [{ type: 'showHistory', query: { ...query, filters: { project: ['x'.repeat(501)] } } }, false],
    [{ type: 'leaderboardRows', revision: 1, from: 100 }, true],
    [{ type: 'leaderboardRows', revision: 1, from: -1 }, false],
    [{ type: 'openDay', day: '2026-04-15' }, true],
    [{ type: 'openTask', day: '2026-04-15', id: 'task-1' }, true],
    [{ type: 'openTask', day: '2026-04-15' }, false],
    [null, false],
    [{ type: 'deleteTask', id: 'task-1' }, false],
  ];
  for (const [intent, isOurs] of intents) {
    it(`${isOurs ? 'is' : 'is not'} ${JSON.stringify(intent)?.slice(0, 90)}`, () => {
      assert.equal(parseHistoryIntent(intent) !== undefined, isOurs);
    });
  }
});
