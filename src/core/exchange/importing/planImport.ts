import * as l10n from '@vscode/l10n';
import { isDay } from '../../days/day';
import { dayInText } from '../table/dayInText';
import { findRows, type ExistingTasks } from './findRows';
import { inOneGo } from './inOneGo';
import type { FileRow, ImportedRow, ImportOptions, UnreadableRow } from '../importedRow';
import { readRecordFile, type ExchangeFormat, type RecordFile } from '../reading/readRecordFile';

export interface PlannedRow extends ImportedRow {
  readonly importKey: string;
}

/** A row whose task was imported before and is deleted, or is in the record with other figures. */
export interface RowOfTask extends ImportedRow {
  readonly taskId: string;
}

/** The effects of an import; nothing has been changed. */
export interface ImportPlan {
  readonly format: ExchangeFormat;
  /** Rows to add. */
  readonly rows: readonly PlannedRow[];
  /** Rows that are in the record unchanged. */
  readonly alreadyThere: readonly ImportedRow[];
  /** Rows that are in the record with other figures, replaced only if the user says so. */
  readonly differing: readonly RowOfTask[];
  /** Rows deleted since their import, or whose import was undone: they come back only if the user says so. */
  readonly deleted: readonly RowOfTask[];
  readonly unreadable: readonly UnreadableRow[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** @throws {UserError} if nothing in the file can be read as a record */
export function planImport(
  text: string,
  fileName: string,
  options: ImportOptions,
  existing: ExistingTasks,
): ImportPlan {
  return planOf(readRecordFile(text, fileName, options.columns), fileName, options, existing);
}

/** @returns whether rows of the file need a day that neither it nor its name gives */
export function needsDay(file: RecordFile, fileName: string): boolean {
  return file.rows.some((row) => row.day === undefined) && dayInText(fileName) === undefined;
}

/** The plan for a file that was read, in one go. */
function planOf(
  file: RecordFile,
  fileName: string,
  options: ImportOptions,
  existing: ExistingTasks,
): ImportPlan {
  return inOneGo(planSteps(file, fileName, options, existing));
}

/** The plan for a file that was read, worked out in steps of a few milliseconds. */
export function* planSteps(
  file: RecordFile,
  fileName: string,
  options: ImportOptions,
  existing: ExistingTasks,
): Generator<undefined, ImportPlan> {
  const namedDay = options.day ?? dayInText(fileName);
  const otherDay = namedDay ?? options.today;
  const warnings = [...file.warnings];
  if (namedDay === undefined && file.rows.some((row) => row.day === undefined)) {
    warnings.push(l10n.t("The file doesn't specify a day, so its tasks are added to {0}.", otherDay));
  }
  const unreadable = [...file.unreadable];
  const dated: ImportedRow[] = [];
  for (const fileRow of file.rows) {
    const row = datedRow(fileRow, otherDay, namedDay !== undefined);
    const problem = dayProblem(row.day, options);
    if (problem === undefined) {
      dated.push(row);
    } else {
      unreadable.push({ line: row.line, reason: problem });
    }
  }
  unreadable.sort((a, b) => a.line - b.line);
  const found = yield* findRows(dated, existing);
  return {
    format: file.format,
    rows: found.flatMap((each) => (each.kind === 'new' ? { ...each.row, importKey: each.importKey } : [])),
    alreadyThere: found.flatMap((each) => (each.kind === 'there' ? each.row : [])),
    differing: found.flatMap((each) => (each.kind === 'differs' ? { ...each.row, taskId: each.taskId } : [])),
    deleted: found.flatMap((each) => (each.kind === 'deleted' ? { ...each.row, taskId: each.taskId } : [])),
    unreadable,
    warnings,
    notes: file.notes,
  };
}

function datedRow(row: FileRow, otherDay: string, isNamed: boolean): ImportedRow {
  return row.day === undefined
    ? { ...row, day: otherDay, dayFrom: isNamed ? 'user' : 'today' }
    : { ...row, day: row.day, dayFrom: 'file' };
}

function dayProblem(day: string, { today, latest = today }: ImportOptions): string | undefined {
  if (!isDay(day)) {
    return l10n.t('“{0}” is not a day. Enter it as {1}.', day.slice(0, 40), today);
  }
  return day > latest
    ? l10n.t('{0} is in the future. The latest possible day is today, {1}.', day, today)
    : undefined;
}
