import * as l10n from '@vscode/l10n';
import type { ImportedRow } from '../../../core/exchange/importedRow';
import type { ImportPlan, PlannedRow } from '../../../core/exchange/importing/planImport';
import { formatCount, formatHours, formatMinutes } from '../../../core/figures/format';

/** A Markdown preview of an import, line by line. */
export function importReport(plan: ImportPlan, fileName: string): string {
  const { rows, alreadyThere, differing, deleted, unreadable, warnings, notes } = plan;
  return [
    `# ${l10n.t('Import of {0}', fileName)}`,
    '',
    ...countLines(plan).map((line) => `- ${line}`),
    '',
    ...section(l10n.t('How the file was read'), notes),
    ...section(l10n.t('Warnings'), warnings),
    ...section(
      l10n.t("Rows that can't be read"),
      unreadable.map(({ line, reason }) => l10n.t('Line {0}: {1}', line, reason)),
    ),
    ...daysOf(rows).flatMap(([day, ofDay]) => section(dayHeading(day, ofDay.length), ofDay.map(rowText))),
    ...section(l10n.t('Different in the record'), differing.map(placeOf)),
    ...section(l10n.t('Already in the record'), alreadyThere.map(placeOf)),
    ...section(l10n.t('Imported before, then deleted'), deleted.map(placeOf)),
  ].join('\n');
}

function countLines({ rows, alreadyThere, differing, deleted, unreadable }: ImportPlan): readonly string[] {
  return [
    rows.length === 1 ? l10n.t('1 task to add') : l10n.t('{0} tasks to add', formatCount(rows.length)),
    alreadyThere.length === 1
      ? l10n.t('1 task already in the record')
      : l10n.t('{0} tasks already in the record', formatCount(alreadyThere.length)),
    ...(differing.length > 0 ? [differingText(differing.length)] : []),
    ...(deleted.length > 0 ? [deletedText(deleted.length)] : []),
    unreadable.length === 1
      ? l10n.t("1 row that can't be read")
      : l10n.t("{0} rows that can't be read", formatCount(unreadable.length)),
  ];
}

function differingText(tasks: number): string {
  return tasks === 1
    ? l10n.t('1 task with different figures in the record')
    : l10n.t('{0} tasks with different figures in the record', formatCount(tasks));
}

function deletedText(tasks: number): string {
  return tasks === 1
    ? l10n.t('1 task imported before, then deleted')
    : l10n.t('{0} tasks imported before, then deleted', formatCount(tasks));
}

function dayHeading(day: string, tasks: number): string {
  return tasks === 1
    ? l10n.t('{0}: 1 task to add', day)
    : l10n.t('{0}: {1} tasks to add', day, formatCount(tasks));
}

function placeOf({ line, day, title }: ImportedRow): string {
  return l10n.t('Line {0}: {1}', line, `${day} ${title}`);
}

/** Of each section: an editor can't show a document of any length. */
const mostShown = 1_000;

function section(heading: string, lines: readonly string[]): string[] {
  const more = lines.length - mostShown;
  const shown = lines.slice(0, mostShown).map((line) => `- ${line}`);
  return lines.length === 0
    ? []
    : [
        `## ${heading}`,
        '',
        ...shown,
        ...(more > 0 ? [`- ${l10n.t('{0} more', formatCount(more))}`] : []),
        '',
      ];
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
  const [ai, supervision] = [formatMinutes(aiMinutes), formatMinutes(supervisoryMinutes)];
  return estimate === undefined
    ? l10n.t('{0} (no estimate, AI {1}, supervision {2})', title, ai, supervision)
    : l10n.t('{0} ({1}, AI {2}, supervision {3})', title, `${formatHours(estimate.hours)}h`, ai, supervision);
}
