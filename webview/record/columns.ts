import { countedHours } from '../../src/core/task/countedHours';
import * as l10n from '@vscode/l10n';
import type { RowView } from '../../src/core/page/protocol';
import { groupings, type Grouping } from '../../src/core/task/grouping';
import type { EditableField } from '../../src/core/typed/editableField';

export const columnIds = [
  'number',
  'title',
  'category',
  'workstream',
  'estimate',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface LogColumn {
  readonly id: ColumnId;
  readonly heading: () => string;
  /** The heading in full, for screen readers and tooltips. */
  readonly meaning: () => string;
  /** The field to edit in its cells; undefined if they are computed. */
  readonly field: EditableField | undefined;
  /** The value to sort by; null comes last in either direction. */
  readonly value: (row: RowView) => number | string | null;
}

/** All columns; those of category and workstream are shown only where a row has one. */
export const logColumns: readonly LogColumn[] = [
  {
    id: 'number',
    heading: () => '#',
    meaning: () => l10n.t('Rank by leverage factor'),
    field: undefined,
    value: (row) => row.number,
  },
  {
    id: 'title',
    heading: () => l10n.t('Task'),
    meaning: () => l10n.t('Task'),
    field: 'title',
    value: (row) => row.title,
  },
  {
    id: 'category',
    heading: () => l10n.t('Category'),
    meaning: () => l10n.t('Category'),
    field: undefined,
    value: (row) => row.category,
  },
  {
    id: 'workstream',
    heading: () => l10n.t('Workstream'),
    meaning: () => l10n.t('Workstream'),
    field: undefined,
    value: (row) => row.workstream,
  },
  {
    id: 'estimate',
    heading: () => l10n.t('Human Est.'),
    meaning: () => l10n.t('Human estimate, hours'),
    field: 'estimate',
    value: (row) => countedHours(row) ?? null,
  },
  {
    id: 'aiMinutes',
    heading: () => l10n.t('AI'),
    meaning: () => l10n.t('AI minutes'),
    field: 'aiMinutes',
    value: (row) => row.aiMinutes,
  },
  {
    id: 'supervisoryMinutes',
    heading: () => l10n.t('Sup.'),
    meaning: () => l10n.t('Supervisory minutes'),
    field: 'supervisoryMinutes',
    value: (row) => row.supervisoryMinutes,
  },
  {
    id: 'factor',
    heading: () => l10n.t('Factor'),
    meaning: () => l10n.t('Leverage factor'),
    field: undefined,
    value: (row) => row.leverageFactor,
  },
  {
    id: 'supervisoryFactor',
    heading: () => l10n.t('Sup. Factor'),
    meaning: () => l10n.t('Supervisory leverage factor'),
    field: undefined,
    value: (row) => row.supervisoryLeverageFactor,
  },
];

/** The columns that the rows fill. */
export function shownColumns(rows: readonly RowView[]): readonly LogColumn[] {
  return logColumns.filter(({ id }) => !isGrouping(id) || rows.some((row) => row[id] !== null));
}

/** Whether its cells hold a category or workstream. */
export function isGrouping(column: string): column is Grouping {
  return groupings.some((each) => each === column);
}

/** The one before, if it is no other: rows are drawn again only for another list of columns. */
export function sameOr(before: readonly LogColumn[], now: readonly LogColumn[]): readonly LogColumn[] {
  return before.length === now.length && before.every((column, index) => column === now[index])
    ? before
    : now;
}

/** The title's for a field without a column. */
export function columnOf(field: EditableField): ColumnId {
  return logColumns.find((column) => column.field === field)?.id ?? 'title';
}
