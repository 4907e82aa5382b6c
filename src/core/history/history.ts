import type { DayTotals } from '../record/dayRecord';
import { timeSeries, type TimeSeries } from './buckets';
import { calendarYear, type CalendarYear } from './calendarYear';
import { comparedRanges, type ComparedRanges } from './comparison';
import type { HistoryIndex, IndexedTask } from './historyIndex';
import { type HistoryDimension, type HistoryQuestion, type LeaderMeasure } from './historyQuery';
import { Leaderboard, sortedBy } from './leaderboard';
import { keptOf } from './keptOf';
import { passingDays, totalsOfDays, within, type PassingDay } from './passing';
import { recordsBook, type RecordsBook } from './recordsBook';
import { ofDimensions, tally, type Tally } from './tally';
import { timeframeOf, type RecordBounds, type Timeframe } from './timeframe';

/** The sums of this period so far and of the one before, where there is one to compare with. */
export type Comparison =
  | (Extract<ComparedRanges, { kind: 'compared' }> & {
      readonly sumsEarlier: DayTotals;
      readonly sumsNow: DayTotals;
    })
  | Exclude<ComparedRanges, { kind: 'compared' }>;

/** What there is to see of a timeframe. */
export interface HistoryAnswer extends Tally {
  readonly recorded: RecordBounds | undefined;
  readonly timeframe: Timeframe;
  readonly totals: DayTotals;
  /** Days with at least one of the tasks. */
  readonly recordedDays: number;
  readonly comparison: Comparison;
  readonly series: TimeSeries;
  readonly leaderboard: Leaderboard;
  readonly calendar: CalendarYear;
}

/** Answers questions about an index, and keeps what doesn't change with the question. */
export class History {
  private readonly sorted: Readonly<Record<LeaderMeasure, () => readonly IndexedTask[]>>;
  private readonly bookOf: (today: string) => RecordsBook;
  private readonly namesOf: () => Readonly<Record<HistoryDimension, readonly (string | null)[]>>;

  constructor(private readonly index: HistoryIndex) {
    const sortedOnce = (by: LeaderMeasure) => keptOf(index, () => sortedBy(index.days(), by));
    this.sorted = {
      leverageFactor: sortedOnce('leverageFactor'),
      supervisoryLeverageFactor: sortedOnce('supervisoryLeverageFactor'),
      humanHours: sortedOnce('humanHours'),
    };
    this.bookOf = keptOf(index, (today: string) => recordsBook(index, today));
    this.namesOf = keptOf(index, () => namesByCount(index));
  }

  /** @param today the local day around now */
  answer(question: HistoryQuestion, today: string): HistoryAnswer {
    const { index } = this;
    const recorded = recordedOf(index);
    const timeframe = timeframeOf(question, today, recorded);
    const passing = passingDays(index, question);
    const { period } = timeframe;
    const days = within(passing, period);
    return {
      recorded,
      timeframe,
      totals: totalsOfDays(days),
      recordedDays: days.filter(({ tasks }) => tasks.length > 0).length,
      comparison: compared(comparedRanges(period, question.timeframe === 'all', today, recorded), passing),
      series: timeSeries(period, days, today, recorded),
      ...tally(index, days),
      leaderboard: this.leaderboardOf(days, question),
      calendar: calendarYear(index, passing, question.calendarYear ?? Number(period.to.slice(0, 4))),
    };
  }

  /** @returns undefined if nothing is recorded */
  recorded(): RecordBounds | undefined {
    return recordedOf(this.index);
  }

  /** What of an answer takes no figures. */
  timeframe(question: HistoryQuestion, today: string): Timeframe {
    return timeframeOf(question, today, this.recorded());
  }

  /** The leaderboard alone. */
  leaderboard(question: HistoryQuestion, today: string): Leaderboard {
    const { period } = this.timeframe(question, today);
    return this.leaderboardOf(within(passingDays(this.index, question), period), question);
  }

  /** The book of records of everything, whatever is asked about. */
  book(today: string): RecordsBook {
    return this.bookOf(today);
  }

  /** All names on record, by how many tasks have them. */
  names(): Readonly<Record<HistoryDimension, readonly (string | null)[]>> {
    return this.namesOf();
  }

  private leaderboardOf(days: readonly PassingDay[], question: HistoryQuestion): Leaderboard {
    const { by, order } = question.leaderboard;
    return new Leaderboard(this.sorted[by](), days, by, order);
  }
}

function recordedOf(index: HistoryIndex): RecordBounds | undefined {
  const days = index.days();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? undefined : { began: first.day, last: last.day };
}

function compared(ranges: ComparedRanges, passing: readonly PassingDay[]): Comparison {
  return ranges.kind === 'compared'
    ? {
        ...ranges,
        sumsEarlier: totalsOfDays(within(passing, ranges.earlier)),
        sumsNow: totalsOfDays(within(passing, ranges.now)),
      }
    : ranges;
}

function namesByCount(index: HistoryIndex): Readonly<Record<HistoryDimension, readonly (string | null)[]>> {
  return ofDimensions((dimension, at) => {
    const table = index.tables[dimension];
    const counts = new Uint32Array(table.size);
    for (const { tasks } of index.days()) {
      for (const { names } of tasks) {
        for (const number of names[at] ?? []) {
          counts[number] = (counts[number] ?? 0) + 1;
        }
      }
    }
    return [...counts.keys()]
      .filter((number) => (counts[number] ?? 0) > 0)
      .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
      .map((number) => table.nameOf(number));
  });
}
