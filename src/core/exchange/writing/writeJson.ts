import type { DayRecord, DayTotals } from '../../record/dayRecord';
import { publishedRecord, type ExportOptions } from './publishedRecord';
import { keyOfTask, recordFileFormat, recordFileVersion, type RecordedTask } from '../recordFile';
import type { ClosedTask } from '../../task/task';

/**
 * The day with everything that was recorded, for keeping and for moving to another machine.
 * @param scope what it covers, in sentences
 */
export function writeJson(record: DayRecord, options: ExportOptions, scope?: readonly string[]): string {
  const { day, rows, totals } = publishedRecord(record, options);
  const file = {
    format: recordFileFormat,
    version: recordFileVersion,
    day,
    ...(scope && { scope }),
    totals: jsonTotals(totals),
    tasks: rows.map((row) => ({
      ...recordedTask(row.task),
      leverageFactor: row.leverageFactor ?? null,
      supervisoryLeverageFactor: row.supervisoryLeverageFactor ?? null,
    })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Several days in one file, in the format of a single day's. */
export function writeJsonOfDays(
  records: readonly DayRecord[],
  options: ExportOptions,
  scope?: readonly string[],
): string {
  const published = records.map((record) => publishedRecord(record, options));
  const file = {
    format: recordFileFormat,
    version: recordFileVersion,
    ...(scope && { scope }),
    days: published.map(({ day, totals }) => ({ day, totals: jsonTotals(totals) })),
    tasks: published.flatMap(({ rows }) =>
      rows.map((row) => ({
        ...recordedTask(row.task),
        leverageFactor: row.leverageFactor ?? null,
        supervisoryLeverageFactor: row.supervisoryLeverageFactor ?? null,
      })),
    ),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Totals with null for absent figures, which JSON can express. */
export function jsonTotals(totals: DayTotals) {
  return {
    ...totals,
    tokens: totals.tokens ?? null,
    leverageFactor: totals.leverageFactor ?? null,
    supervisoryLeverageFactor: totals.supervisoryLeverageFactor ?? null,
  };
}

function recordedTask(task: ClosedTask): RecordedTask {
  const { title, startedAt, project, branch, category, workstream } = task;
  const { estimate, closing, outcome, proposed, realEffort } = task;
  return {
    key: task.importKey ?? keyOfTask(task.id),
    title,
    startedAt,
    project,
    branch,
    category,
    workstream,
    private: task.private,
    estimate,
    closing,
    outcome,
    proposed,
    realEffort,
  };
}
