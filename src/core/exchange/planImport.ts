import { isDay } from '../day';
import { formatCount } from '../format';
import { UserError } from '../userError';
import { dayInText } from './dayInText';
import { findRows, type ExistingTasks } from './findRows';
import type { ImportedRow, ImportOptions, ReadFile, UnreadableRow } from './importedRow';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { readMarkdown } from './readMarkdown';

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
  const dated: ImportedRow[] = [];
  for (const fileRow of file.rows) {
    const row = { ...fileRow, day: fileRow.day ?? otherDay };
    const problem = dayProblem(row.day, options);
    if (problem === undefined) {
      dated.push(row);
    } else {
      unreadable.push({ line: row.line, reason: problem });
    }
  }
  unreadable.sort((a, b) => a.line - b.line);
  const found = findRows(dated, existing);
  return {
    format,
    rows: found.flatMap((each) => (each.kind === 'new' ? { ...each.row, importKey: each.importKey } : [])),
    alreadyThere: found.flatMap((each) => (each.kind === 'there' ? each.row : [])),
    deleted: found.flatMap((each) => (each.kind === 'deleted' ? { ...each.row, taskId: each.taskId } : [])),
    unreadable,
    warnings,
  };
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

function dayProblem(day: string, { today, latest = today }: ImportOptions): string | undefined {
  if (!isDay(day)) {
    return `“${day.slice(0, 40)}” is not a day. Write it as ${today}.`;
  }
  return day > latest ? `${day} is still to come. The latest day is today, ${today}.` : undefined;
}
