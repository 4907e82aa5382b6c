import type { ImportedRow } from '../../../core/exchange/importedRow';
import type { ImportPlan, PlannedRow } from '../../../core/exchange/planImport';
import { formatCount, formatHours, formatMinutes } from '../../../core/record/format';

/** `1 task`, `37 tasks`. */
export function countOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** What an import would do, line by line, as Markdown to be read before it is done. */
export function importReport(plan: ImportPlan, fileName: string): string {
  const { rows, alreadyThere, differing, deleted, unreadable, warnings, notes } = plan;
  return [
    `# Import of ${fileName}`,
    '',
    `- ${countOf(rows.length, 'task')} to add`,
    `- ${countOf(alreadyThere.length, 'task')} already in the record`,
    ...(differing.length > 0
      ? [`- ${countOf(differing.length, 'task')} with other figures than in the record`]
      : []),
    ...(deleted.length > 0 ? [`- ${countOf(deleted.length, 'task')} imported before and deleted since`] : []),
    `- ${countOf(unreadable.length, 'row')} that can't be read`,
    '',
    ...section('How the file was read', notes),
    ...section('Warnings', warnings),
    ...section(
      "Rows that can't be read",
      unreadable.map(({ line, reason }) => `Line ${line}: ${reason}`),
    ),
    ...daysOf(rows).flatMap(([day, ofDay]) =>
      section(`${day}: ${countOf(ofDay.length, 'task')} to add`, ofDay.map(rowText)),
    ),
    ...section('Differs from what is in the record', differing.map(placeOf)),
    ...section('Already in the record', alreadyThere.map(placeOf)),
    ...section('Imported before and deleted since', deleted.map(placeOf)),
  ].join('\n');
}

function placeOf({ line, day, title }: ImportedRow): string {
  return `Line ${line}: ${day} ${title}`;
}

/** Of each section; an editor shows no document of any length. */
const mostShown = 1_000;

function section(heading: string, lines: readonly string[]): string[] {
  const more = lines.length - mostShown;
  const shown = lines.slice(0, mostShown).map((line) => `- ${line}`);
  return lines.length === 0
    ? []
    : [`## ${heading}`, '', ...shown, ...(more > 0 ? [`- ${formatCount(more)} more`] : []), ''];
}

function daysOf(rows: readonly PlannedRow[]): [string, PlannedRow[]][] {
  const days = new Map<string, PlannedRow[]>();
  for (const row of rows) {
    const ofDay = days.get(row.day) ?? [];
    ofDay.push(row);
    days.set(row.day, ofDay);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function rowText({ title, estimate, aiMinutes, supervisoryMinutes }: PlannedRow): string {
  const hours = estimate === undefined ? 'no estimate' : `${formatHours(estimate.hours)}h`;
  return `${title} (${hours}, AI ${formatMinutes(aiMinutes)}, supervision ${formatMinutes(supervisoryMinutes)})`;
}
