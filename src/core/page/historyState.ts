import * as l10n from '@vscode/l10n';
import type { TimeSeries } from '../history/buckets';
import type { History } from '../history/history';
import type { IndexedTask } from '../history/historyIndex';
import { ofDimensions, type TaskGroups } from '../history/tally';
import { periodOf } from '../findings/finding/period';
import type { DayTotals } from '../record/dayRecord';
import type { StoreStatus } from '../record/recordStore';
import { isDropped } from '../task/countedHours';
import { nameOf } from '../history/nameTable';
import { flatTitle } from '../texts/flatTitle';
import { comparisonView } from './comparisonView';
import {
  firstLeaderboardRows,
  mostLeaderboardRows,
  type BucketView,
  type GroupingView,
  type HistoryQuery,
  type HistoryState,
  type LeaderView,
  type RecordsView,
  type SumsView,
} from './historyProtocol';
import type { PeriodLabels } from './periodLabels';
import { storeView } from './storeView';

interface HistoryDeps {
  readonly history: History;
  readonly query: HistoryQuery;
  /** The local day around now. */
  readonly today: string;
  readonly labels: PeriodLabels;
}

interface HistoryStateDeps extends HistoryDeps {
  readonly status: StoreStatus;
  /** Rises with every state. */
  readonly revision: number;
  /** How much of the record is read; undefined if all is. */
  readonly reading: { readonly days: number; readonly of: number } | undefined;
  readonly rowDecimals: 1 | 2;
}

const mostNames = 200;
const longestTitle = 300;
/** No id of ours is longer; what a damaged journal says may be. */
const longestId = 200;

/** Everything the history page shows, except for further rows of its leaderboard. */
export function buildHistoryState(deps: HistoryStateDeps): HistoryState {
  const { history, query, today, labels, reading } = deps;
  const answer = history.answer(query, today);
  const { recorded, timeframe, leaderboard, calendar, series } = answer;
  const { period } = timeframe;
  const names = history.names();
  return {
    store: storeView(deps.status),
    revision: deps.revision,
    reading: reading ?? null,
    today,
    query,
    began: recorded?.began ?? null,
    timeframe: {
      from: period.from,
      to: period.to,
      label: query.timeframe === 'all' ? l10n.t('All Time') : labels.period(period),
      current: timeframe.current,
      previous: timeframe.previous ?? null,
      next: timeframe.next ?? null,
    },
    totals: sumsView(answer.totals),
    recordedDays: answer.recordedDays,
    comparison: comparisonView(answer, labels, sumsView),
    unit: series.unit,
    buckets: bucketViews(series, labels),
    bands: answer.bands.map(({ band, totals }) => ({ band, sums: sumsView(totals) })),
    by: ofDimensions((dimension) => groupingView(answer.by[dimension])),
    names: ofDimensions((dimension) => names[dimension].slice(0, mostNames)),
    leaderboard: {
      count: leaderboard.count,
      rows: leaderboard
        .rows(0, firstLeaderboardRows)
        .map(({ indexed, rank }) => leaderView(indexed, rank, labels)),
    },
    records: recordsView(history, today, labels),
    calendar: {
      year: calendar.year,
      years: [...calendar.years],
      days: calendar.days.map(({ day, totals }) => ({
        day,
        tasks: totals.tasks,
        humanHours: totals.humanHours,
        leverageFactor: totals.leverageFactor ?? null,
      })),
    },
    rowDecimals: deps.rowDecimals,
  };
}

/** Further rows of the leaderboard from a place on. */
export function leaderboardRows({ history, query, today, labels }: HistoryDeps, from: number): LeaderView[] {
  return history
    .leaderboard(query, today)
    .rows(from, mostLeaderboardRows)
    .map(({ indexed, rank }) => leaderView(indexed, rank, labels));
}

function sumsView(totals: DayTotals): SumsView {
  return {
    ...totals,
    tokens: totals.tokens ?? null,
    leverageFactor: totals.leverageFactor ?? null,
    supervisoryLeverageFactor: totals.supervisoryLeverageFactor ?? null,
  };
}

function bucketViews({ unit, buckets }: TimeSeries, labels: PeriodLabels): BucketView[] {
  return buckets.map(({ from, to, record, totals }) => {
    const whole = periodOf(from, unit);
    // The first and the last step of a period may be cut.
    const isWhole = whole.from === from && whole.to === to;
    return {
      from,
      to,
      label: isWhole ? labels.period(whole) : labels.range({ from, to }),
      record,
      sums: totals === undefined ? null : sumsView(totals),
    };
  });
}

function groupingView({ groups, others, shared }: TaskGroups): GroupingView {
  return {
    groups: groups.map(({ name, totals }) => ({ name, sums: sumsView(totals) })),
    others: others === undefined ? null : { count: others.count, sums: sumsView(others.totals) },
    shared,
  };
}

function leaderView(
  { task, humanHours, leverageFactor, supervisoryLeverageFactor }: IndexedTask,
  rank: number | undefined,
  labels: PeriodLabels,
): LeaderView {
  return {
    id: task.id.slice(0, longestId),
    rank: rank ?? null,
    title: flatTitle(task.title, longestTitle),
    private: task.private,
    day: task.day,
    dayLabel: labels.day(task.day),
    project: nameOf(task.project),
    agents: [...task.agents],
    dropped: isDropped(task),
    humanHours: humanHours ?? null,
    aiMinutes: task.closing.aiMinutes,
    supervisoryMinutes: task.closing.supervisoryMinutes,
    leverageFactor: leverageFactor ?? null,
    supervisoryLeverageFactor: supervisoryLeverageFactor ?? null,
  };
}

function recordsView(history: History, today: string, labels: PeriodLabels): RecordsView {
  const { periods, tasks } = history.book(today);
  return {
    periods: periods.map(({ unit, measure, period, value, ties, current }) => ({
      unit,
      measure,
      holder: { from: period.from, to: period.to, label: labels.period(period), value, ties, current },
    })),
    tasks: tasks.map(({ measure, value, ties, indexed }) => ({
      measure,
      value,
      ties,
      task: leaderView(indexed, undefined, labels),
    })),
  };
}
