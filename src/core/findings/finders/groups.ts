import { largest, smallest } from '../../figures/extremes';
import { type DayTotals, type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { formatAverage, formatCount } from '../../figures/format';
import type { ClosedTask } from '../../task/task';
import type { Texts } from '../../texts/texts';
import { factorsIn, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder, PeriodRecord } from '../finding/finding';
import { named, sumsText } from '../words/sentenceParts';

const mostGroups = 8;

/** Rows that have something in common. */
export interface Group {
  readonly name: string;
  readonly rows: readonly RecordRow[];
}

/** Rows by a key, those with the most hours first. @param keyOf null: in no group */
export function groupsBy(rows: readonly RecordRow[], keyOf: (task: ClosedTask) => string | null): Group[] {
  const byName = new Map<string, RecordRow[]>();
  for (const row of rows) {
    const name = keyOf(row.task);
    if (name !== null) {
      const group = byName.get(name);
      if (group === undefined) {
        byName.set(name, [row]);
      } else {
        group.push(row);
      }
    }
  }
  const hours = new Map<string, number>();
  for (const [name, group] of byName) {
    hours.set(name, totalsOfRows(group).humanHours);
  }
  return [...byName]
    .map(([name, group]) => ({ name, rows: group }))
    .sort((a, b) => (hours.get(b.name) ?? 0) - (hours.get(a.name) ?? 0));
}

export const workstreams: Finder = ({ record, l10n }) => groupsOf('workstream', record, l10n);

export const categories: Finder = ({ record, l10n }) => groupsOf('category', record, l10n);

/** Sums and range of a group of tasks, as a clause. */
export function groupText(totals: DayTotals, rows: readonly RecordRow[], l10n: Texts): string {
  const sums = sumsText(totals, l10n);
  const factors = factorsIn(rows);
  if (rows.length < 2 || factors.length < rows.length) {
    return sums;
  }
  const [low, high] = [formatAverage(smallest(factors)), formatAverage(largest(factors))];
  if (low !== high) {
    return l10n.t('{0}, single tasks from {1} to {2}', sums, low, high);
  }
  return smallest(factors) === largest(factors) ? l10n.t('{0}, each task at {1}', sums, low) : sums;
}

function groupsOf(of: 'workstream' | 'category', { rows }: PeriodRecord, l10n: Texts): ReturnType<Finder> {
  const groups = groupsBy(rows, (task) => task[of]);
  const largest = groups.filter((group) => group.rows.length > 1).slice(0, mostGroups);
  if (largest.length === 0 || (groups.length === 1 && groups[0]?.rows.length === rows.length)) {
    return undefined;
  }
  const all = largest.flatMap((group) => group.rows);
  const others = rows.length - all.length;
  return {
    sentences: [
      ...largest.map((group, index) => {
        const figures = [
          named(group.name),
          formatCount(group.rows.length),
          groupText(totalsOfRows(group.rows), group.rows, l10n),
        ];
        if (index > 0) {
          return l10n.t('{0} has {1} tasks: {2}.', ...figures);
        }
        return of === 'workstream'
          ? l10n.t('The workstream {0} has {1} tasks: {2}.', ...figures)
          : l10n.t('The category {0} has {1} tasks: {2}.', ...figures);
      }),
      ...(others === 0 ? [] : [othersText(of, others, l10n)]),
    ],
    figures: largest.flatMap((group) => sumFigures(totalsOfRows(group.rows), group.rows)),
    rows: numbersOf(all),
  };
}

function othersText(of: 'workstream' | 'category', others: number, l10n: Texts): string {
  const count = formatCount(others);
  if (of === 'workstream') {
    return others === 1
      ? l10n.t('The other task is of another workstream or of none.')
      : l10n.t('The other {0} tasks are of other workstreams or of none.', count);
  }
  return others === 1
    ? l10n.t('The other task is of another category or of none.')
    : l10n.t('The other {0} tasks are of other categories or of none.', count);
}
