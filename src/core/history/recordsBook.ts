import { periodOf, type Period } from '../findings/finding/period';
import { averageOf } from '../record/dayRecord';
import { RunningTotals } from '../record/runningTotals';
import type { HistoryIndex, IndexedDay, IndexedTask } from './historyIndex';

export const recordUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type RecordUnit = (typeof recordUnits)[number];

export const periodMeasures = [
  'leverageFactor',
  'supervisoryLeverageFactor',
  'humanHours',
  'aiMinutes',
  'tasks',
] as const;
export type PeriodMeasure = (typeof periodMeasures)[number];

export const taskMeasures = [
  'leverageFactor',
  'supervisoryLeverageFactor',
  'humanHours',
  'aiMinutes',
] as const;
export type TaskMeasure = (typeof taskMeasures)[number];

/** The highest of its kind; the first that reached it is named. */
interface Highest {
  readonly value: number;
  /** How many others are exactly as high. */
  readonly ties: number;
}

export interface PeriodHighest extends Highest {
  readonly unit: RecordUnit;
  readonly measure: PeriodMeasure;
  readonly period: Period;
  /** It isn't over. */
  readonly current: boolean;
}

export interface TaskHighest extends Highest {
  readonly measure: TaskMeasure;
  readonly indexed: IndexedTask;
}

/** The highest days, weeks, months, quarters, years and tasks of the whole record. */
export interface RecordsBook {
  readonly periods: readonly PeriodHighest[];
  readonly tasks: readonly TaskHighest[];
}

/** Whatever was edited since, it is of the tasks as they are now. */
export function recordsBook(index: HistoryIndex, today: string): RecordsBook {
  const days = index.days();
  return {
    periods: recordUnits.flatMap((unit) => periodRecordsOf(unit, days, today)),
    tasks: taskMeasures.flatMap((measure) => taskRecordOf(measure, days)),
  };
}

function periodRecordsOf(
  unit: RecordUnit,
  days: readonly IndexedDay[],
  today: string,
): readonly PeriodHighest[] {
  const periods = sumsByPeriod(unit, days);
  return periodMeasures.flatMap((measure) => {
    const found = highestOf(periods, ({ sums }) => figureOf(sums, measure));
    return found === undefined
      ? []
      : [
          {
            unit,
            measure,
            period: found.of.period,
            current: found.of.period.to >= today,
            value: found.value,
            ties: found.ties,
          },
        ];
  });
}

interface PeriodOfSums {
  readonly period: Period;
  readonly sums: RunningTotals;
}

function sumsByPeriod(unit: RecordUnit, days: readonly IndexedDay[]): readonly PeriodOfSums[] {
  const periods: PeriodOfSums[] = [];
  for (const { day, totals } of days) {
    let last = periods.at(-1);
    if (last === undefined || day > last.period.to) {
      last = { period: periodOf(day, unit), sums: new RunningTotals() };
      periods.push(last);
    }
    last.sums.addSums(totals, totals.tasks);
  }
  return periods;
}

/** Nothing is a record that is 0. */
function figureOf(sums: RunningTotals, measure: PeriodMeasure): number | undefined {
  switch (measure) {
    case 'leverageFactor':
      return averageOf(sums.humanHours, sums.aiMinutes);
    case 'supervisoryLeverageFactor':
      return averageOf(sums.humanHours, sums.supervisoryMinutes);
    case 'humanHours':
    case 'aiMinutes':
    case 'tasks':
      return sums[measure];
  }
}

function taskRecordOf(measure: TaskMeasure, days: readonly IndexedDay[]): readonly TaskHighest[] {
  const tasks = days.flatMap((each) => each.tasks);
  const found = highestOf(tasks, (task) =>
    measure === 'aiMinutes' ? task.counted.aiMinutes : task[measure],
  );
  return found === undefined ? [] : [{ measure, indexed: found.of, value: found.value, ties: found.ties }];
}

function highestOf<Of>(
  all: readonly Of[],
  figure: (each: Of) => number | undefined,
): (Highest & { readonly of: Of }) | undefined {
  let found: (Highest & { readonly of: Of }) | undefined;
  for (const of of all) {
    const value = figure(of);
    if (value === undefined || value <= 0 || value < (found?.value ?? 0)) {
      continue;
    }
    found =
      found !== undefined && value === found.value
        ? { ...found, ties: found.ties + 1 }
        : { of, value, ties: 0 };
  }
  return found;
}
