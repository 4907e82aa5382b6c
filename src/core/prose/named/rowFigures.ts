import { averageOf, dayTotals, type DayTotals, type RecordRow } from '../../record/dayRecord';
import { countedHours } from '../../task/countedHours';
import { largest, smallest } from '../../figures/extremes';
import type { DaySums } from '../../record/recordStore';
import type { Unit } from '../text/quantities';

export type Metric =
  'leverage' | 'supervisory' | 'humanHours' | 'aiMinutes' | 'supervisoryMinutes' | 'tokens' | 'tasks';

/** What a figure can be about: rows of the day, all of them, or another recorded day. */
export interface Subject {
  readonly rows: readonly RecordRow[];
  /** Another day; its rows aren't known, only its sums. */
  readonly otherDay?: string;
  readonly totals: DayTotals;
}

export function subjectOf(rows: readonly RecordRow[]): Subject {
  return { rows, totals: dayTotals(rows.map(({ task }) => task)) };
}

export function subjectOfDay(sums: DaySums): Subject {
  return {
    rows: [],
    otherDay: sums.day,
    totals: {
      ...sums,
      leverageFactor: averageOf(sums.humanHours, sums.aiMinutes),
      supervisoryLeverageFactor: averageOf(sums.humanHours, sums.supervisoryMinutes),
    },
  };
}

/** The sum, or the ratio of sums; undefined if there is none. */
export function sumFigureOf({ totals }: Pick<Subject, 'totals'>, metric: Metric): number | undefined {
  switch (metric) {
    case 'leverage':
      return totals.leverageFactor;
    case 'supervisory':
      return totals.supervisoryLeverageFactor;
    default:
      return totals[metric];
  }
}

/** The figure of one row. */
export function figureOf(row: RecordRow, metric: Metric): number | undefined {
  switch (metric) {
    case 'leverage':
      return row.leverageFactor;
    case 'supervisory':
      return row.supervisoryLeverageFactor;
    case 'humanHours':
      return countedHours(row.task);
    case 'aiMinutes':
      return row.task.closing.aiMinutes;
    case 'supervisoryMinutes':
      return row.task.closing.supervisoryMinutes;
    case 'tokens':
    case 'tasks':
      return undefined;
  }
}

export function figuresOf(rows: readonly RecordRow[], metric: Metric): number[] {
  return rows.flatMap((row) => figureOf(row, metric) ?? []);
}

export function middleOf(figures: readonly number[]): number | undefined {
  const sorted = figures.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

export function meanOf(figures: readonly number[]): number | undefined {
  return figures.length === 0 ? undefined : figures.reduce((sum, each) => sum + each, 0) / figures.length;
}

/** Rows that hold the extreme of a metric, ties included. */
export function extremeRows(rows: readonly RecordRow[], metric: Metric, end: 'most' | 'least'): RecordRow[] {
  const figures = figuresOf(rows, metric);
  const extreme = end === 'most' ? largest(figures) : smallest(figures);
  return rows.filter((row) => figureOf(row, metric) === extreme);
}

/** The rows of one set that are in another. */
export function sharedRows(one: readonly RecordRow[], other: readonly RecordRow[]): RecordRow[] {
  const those = new Set(other);
  return one.filter((row) => those.has(row));
}

/** The rows but those. */
export function otherRows(rows: readonly RecordRow[], those: readonly RecordRow[]): RecordRow[] {
  const left = new Set(those);
  return rows.filter((row) => !left.has(row));
}

/** The record's figure in the unit of a text's: minutes of AI time in hours, hours in 40-hour weeks. */
export function inUnit(figure: number, metric: Metric, unit: Unit | undefined): number | undefined {
  const isMinutes = metric === 'aiMinutes' || metric === 'supervisoryMinutes';
  const isHours = metric === 'humanHours';
  switch (unit) {
    case 'factor':
    case 'points':
      return metric === 'leverage' || metric === 'supervisory' ? figure : undefined;
    case 'minutes':
    case 'duration':
      return isMinutes ? figure : isHours ? figure * 60 : undefined;
    case 'hours':
      return isHours ? figure : isMinutes ? figure / 60 : undefined;
    case 'weeks':
      return isHours ? figure / 40 : isMinutes ? figure / 2400 : undefined;
    case 'workdays':
      return isHours ? figure / 8 : isMinutes ? figure / 480 : undefined;
    case 'tokens':
      return metric === 'tokens' ? figure : undefined;
    case undefined:
      return figure;
    default:
      return undefined;
  }
}
