import { periodOf } from '../../findings/finding/period';
import { dayTotals, type DayRecord, type DayTotals } from '../../record/dayRecord';
import type { ClosedTask } from '../../task/task';

/** More bars than this can't be distinguished. */
const mostPeriods = 62;

export interface PeriodTotals {
  /** A day, the first day of a week, or a month. */
  readonly name: string;
  readonly totals: DayTotals;
}

/** Totals by day, or by week or month where there are too many days for a bar each. */
export function periodTotals(days: readonly DayRecord[]): {
  readonly unit: 'day' | 'week' | 'month';
  readonly periods: readonly PeriodTotals[];
} {
  const byDay = grouped(days, (day) => day);
  if (byDay.length <= mostPeriods) {
    return { unit: 'day', periods: byDay };
  }
  const byWeek = grouped(days, (day) => periodOf(day, 'week').from);
  return byWeek.length <= mostPeriods
    ? { unit: 'week', periods: byWeek }
    : { unit: 'month', periods: grouped(days, (day) => day.slice(0, 7)) };
}

function grouped(days: readonly DayRecord[], nameOf: (day: string) => string): readonly PeriodTotals[] {
  const groups = new Map<string, ClosedTask[]>();
  for (const { day, rows } of days) {
    const name = nameOf(day);
    const tasks = groups.get(name) ?? [];
    groups.set(name, tasks);
    rows.forEach(({ task }) => tasks.push(task));
  }
  return [...groups].map(([name, tasks]) => ({ name, totals: dayTotals(tasks) }));
}
