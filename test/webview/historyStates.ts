import { History } from '../../src/core/history/history';
import { HistoryIndex } from '../../src/core/history/historyIndex';
import {
  firstQuery,
  type HistoryQuery,
  type HistoryState,
  type LeaderView,
} from '../../src/core/page/historyProtocol';
import { buildHistoryState, leaderboardRows } from '../../src/core/page/historyState';
import { PeriodLabels } from '../../src/core/page/periodLabels';
import { byDay, type PastTask } from '../../src/core/record/pastTask';
import { longTitle, markup, rightToLeft } from './states';

const aDayMs = 86_400_000;
const labels = new PeriodLabels('en-GB');

/** The last day of every record here. */
export const today = '2026-04-12';

/** A day so many days before today. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(today) - days * aDayMs).toISOString().slice(0, 10);
}

const hours = [160, 40, 12, 8, 4, 2.5, 80, 0.75, 24];
const minutes = [20, 15, 55, 7, 33, 1, 90, 0, 40];
const projects = ['shop', 'learner-simulator', 'stack-manager', null];
const agents = [['claude'], ['codex'], ['claude', 'gemini'], []];

export function pastTask(number: number, day: string, change: Partial<PastTask> = {}): PastTask {
  const pick = <T>(from: readonly T[], step: number, otherwise: T): T =>
    from[(number * step) % from.length] ?? otherwise;
  return {
    id: `task-${number}`,
    title: `Task ${number}`,
    project: pick(projects, 3, null),
    category: number % 5 === 0 ? 'feature' : null,
    workstream: number % 4 === 0 ? 'checkout' : null,
    private: number % 11 === 7,
    day,
    estimate:
      number % 13 === 12 ? null : { hours: pick(hours, 7, 1), by: number % 3 === 0 ? 'model-1' : 'me' },
    outcome: number % 17 === 3 ? { kind: 'dropped' } : null,
    closing: {
      aiMinutes: pick(minutes, 5, 1),
      supervisoryMinutes: 1 + (number % 5),
      ...(number % 3 === 0 && {
        tokens: { input: 120_000 + number, output: 4000, cacheRead: 0, cacheWrite: 0, unsplit: 0 },
      }),
    },
    agents: pick(agents, 1, []),
    models: number % 2 === 0 ? ['model-1'] : [],
    ...change,
  };
}

/** Tasks spread over the days before today, weekends and some other days left out. */
export function pastTasks(count: number, days: number): PastTask[] {
  const recorded = Array.from({ length: days }, (_, index) => daysAgo(days - 1 - index)).filter(
    (day, index) => ![0, 6].includes(new Date(day).getUTCDay()) || index % 9 === 0,
  );
  return Array.from({ length: count }, (_, index) =>
    pastTask(index + 1, recorded[Math.floor((index * recorded.length) / count)] ?? today),
  );
}

/** The record as the extension would have read it, to ask. */
export class AskedHistory {
  private readonly history: History;
  private revision = 0;

  constructor(tasks: readonly PastTask[]) {
    const index = new HistoryIndex();
    for (const [day, ofDay] of byDay(tasks)) {
      index.put(day, ofDay);
    }
    this.history = new History(index);
  }

  state(query: Partial<HistoryQuery> = {}, change: Partial<HistoryState> = {}): HistoryState {
    this.revision += 1;
    return {
      ...buildHistoryState({
        history: this.history,
        query: { ...firstQuery, ...query },
        today,
        labels,
        status: { kind: 'ready', problems: [] },
        revision: this.revision,
        reading: undefined,
        rowDecimals: 1,
      }),
      ...change,
    };
  }

  rows(state: HistoryState, from: number): LeaderView[] {
    return leaderboardRows({ history: this.history, query: state.query, today, labels }, from);
  }
}

const hostile: readonly PastTask[] = [
  pastTask(9001, today, { title: markup, project: markup, agents: [markup], workstream: '<b>bold</b>' }),
  pastTask(9002, today, { title: longTitle, project: 'x'.repeat(400), category: longTitle.slice(0, 400) }),
  pastTask(9003, daysAgo(1), { title: rightToLeft, project: rightToLeft, models: [rightToLeft] }),
  pastTask(9004, daysAgo(2), {
    title: '${alert(1)} {{7*7}} \u202Etxt.exe',
    estimate: { hours: 1_000_000, by: markup },
    closing: { aiMinutes: 1, supervisoryMinutes: 0 },
  }),
];

const usual = new AskedHistory(pastTasks(240, 150));
const strange = new AskedHistory([...pastTasks(30, 20), ...hostile]);
const single = new AskedHistory([pastTask(1, today)]);

/** Every state that the history page can be in, by name. */
export const historyStates = {
  opening: new AskedHistory([]).state({}, { store: { kind: 'opening' } }),
  empty: new AskedHistory([]).state(),
  reading: usual.state({}, { reading: { days: 20, of: 150 } }),
  day: usual.state({ timeframe: 'day', anchor: daysAgo(2) }),
  week: usual.state(),
  month: usual.state({ timeframe: 'month' }),
  quarter: usual.state({ timeframe: 'quarter', leaderboard: { by: 'humanHours', order: 'lowest' } }),
  year: usual.state({ timeframe: 'year', calendarYear: 2025 }),
  all: usual.state({ timeframe: 'all' }),
  custom: usual.state({ timeframe: 'custom', custom: { from: daysAgo(40), to: daysAgo(9) } }),
  'before the record': usual.state({ timeframe: 'custom', custom: { from: '2020-01-01', to: '2020-02-01' } }),
  filtered: usual.state({ filters: { project: ['shop', null], band: ['100'] }, search: 'task' }),
  'nothing passes': usual.state({ search: 'nothing is called that' }),
  'one task': single.state({ timeframe: 'month' }),
  failing: usual.state(
    {},
    { store: { kind: 'failing', message: 'The record could not be written.', nextStep: 'Free some space.' } },
  ),
  hostile: strange.state({
    timeframe: 'month',
    filters: { project: [markup, null, rightToLeft, 'x'.repeat(400), 'shop'] },
  }),
} as const satisfies Readonly<Record<string, HistoryState>>;
