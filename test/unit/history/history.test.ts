import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  bands,
  dimensions,
  type HistoryDimension,
  type HistoryQuestion,
} from '../../../src/core/history/historyQuery';
import type { HistoryAnswer } from '../../../src/core/history/history';
import { searchText, searchWords } from '../../../src/core/history/searchText';
import { dayTotals, type DayTotals } from '../../../src/core/record/dayRecord';
import type { PastTask } from '../../../src/core/record/pastTask';
import { dice, randomHistory } from '../../fixtures/randomHistory';
import { asking, historyOf, pastTask, pastTaskOf } from '../../fixtures/pastTasks';

const today = '2026-04-15';

function ask(tasks: readonly PastTask[], question: Partial<HistoryQuestion> = {}): HistoryAnswer {
  return historyOf(tasks).answer(asking(question), today);
}

/** The tasks of a random record, with agents, models and projects. */
function randomTasks(seed: number): PastTask[] {
  const roll = dice(seed);
  const some = (names: readonly string[]) => names.filter(() => roll(3) === 0);
  return [...randomHistory(seed).days.values()].flat().map((task) => ({
    ...pastTaskOf(task, { agents: some(['claude', 'codex', 'gemini']), models: some(['large', 'small']) }),
    project: roll(3) === 0 ? null : `project ${roll(30)}`,
  }));
}

const seeds = fc.nat(100_000);

/** The sums of some totals, and what must be equal of them to the sums of others. */
function added(parts: readonly DayTotals[]): unknown {
  const sum = (of: (each: DayTotals) => number) => parts.reduce((total, each) => total + of(each), 0);
  return {
    tasks: sum((each) => each.tasks),
    humanHours: Math.round(sum((each) => each.humanHours) * 1e6),
    aiMinutes: sum((each) => each.aiMinutes),
    supervisoryMinutes: sum((each) => each.supervisoryMinutes),
    tokens: sum((each) => each.tokens ?? 0),
  };
}

describe('a history', () => {
  it('has the totals of a day exactly as the day’s record has them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { days } = randomHistory(seed);
        const history = historyOf([...days.values()].flat().map((task) => pastTaskOf(task)));
        for (const [day, tasks] of days) {
          const { totals } = history.answer(asking({ timeframe: 'day', anchor: day }), today);
          assert.deepEqual(totals, dayTotals(tasks));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('adds up: steps, bands and groups of one name each are the total', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('all', 'year', 'month', 'week'), (seed, timeframe) => {
        const tasks = randomTasks(seed);
        const anchor = tasks[0]?.day ?? null;
        const { totals, series, bands: ofBands, by } = ask(tasks, { timeframe, anchor });
        assert.deepEqual(added(series.buckets.flatMap((each) => each.totals ?? [])), added([totals]));
        assert.deepEqual(added(ofBands.map((each) => each.totals)), added([totals]));
        for (const dimension of ['project', 'category', 'workstream', 'estimator'] as const) {
          const { groups, others, shared } = by[dimension];
          const parts = [
            ...groups.map((each) => each.totals),
            ...(others === undefined ? [] : [others.totals]),
          ];
          assert.deepEqual(added(parts), added([totals]));
          assert.equal(shared, 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has a task of several agents in each of their groups, and says how many there are', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const tasks = randomTasks(seed);
        const { groups, shared } = ask(tasks).by.agent;
        for (const { name, totals } of groups) {
          const ofName = tasks.filter(({ agents }) =>
            name === null ? agents.length === 0 : agents.includes(name),
          );
          assert.deepEqual(totals, dayTotals(ofName));
        }
        assert.equal(shared, tasks.filter(({ agents }) => agents.length > 1).length);
      }),
      { numRuns: 30 },
    );
  });

  it('names at most 20 groups, those with the most hours, and sums up the others', () => {
    const tasks = Array.from({ length: 30 }, (_, index) =>
      pastTask('2026-04-13', [index + 1, 60, 1], { project: `project ${index + 1}` }),
    );
    const { groups, others } = ask(tasks).by.project;
    assert.deepEqual(
      groups.map(({ name }) => name),
      Array.from({ length: 20 }, (_, index) => `project ${30 - index}`),
    );
    assert.deepEqual([others?.count, others?.totals.humanHours], [10, 55]);
  });

  it('has the bands of the analysis, by factors as they are printed', () => {
    const factors = [100, 99.96, 99.94, 50, 25, 10, 9.96, 9.94, 0.5].map((factor) =>
      pastTask('2026-04-13', [factor, 60, 1]),
    );
    const counts = ask([...factors, pastTask('2026-04-13', [1, 0, 0])]).bands.map(({ band, totals }) => [
      band,
      totals.tasks,
    ]);
    assert.deepEqual(counts, [
      ['100', 2],
      ['50', 2],
      ['25', 1],
      ['10', 2],
      ['under10', 2],
      ['none', 1],
    ]);
  });

  it('of an empty record has no figures, and none that is infinite', () => {
    const { totals, comparison, recordedDays, series, leaderboard, calendar } = ask([], {
      timeframe: 'week',
    });
    assert.deepEqual(totals, dayTotals([]));
    assert.equal(comparison.kind, 'empty');
    assert.equal(recordedDays, 0);
    assert.equal(series.buckets.length, 7);
    assert.equal(leaderboard.count, 0);
    assert.deepEqual(calendar, { year: 2026, years: [], days: [] });
  });

  it('compares a week that isn’t over with the same days of the week before', () => {
    const tasks = [
      pastTask('2026-04-06', [1, 60, 1]),
      pastTask('2026-04-08', [2, 60, 1]),
      pastTask('2026-04-10', [4, 60, 1]),
      pastTask('2026-04-13', [8, 60, 1]),
    ];
    const { comparison } = ask(tasks, { timeframe: 'week' });
    assert.ok(comparison.kind === 'compared');
    assert.deepEqual([comparison.sumsEarlier.humanHours, comparison.sumsNow.humanHours], [3, 8]);
  });

  it('has the recorded days of a year in its calendar, also those without a task that passes', () => {
    const tasks = [
      pastTask('2025-12-31', [1, 60, 1], { project: 'a' }),
      pastTask('2026-01-01', [2, 60, 1], { project: 'b' }),
      pastTask('2026-04-13', [4, 60, 1], { project: 'a' }),
    ];
    const calendar = (calendarYear: number | null) =>
      ask(tasks, { calendarYear, filters: { project: ['a'] } }).calendar;
    assert.deepEqual(calendar(null).years, [2025, 2026]);
    assert.deepEqual(
      calendar(null).days.map(({ day, totals }) => [day, totals.tasks]),
      [
        ['2026-01-01', 0],
        ['2026-04-13', 1],
      ],
    );
    assert.deepEqual(
      calendar(2025).days.map(({ day }) => day),
      ['2025-12-31'],
    );
    assert.deepEqual(calendar(2024).days, []);
  });
});

describe('the filters of a history', () => {
  it('split the tasks: what each name of a dimension has is all there is', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...dimensions), (seed, dimension) => {
        const tasks = randomTasks(seed);
        const history = historyOf(tasks);
        const names = history.names()[dimension];
        const counts = names.map(
          (name) => history.answer(asking({ filters: { [dimension]: [name] } }), today).totals.tasks,
        );
        const all = history.answer(asking({ filters: { [dimension]: names } }), today).totals.tasks;
        assert.equal(all, tasks.length);
        const shared = history.answer(asking(), today).by[dimension].shared;
        const sum = counts.reduce((total, each) => total + each, 0);
        assert.ok(shared === 0 ? sum === tasks.length : sum > tasks.length, `${dimension} ${sum}`);
      }),
      { numRuns: 60 },
    );
  });

  it('all have to pass, and of one dimension any name does', () => {
    const task = (project: string, category: string | null, agents: string[]) =>
      pastTask('2026-04-13', [1, 60, 1], {
        id: `${project} ${category} ${agents.join()}`,
        project,
        category,
        agents,
      });
    const tasks = [
      task('a', 'ops', ['claude']),
      task('b', 'ops', ['codex', 'claude']),
      task('c', null, []),
      task('a', null, ['codex']),
    ];
    const count = (filters: Partial<Record<HistoryDimension, (string | null)[]>>) =>
      ask(tasks, { filters }).totals.tasks;
    assert.equal(count({ project: ['a', 'b'] }), 3);
    assert.equal(count({ project: ['a', 'b'], category: ['ops'] }), 2);
    assert.equal(count({ project: ['a'], category: [null] }), 1);
    assert.equal(count({ agent: ['claude'] }), 2);
    assert.equal(count({ agent: [null] }), 1);
    assert.equal(count({ project: ['unknown'] }), 0);
    assert.equal(count({ project: [] }), 4);
  });

  it('take a band, and split the tasks by all of them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const tasks = randomTasks(seed);
        const counts = bands.map((band) => ask(tasks, { filters: { band: [band] } }).totals.tasks);
        assert.equal(
          counts.reduce((total, each) => total + each, 0),
          tasks.length,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('take names that are no words for what they are', () => {
    const tasks = ['__proto__', 'constructor', 'toString'].map((project) =>
      pastTask('2026-04-13', [1, 60, 1], { project }),
    );
    for (const project of ['__proto__', 'constructor', 'toString']) {
      assert.equal(ask(tasks, { filters: { project: [project] } }).totals.tasks, 1);
    }
    assert.equal(ask(tasks, { filters: { project: ['valueOf'] } }).totals.tasks, 0);
  });

  it('know a long name by its beginning, and an empty one as none', () => {
    const long = 'x'.repeat(600);
    const tasks = [
      pastTask('2026-04-13', [1, 60, 1], { project: long }),
      pastTask('2026-04-13', [1, 60, 1], { project: ' ' }),
    ];
    const { groups } = ask(tasks).by.project;
    assert.deepEqual(new Set(groups.map(({ name }) => name?.length)), new Set([500, undefined]));
    assert.equal(ask(tasks, { filters: { project: [long.slice(0, 500)] } }).totals.tasks, 1);
    assert.equal(ask(tasks, { filters: { project: [null] } }).totals.tasks, 1);
  });
});

describe('the search of a history', () => {
  const found: readonly (readonly [search: string, title: string, isFound: boolean])[] = [
    ['', 'anything', true],
    ['invoice', 'Port the INVOICE export', true],
    ['export port', 'Port the invoice export', true],
    ['import', 'Port the invoice export', false],
    ['strasse', 'Die Straße', true],
    ['STRASSE', 'Die straße', true],
    ['cafe', 'Café', true],
    ['café', 'Cafe', true],
    ['cafe\u0301', 'CAFÉ', true],
    ['istanbul', 'İSTANBUL', true],
    ['οδοσ', 'ΟΔΟΣ', true],
    ['οδός', 'ΟΔΟΣ', true],
    ['file', 'ﬁle', true],
    ['日本', '日本語の題名', true],
    ['  ', 'anything', true],
  ];
  for (const [search, title, isFound] of found) {
    it(`${isFound ? 'finds' : 'does not find'} “${title}” by “${search}”`, () => {
      const { totals } = ask([pastTask('2026-04-13', [1, 60, 1], { title })], { search });
      assert.equal(totals.tasks, isFound ? 1 : 0);
    });
  }

  it('finds every title by itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (title) => {
        const searched = searchText(title);
        for (const spelled of [title, title.toUpperCase(), title.normalize('NFD')]) {
          for (const word of searchWords(spelled)) {
            assert.ok(searched.includes(word), `${title}: ${word}`);
          }
        }
      }),
    );
  });
});
