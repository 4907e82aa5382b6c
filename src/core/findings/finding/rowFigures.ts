import type { DayTotals, RecordRow } from '../../record/dayRecord';
import type { Figure } from './finding';

/** The hours that a row counts: none without an estimate or if its work was dropped. */
export function countedHoursOf({ counted }: RecordRow): number {
  return counted.humanHours;
}

/** The factors of those that have one. */
export function factorsIn(rows: readonly RecordRow[]): number[] {
  return rows.map(({ leverageFactor }) => leverageFactor).filter((factor) => factor !== undefined);
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
  // Numbers that are known to be some are sorted without being compared by a function, which takes a tenth of the time.
  const sorted = Float64Array.from(values).sort();
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
