import { isDay } from '../day';
import { formatCount, formatHours } from '../format';
import type { RecordStore } from '../recordStore';
import { UserError } from '../userError';
import { dayInText } from './dayInText';
import type { ImportedRow, ImportOptions, ReadFile, UnreadableRow } from './importedRow';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { readMarkdown } from './readMarkdown';
import { taskIdOfKey } from './recordFile';

export type ExchangeFormat = 'markdown' | 'csv' | 'json';

export interface PlannedRow extends ImportedRow {
  readonly importKey: string;
}

/** A row whose task was imported before and is deleted. */
export interface DeletedRow extends ImportedRow {
  readonly taskId: string;
}

/** What an import would do; nothing has been changed. */
export interface ImportPlan {
  readonly format: ExchangeFormat;
  /** Rows to add. */
  readonly rows: readonly PlannedRow[];
  /** Rows that are in the record, also where they were changed since. */
  readonly alreadyThere: readonly ImportedRow[];
  /** Rows that were imported and deleted since, or whose import was undone: they come back only if the person says so. */
  readonly deleted: readonly DeletedRow[];
  readonly unreadable: readonly UnreadableRow[];
  readonly warnings: readonly string[];
}

/** The part of the record that says what is there. */
export type ExistingTasks = Pick<RecordStore, 'task' | 'taskByImportKey' | 'closedTasks'>;

const mostCharacters = 20_000_000;

/** @throws {UserError} if nothing in the file can be read as a record. */
export function planImport(
  text: string,
  fileName: string,
  options: ImportOptions,
  existing: ExistingTasks,
): ImportPlan {
  if (text.length > mostCharacters) {
    throw new UserError(
      `The file has more than ${formatCount(mostCharacters)} characters. Split it, then import the parts.`,
    );
  }
  if (text.trim() === '') {
    throw new UserError('The file is empty. Choose a file that holds a record.');
  }
  const format = formatOf(text, fileName);
  const file = readers[format](text);
  const namedDay = options.day ?? dayInText(fileName);
  const otherDay = namedDay ?? options.today;
  const warnings = [...file.warnings];
  if (namedDay === undefined && file.rows.some((row) => row.day === undefined)) {
    warnings.push(`The file names no day, so its tasks go to ${otherDay}.`);
  }
  const unreadable = [...file.unreadable];
  const rows: PlannedRow[] = [];
  const alreadyThere: ImportedRow[] = [];
  const deleted: DeletedRow[] = [];
  const find = finder(existing);
  for (const fileRow of file.rows) {
    const row = { ...fileRow, day: fileRow.day ?? otherDay };
    const problem = dayProblem(row.day, options.today);
    if (problem !== undefined) {
      unreadable.push({ line: row.line, reason: problem });
      continue;
    }
    const found = find(row);
    switch (found.kind) {
      case 'new':
        rows.push({ ...row, importKey: found.importKey });
        break;
      case 'there':
        alreadyThere.push(row);
        break;
      case 'deleted':
        deleted.push({ ...row, taskId: found.taskId });
    }
  }
  unreadable.sort((a, b) => a.line - b.line);
  return { format, rows, alreadyThere, deleted, unreadable, warnings };
}

const readers: Readonly<Record<ExchangeFormat, (text: string) => ReadFile>> = {
  markdown: readMarkdown,
  csv: readCsv,
  json: readJson,
};

function formatOf(text: string, fileName: string): ExchangeFormat {
  const extension = /\.([a-z]+)$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'json') {
    return 'json';
  }
  if (extension === 'csv' || extension === 'tsv') {
    return 'csv';
  }
  if (extension === 'md' || extension === 'markdown') {
    return 'markdown';
  }
  // Markdown may begin with a link, so a bracket alone says nothing.
  if (/^\uFEFF?\s*(?:\{|\[\s*[\]{])/.test(text)) {
    return 'json';
  }
  return /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|/mu.test(text) ? 'markdown' : 'csv';
}

function dayProblem(day: string, today: string): string | undefined {
  if (!isDay(day)) {
    return `“${day.slice(0, 40)}” is not a day. Write it as ${today}.`;
  }
  return day > today ? `${day} is still to come. The latest day is today, ${today}.` : undefined;
}

type Found =
  | { readonly kind: 'new'; readonly importKey: string }
  | { readonly kind: 'there' }
  | { readonly kind: 'deleted'; readonly taskId: string };

/**
 * Says of each row whether it is in the record. A task of our own JSON has a key of its own. A row of a table is known
 * by its day, title and figures and by how many equal rows came before it, so that equal rows of one file all come in,
 * and only once.
 */
function finder(existing: ExistingTasks): (row: ImportedRow) => Found {
  const taken = new Set<string>();
  const seen = new Map<string, number>();
  const there = new Map<string, Map<string, { readonly all: number; readonly fromTables: number }>>();

  function countsOn(day: string) {
    const known = there.get(day);
    if (known !== undefined) {
      return known;
    }
    const counts = new Map<string, { readonly all: number; readonly fromTables: number }>();
    for (const task of existing.closedTasks(day)) {
      const { aiMinutes, supervisoryMinutes } = task.closing;
      const identity = identityOf({
        day,
        title: task.title,
        estimate: task.estimate ?? undefined,
        aiMinutes,
        supervisoryMinutes,
      });
      const { all, fromTables } = counts.get(identity) ?? { all: 0, fromTables: 0 };
      const fromTable = task.importKey !== null && taskIdOfKey(task.importKey) === undefined;
      counts.set(identity, { all: all + 1, fromTables: fromTables + (fromTable ? 1 : 0) });
    }
    there.set(day, counts);
    return counts;
  }

  return (row) => {
    const identity = identityOf(row);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    const counts = countsOn(row.day).get(identity);
    const key = row.recorded?.key ?? `row:${before}:${identity}`;
    const ownId = taskIdOfKey(key);
    const imported = existing.taskByImportKey(key);
    const isThere =
      taken.has(key) ||
      (imported !== undefined && existing.task(imported.id) !== undefined) ||
      (ownId !== undefined && existing.task(ownId) !== undefined) ||
      // A task with a key of its own can only be the same as one that came from a table and so has none.
      before < ((row.recorded === undefined ? counts?.all : counts?.fromTables) ?? 0);
    taken.add(key);
    if (isThere) {
      return { kind: 'there' };
    }
    return imported === undefined
      ? { kind: 'new', importKey: key }
      : { kind: 'deleted', taskId: imported.id };
  };
}

function identityOf(
  row: Pick<ImportedRow, 'day' | 'title' | 'estimate' | 'aiMinutes' | 'supervisoryMinutes'>,
): string {
  const hours = row.estimate === undefined ? '' : formatHours(row.estimate.hours);
  return JSON.stringify([row.day, hours, row.aiMinutes, row.supervisoryMinutes, row.title]);
}
