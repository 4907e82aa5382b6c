import Papa from 'papaparse';
import type { DayRecord, RecordRow } from '../../record/dayRecord';
import { formatFactor, formatHours } from '../../figures/format';
import { countedHours, isDropped } from '../../task/countedHours';
import { totalTokens } from '../../task/tokens';
import { guardFormula } from '../csvCells';
import { estimateColumns } from '../template/estimateColumns';
import { publishedRecord, type ExportOptions } from './publishedRecord';
import { headingOf, type RecordColumn } from '../recordColumns';

const columns: readonly RecordColumn[] = [
  'number',
  'title',
  'hours',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
  'tokens',
  'lowHours',
  'highHours',
  'day',
  'project',
  'private',
];
const evidenceHeadings = ['AI Evidence', 'Sup. Evidence', 'Tokens Evidence'];

/**
 * The task logs of days for a spreadsheet (RFC 4180): plain numbers, hours and whole minutes, factors to two decimals,
 * after the mark by which Excel recognises UTF-8.
 */
export function writeCsvOfDays(records: readonly DayRecord[], options: ExportOptions): string {
  const published = records.map((record) => publishedRecord(record, options));
  const further = estimateColumns(published.flatMap(({ rows }) => rows.map(({ task }) => task)));
  const lines = published.flatMap(({ rows, day }) =>
    rows.map((row) => [...cells(row, day), ...further.map(({ cell }) => cell(row.task))].map(guardFormula)),
  );
  const headings = [...columns.map(headingOf), ...evidenceHeadings, ...further.map(({ heading }) => heading)];
  return `\uFEFF${Papa.unparse([headings, ...lines], { newline: '\r\n' })}\r\n`;
}

export function writeCsv(record: DayRecord, options: ExportOptions): string {
  return writeCsvOfDays([record], options);
}

function cells(
  { number, task, leverageFactor, supervisoryLeverageFactor }: RecordRow,
  day: string,
): string[] {
  const { estimate, closing } = task;
  const hours = (value: number | undefined) => (value === undefined ? '' : formatHours(value));
  return [
    String(number),
    task.title,
    hours(countedHours(task)),
    String(closing.aiMinutes),
    String(closing.supervisoryMinutes),
    factor(leverageFactor),
    factor(supervisoryLeverageFactor),
    closing.tokens ? String(totalTokens(closing.tokens)) : '',
    hours(isDropped(task) ? undefined : estimate?.lowHours),
    hours(isDropped(task) ? undefined : estimate?.highHours),
    day,
    task.project ?? '',
    task.private ? 'yes' : 'no',
    closing.aiEvidence,
    closing.supervisionEvidence,
    closing.tokensEvidence ?? '',
  ];
}

function factor(exact: number | undefined): string {
  return exact === undefined ? '' : formatFactor(exact, 2).slice(0, -1);
}
