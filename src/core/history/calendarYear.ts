import type { HistoryIndex } from './historyIndex';
import { within, type PassingDay } from './passing';

/** The recorded days of a year. */
export interface CalendarYear {
  readonly year: number;
  /** Those that have a record, ascending. */
  readonly years: readonly number[];
  /** With the sums of what passes; a recorded day stays without any of it. */
  readonly days: readonly PassingDay[];
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
    days: within(passing, { from: `${digits}-01-01`, to: `${digits}-12-31` }),
  };
}
