import type { RowView } from '../../src/core/page/protocol';
import { logColumns, type ColumnId } from './columns';

export interface SortOrder {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

export const recordOrder: SortOrder = { column: 'factor', direction: 'descending' };

const ascendingFirst: readonly ColumnId[] = ['number', 'title', 'category', 'workstream'];

const titles = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in the given order; absent values come last in either direction, and ties keep their rank. */
export function sortRows(rows: readonly RowView[], order: SortOrder): readonly RowView[] {
  const value = logColumns.find((column) => column.id === order.column)?.value;
  if (!value) {
    return rows;
  }
  const sign = order.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => compare(value(a), value(b), sign) || a.number - b.number);
}

/** The order after a click on a heading: figures start with the largest, text and rank with the first. */
export function nextOrder(current: SortOrder, column: ColumnId): SortOrder {
  if (current.column === column) {
    return { column, direction: current.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  return { column, direction: ascendingFirst.includes(column) ? 'ascending' : 'descending' };
}

function compare(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  if (typeof a === 'string' || typeof b === 'string') {
    return sign * titles.compare(String(a), String(b));
  }
  return sign * (a - b);
}
