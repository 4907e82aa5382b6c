import { bandOf } from '../figures/factorBands';
import { countedOf, factorsOf, totalsOfSums, type DayTotals } from '../record/dayRecord';
import type { PastTask } from '../record/pastTask';
import { RunningTotals, type CountedFigures } from '../record/runningTotals';
import { countedHours } from '../task/countedHours';
import { bands, dimensions, type HistoryDimension } from './historyQuery';
import { NameTable } from './nameTable';
import { searchText } from './searchText';

/** A task with what is asked of it again and again. */
export interface IndexedTask {
  readonly task: PastTask;
  /** As counted; undefined without an estimate. */
  readonly humanHours: number | undefined;
  readonly leverageFactor: number | undefined;
  readonly supervisoryLeverageFactor: number | undefined;
  readonly counted: CountedFigures;
  /** Its place in `bands`. */
  readonly band: number;
  /** Numbers in the tables of names, in the order of `dimensions`. */
  readonly names: readonly (readonly number[])[];
  readonly searched: string;
}

/** A recorded day, in closing order. */
export interface IndexedDay {
  readonly day: string;
  readonly tasks: readonly IndexedTask[];
  readonly totals: DayTotals;
}

const noBand = bands.indexOf('none');

/** What a task has of each dimension. */
const namesOf: Readonly<Record<HistoryDimension, (task: PastTask) => readonly (string | null)[]>> = {
  project: ({ project }) => [project],
  agent: ({ agents }) => agents,
  model: ({ models }) => models,
  category: ({ category }) => [category],
  workstream: ({ workstream }) => [workstream],
  estimator: ({ estimate }) => [estimate?.by ?? null],
};

/** The closed tasks of all days, held so that a question about any of them takes a few milliseconds. */
export class HistoryIndex {
  readonly tables: Readonly<Record<HistoryDimension, NameTable>> = {
    project: new NameTable(),
    agent: new NameTable(),
    model: new NameTable(),
    category: new NameTable(),
    workstream: new NameTable(),
    estimator: new NameTable(),
  };
  private readonly byDay = new Map<string, IndexedDay>();
  private sorted: readonly IndexedDay[] | undefined;
  private changes = 0;

  /** Replaces what is known of a day. @param tasks in closing order; none: it has no record any more */
  put(day: string, tasks: readonly PastTask[]): void {
    this.sorted = undefined;
    this.changes += 1;
    if (tasks.length === 0) {
      this.byDay.delete(day);
      return;
    }
    const indexed = tasks.map((task) => this.indexed(task));
    this.byDay.set(day, { day, tasks: indexed, totals: totalsOfTasks(indexed) });
  }

  clear(): void {
    this.byDay.clear();
    this.sorted = undefined;
    this.changes += 1;
  }

  /** The recorded days, ascending. */
  days(): readonly IndexedDay[] {
    this.sorted ??= [...this.byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
    return this.sorted;
  }

  /** Rises with every change. */
  get revision(): number {
    return this.changes;
  }

  private indexed(task: PastTask): IndexedTask {
    const factors = factorsOf(task);
    const { leverageFactor } = factors;
    return {
      task,
      ...factors,
      humanHours: countedHours(task),
      counted: countedOf(task),
      band: leverageFactor === undefined ? noBand : bandOf(leverageFactor),
      names: dimensions.map((dimension) => this.tables[dimension].add(namesOf[dimension](task))),
      searched: searchText(task.title),
    };
  }
}

export function totalsOfTasks(tasks: readonly IndexedTask[]): DayTotals {
  const sums = new RunningTotals();
  for (const { counted } of tasks) {
    sums.add(counted);
  }
  return totalsOfSums(sums);
}
