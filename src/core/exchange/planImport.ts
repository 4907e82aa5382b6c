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

/** What an import would do; nothing has been changed. */
export interface ImportPlan {
  readonly format: ExchangeFormat;
  /** Rows to add. */
  readonly rows: readonly PlannedRow[];
  /** Rows that are in the record, or were and have been deleted or changed since. */
  readonly alreadyThere: readonly ImportedRow[];
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
  const keyOf = keysOf(existing);
  for (const fileRow of file.rows) {
    const row = { ...fileRow, day: fileRow.day ?? otherDay };
    const problem = dayProblem(row.day, options.today);
    if (problem !== undefined) {
      unreadable.push({ line: row.line, reason: problem });
      continue;
    }
    const importKey = keyOf(row);
    if (importKey === undefined) {
      alreadyThere.push(row);
    } else {
      rows.push({ ...row, importKey });
    }
  }
  unreadable.sort((a, b) => a.line - b.line);
  return { format, rows, alreadyThere, unreadable, warnings };
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

/**
 * Gives each row its import key, or undefined where it is in the record. A task of our own JSON has a key of its own.
 * A row of a table is known by its day, title and figures and by how many equal rows came before it, so that equal
 * rows of one file all come in, and only once.
 */
function keysOf(existing: ExistingTasks): (row: ImportedRow) => string | undefined {
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
    const known =
      taken.has(key) ||
      existing.taskByImportKey(key) !== undefined ||
      (ownId !== undefined && existing.task(ownId) !== undefined) ||
      // A task with a key of its own can only be the same as one that came from a table and so has none.
      before < ((row.recorded === undefined ? counts?.all : counts?.fromTables) ?? 0);
    taken.add(key);
    return known ? undefined : key;
  };
}

function identityOf(
  row: Pick<ImportedRow, 'day' | 'title' | 'estimate' | 'aiMinutes' | 'supervisoryMinutes'>,
): string {
  const hours = row.estimate === undefined ? '' : formatHours(row.estimate.hours);
  return JSON.stringify([row.day, hours, row.aiMinutes, row.supervisoryMinutes, row.title]);
}
