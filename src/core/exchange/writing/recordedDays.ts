import { dayRecord, type DayRecord } from '../../record/dayRecord';
import type { RecordStore } from '../../record/recordStore';

export interface DaySelection {
  /** First and last day; undefined if unbounded. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Only tasks of this project. */
  readonly project: string | undefined;
}

/** The recorded days of a selection that have matching tasks, earliest first. */
export function recordedDays(
  store: Pick<RecordStore, 'daySums' | 'closedTasks'>,
  { from, to, project }: DaySelection,
): readonly DayRecord[] {
  return store
    .daySums()
    .filter(({ day }) => (from === undefined || day >= from) && (to === undefined || day <= to))
    .map(({ day }) => {
      const tasks = store.closedTasks(day);
      return dayRecord(day, project === undefined ? tasks : tasks.filter((task) => task.project === project));
    })
    .filter(({ rows }) => rows.length > 0);
}
