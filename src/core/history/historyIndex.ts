import { bandOf } from '../figures/factorBands';
import { countedOf, factorsOf, totalsOfSums, type DayTotals } from '../record/dayRecord';
import type { PastTask } from '../record/pastTask';
import { RunningTotals, type CountedFigures } from '../record/runningTotals';
import { countedHours } from '../task/countedHours';
import { bandNamed, type HistoryBand, type HistoryDimension } from './historyQuery';
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
  readonly band: HistoryBand;
  /** Numbers in the tables of names. */
  readonly names: Readonly<Record<HistoryDimension, readonly number[]>>;
  readonly searched: string;
}

/** A recorded day, in closing order. */
export interface IndexedDay {
  readonly day: string;
  readonly tasks: readonly IndexedTask[];
  readonly totals: DayTotals;
}

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
    const sums = new RunningTotals();
    indexed.forEach(({ counted }) => sums.add(counted));
    this.byDay.set(day, { day, tasks: indexed, totals: totalsOfSums(sums) });
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
      band: bandNamed(leverageFactor === undefined ? undefined : bandOf(leverageFactor)),
      names: {
        project: this.tables.project.add([task.project]),
        agent: this.tables.agent.add(task.agents),
        model: this.tables.model.add(task.models),
        category: this.tables.category.add([task.category]),
        workstream: this.tables.workstream.add([task.workstream]),
        estimator: this.tables.estimator.add([task.estimate?.by ?? null]),
      },
      searched: searchText(task.title),
    };
  }
}
