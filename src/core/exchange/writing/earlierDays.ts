import { dayTotals } from '../../record/dayRecord';
import type { DaySums, RecordStore } from '../../record/recordStore';
import type { ExportOptions } from './publishedRecord';

/**
 * Sums of the published tasks of the days before one: what an analysis may compare a published day with.
 * Leaving out private tasks reads each of those days.
 */
export function earlierDays(
  store: Pick<RecordStore, 'daySums' | 'closedTasks'>,
  day: string,
  { includePrivate }: ExportOptions,
): readonly DaySums[] {
  const days = store.daySums(day);
  return includePrivate
    ? days
    : days.map((each) => {
        const totals = dayTotals(store.closedTasks(each.day).filter((task) => !task.private));
        return { ...totals, day: each.day, tokens: totals.tokens ?? 0 };
      });
}
