import { dayTotals, type DayTotals, type RecordRow } from '../../record/dayRecord';
import { countedHours } from '../../task/countedHours';
import type { Figure } from './finding';

export function totalsOf(rows: readonly RecordRow[]): DayTotals {
  return dayTotals(rows.map((row) => row.task));
}

/** The hours that a row counts: none without an estimate or if its work was dropped. */
export function countedHoursOf({ task }: RecordRow): number {
  return countedHours(task) ?? 0;
}

export function numbersOf(rows: readonly RecordRow[]): number[] {
  return rows.map((row) => row.number);
}

/** The sums of some rows as figures; without rows, of all. */
export function sumFigures(totals: DayTotals, rows?: readonly RecordRow[]): Figure[] {
  const { tasks, humanHours, aiMinutes, supervisoryMinutes, leverageFactor, supervisoryLeverageFactor } =
    totals;
  const of = rows === undefined ? {} : { rows: numbersOf(rows) };
  return [
    { measure: 'tasks', value: tasks, ...of },
    { measure: 'humanHours', value: humanHours, ...of },
    { measure: 'aiMinutes', value: aiMinutes, ...of },
    { measure: 'supervisoryMinutes', value: supervisoryMinutes, ...of },
    ...(leverageFactor === undefined
      ? []
      : [{ measure: 'leverageFactor', value: leverageFactor, ...of } as const]),
    ...(supervisoryLeverageFactor === undefined
      ? []
      : [{ measure: 'supervisoryLeverageFactor', value: supervisoryLeverageFactor, ...of } as const]),
  ];
}

/** @returns undefined if there are none */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
