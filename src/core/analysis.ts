import type { DayRecord } from './dayRecord';
import type { DaySums } from './recordStore';

/** @param earlier sums of every recorded day before this one, ascending. */
export function analysis(record: DayRecord, earlier: readonly DaySums[]): string[] {
  return record.rows.length === 0 || earlier.length < 0 ? [] : [];
}
