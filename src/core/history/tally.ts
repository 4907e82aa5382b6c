import { totalsOfSums, type DayTotals } from '../record/dayRecord';
import { RunningTotals, type CountedFigures } from '../record/runningTotals';
import type { HistoryIndex } from './historyIndex';
import { bands, dimensions, type HistoryBand, type HistoryDimension } from './historyQuery';
import type { NameTable } from './nameTable';
import type { PassingDay } from './passing';

export interface TaskGroup {
  /** Null: without a name in this dimension. */
  readonly name: string | null;
  readonly totals: DayTotals;
}

/** Tasks by what they have in common. */
export interface TaskGroups {
  /** Those with the most hours, at most `mostShownGroups`. */
  readonly groups: readonly TaskGroup[];
  /** How many more there are, and the sums of the tasks that are in none of `groups`. */
  readonly others: { readonly count: number; readonly totals: DayTotals } | undefined;
  /** Tasks with several names, which are in several groups. */
  readonly shared: number;
}

/** The sums of tasks by every dimension. */
export interface Tally {
  /** Highest first, empty ones included. */
  readonly bands: readonly { readonly band: HistoryBand; readonly totals: DayTotals }[];
  readonly by: Readonly<Record<HistoryDimension, TaskGroups>>;
}

const mostShownGroups = 20;

/** Goes through the tasks once: most of the time goes into getting at them. */
export function tally(index: HistoryIndex, days: readonly PassingDay[]): Tally {
  const ofBands = bands.map((band) => ({ band, sums: new RunningTotals() }));
  const ofNames = dimensions.map((dimension) => new NameSums(index.tables[dimension]));
  for (const { tasks } of days) {
    for (const { counted, band, names } of tasks) {
      ofBands[band]?.sums.add(counted);
      for (let at = 0; at < names.length; at += 1) {
        ofNames[at]?.add(names[at] ?? [], counted);
      }
    }
  }
  return {
    bands: ofBands.map(({ band, sums }) => ({ band, totals: totalsOfSums(sums) })),
    by: ofDimensions((_, at) => groupsOf(ofNames[at], days, at)),
  };
}

/** One of each dimension. */
export function ofDimensions<Of>(
  of: (dimension: HistoryDimension, at: number) => Of,
): Record<HistoryDimension, Of> {
  return {
    project: of('project', dimensions.indexOf('project')),
    agent: of('agent', dimensions.indexOf('agent')),
    model: of('model', dimensions.indexOf('model')),
    category: of('category', dimensions.indexOf('category')),
    workstream: of('workstream', dimensions.indexOf('workstream')),
    estimator: of('estimator', dimensions.indexOf('estimator')),
  };
}

/** The sums by the names of one dimension. */
class NameSums {
  private readonly sums: (RunningTotals | undefined)[];
  shared = 0;

  constructor(private readonly table: NameTable) {
    this.sums = Array.from({ length: table.size });
  }

  add(numbers: readonly number[], counted: CountedFigures): void {
    this.shared += numbers.length > 1 ? 1 : 0;
    for (const number of numbers) {
      (this.sums[number] ??= new RunningTotals()).add(counted);
    }
  }

  /** Those with the most hours first. */
  sorted(): readonly (TaskGroup & { readonly number: number })[] {
    return this.sums
      .flatMap((sums, number) =>
        sums === undefined ? [] : [{ number, name: this.table.nameOf(number), totals: totalsOfSums(sums) }],
      )
      .sort(
        (a, b) =>
          b.totals.humanHours - a.totals.humanHours || b.totals.tasks - a.totals.tasks || a.number - b.number,
      );
  }
}

function groupsOf(sums: NameSums | undefined, days: readonly PassingDay[], at: number): TaskGroups {
  const all = sums?.sorted() ?? [];
  const shown = all.slice(0, mostShownGroups);
  const count = all.length - shown.length;
  return {
    groups: shown.map(({ name, totals }) => ({ name, totals })),
    others:
      count === 0
        ? undefined
        : { count, totals: totalsOutside(new Set(shown.map(({ number }) => number)), days, at) },
    shared: sums?.shared ?? 0,
  };
}

/** The sums of the tasks with none of some names. */
function totalsOutside(numbers: ReadonlySet<number>, days: readonly PassingDay[], at: number): DayTotals {
  const sums = new RunningTotals();
  for (const { tasks } of days) {
    for (const { names, counted } of tasks) {
      if (names[at]?.some((number) => numbers.has(number)) !== true) {
        sums.add(counted);
      }
    }
  }
  return totalsOfSums(sums);
}
