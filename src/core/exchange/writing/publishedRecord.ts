import { dayRecord, type DayRecord } from '../../record/dayRecord';

export interface ExportOptions {
  /** Whether private tasks, and their share of the totals, are included. */
  readonly includePrivate: boolean;
}

/** The record as it leaves the machine; its totals count only the tasks in it. */
export function publishedRecord(record: DayRecord, { includePrivate }: ExportOptions): DayRecord {
  const tasks = record.rows.map((row) => row.task);
  // In ranked order, so that ties keep the order they have in the whole record.
  return includePrivate
    ? record
    : dayRecord(
        record.day,
        tasks.filter((task) => !task.private),
      );
}
