import type { HistoryIndex } from './historyIndex';
import { within, type PassingDay } from './passing';
import { totalsOfSums, type DayTotals } from '../record/dayRecord';
import { RunningTotals } from '../record/runningTotals';

/** The recorded days of a year. */
export interface CalendarYear {
  readonly year: number;
  /** Those that have a record, ascending. */
  readonly years: readonly number[];
  /** With the sums of what passes; a recorded day stays without any of it. */
  readonly days: readonly { readonly day: string; readonly totals: DayTotals }[];
}

export function calendarYear(
  index: HistoryIndex,
  passing: readonly PassingDay[],
  year: number,
): CalendarYear {
  const digits = String(year).padStart(4, '0');
  return {
    year,
    years: [...new Set(index.days().map(({ day }) => Number(day.slice(0, 4))))],
    days: within(passing, { from: `${digits}-01-01`, to: `${digits}-12-31` }).map(({ day, tasks }) => {
      const sums = new RunningTotals();
      tasks.forEach(({ counted }) => sums.add(counted));
      return { day, totals: totalsOfSums(sums) };
    }),
  };
}
