import Papa from 'papaparse';
import type { DayRecord, RecordRow } from '../../record/dayRecord';
import { formatFactor, formatHours } from '../../figures/format';
import { totalTokens } from '../../task/tokens';
import { guardFormula } from '../csvCells';
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
  const lines = records.flatMap((record) => {
    const { rows, day } = publishedRecord(record, options);
    return rows.map((row) => cells(row, day).map(guardFormula));
  });
  const headings = [...columns.map(headingOf), ...evidenceHeadings];
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
    hours(estimate?.hours),
    String(closing.aiMinutes),
    String(closing.supervisoryMinutes),
    factor(leverageFactor),
    factor(supervisoryLeverageFactor),
    closing.tokens ? String(totalTokens(closing.tokens)) : '',
    hours(estimate?.lowHours),
    hours(estimate?.highHours),
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
