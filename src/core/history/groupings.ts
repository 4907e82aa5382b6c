import { totalsOfSums, type DayTotals } from '../record/dayRecord';
import { RunningTotals } from '../record/runningTotals';
import type { HistoryIndex, IndexedTask } from './historyIndex';
import { bands, type HistoryBand, type HistoryDimension } from './historyQuery';
import type { PassingDay } from './passing';

export interface TaskGroup {
  /** Null: without a name in this dimension. */
  readonly name: string | null;
  readonly totals: DayTotals;
}

/** Tasks by what they have in common. */
export interface TaskGroups {
  /** Those with the most hours first. */
  readonly groups: readonly TaskGroup[];
  /** How many more there are, and the sums of the tasks in any of them but in none of `groups`. */
  readonly others: { readonly count: number; readonly totals: DayTotals } | undefined;
  /** Tasks with several names, which are in several groups. */
  readonly shared: number;
}

export const mostShownGroups = 20;

export function groupTasks(
  index: HistoryIndex,
  days: readonly PassingDay[],
  dimension: HistoryDimension,
  most = mostShownGroups,
): TaskGroups {
  const table = index.tables[dimension];
  const sums: (RunningTotals | undefined)[] = Array.from({ length: table.size });
  let shared = 0;
  for (const { tasks } of days) {
    for (const { names, counted } of tasks) {
      const numbers = names[dimension];
      shared += numbers.length > 1 ? 1 : 0;
      for (const number of numbers) {
        (sums[number] ??= new RunningTotals()).add(counted);
      }
    }
  }
  const found = sums
    .flatMap((each, number) =>
      each === undefined ? [] : [{ number, name: table.nameOf(number), totals: totalsOfSums(each) }],
    )
    .sort((a, b) => byHours(a.totals, b.totals) || a.number - b.number);
  const shown = found.slice(0, most);
  const rest = found.length - shown.length;
  return {
    groups: shown.map(({ name, totals }) => ({ name, totals })),
    others:
      rest === 0
        ? undefined
        : { count: rest, totals: sumsOfNone(days, dimension, new Set(shown.map(({ number }) => number))) },
    shared,
  };
}

function byHours(a: DayTotals, b: DayTotals): number {
  return b.humanHours - a.humanHours || b.tasks - a.tasks;
}

function sumsOfNone(
  days: readonly PassingDay[],
  dimension: HistoryDimension,
  shown: ReadonlySet<number>,
): DayTotals {
  return sumsWhere(days, ({ names }) => !names[dimension].some((number) => shown.has(number)));
}

/** The sums of each band of factors, highest first, empty ones included. */
export function bandSums(
  days: readonly PassingDay[],
): readonly { readonly band: HistoryBand; readonly totals: DayTotals }[] {
  const sums = new Map(bands.map((band) => [band, new RunningTotals()]));
  for (const { tasks } of days) {
    for (const { band, counted } of tasks) {
      sums.get(band)?.add(counted);
    }
  }
  return [...sums].map(([band, each]) => ({ band, totals: totalsOfSums(each) }));
}

/** The sums of all tasks of some days, or of some of them. */
export function sumsWhere(
  days: readonly PassingDay[],
  isCounted: (task: IndexedTask) => boolean = () => true,
): DayTotals {
  const sums = new RunningTotals();
  for (const { tasks } of days) {
    for (const task of tasks) {
      if (isCounted(task)) {
        sums.add(task.counted);
      }
    }
  }
  return totalsOfSums(sums);
}
