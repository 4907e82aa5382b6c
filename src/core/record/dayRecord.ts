import { countedHours } from '../task/countedHours';
import type { ClosedTask } from '../task/task';
import { leverage } from './factor';
import { RunningTotals, type CountedFigures } from './runningTotals';
import { totalTokens } from '../task/tokens';

/** Sums of the recorded figures of a day and its two averages, which are ratios of those sums. */
export interface DayTotals {
  readonly tasks: number;
  readonly humanHours: number;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  /** Undefined if no task of the day has tokens. */
  readonly tokens: number | undefined;
  readonly leverageFactor: number | undefined;
  readonly supervisoryLeverageFactor: number | undefined;
}

/** One line of the task log. Factors are exact and computed from the recorded, rounded minutes. */
export interface RecordRow {
  /** Rank by leverage factor, from 1. */
  readonly number: number;
  readonly task: ClosedTask;
  /** What it adds to the sums, at hand: rows are summed up in many ways. */
  readonly counted: CountedFigures;
  readonly leverageFactor: number | undefined;
  readonly supervisoryLeverageFactor: number | undefined;
}

/** The tasks closed on one local day: the task log and the totals. */
export interface DayRecord {
  readonly day: string;
  readonly rows: readonly RecordRow[];
  readonly totals: DayTotals;
}

/**
 * @param tasks in closing order, which ties keep. A task closed without an estimate counts 0 hours and has no factor;
 * one whose work was dropped counts 0 hours.
 */
export function dayRecord(day: string, tasks: readonly ClosedTask[]): DayRecord {
  const unranked = tasks.map((task) => {
    const { leverageFactor, supervisoryLeverageFactor } = factorsOf(task);
    return { task, counted: countedOf(task), leverageFactor, supervisoryLeverageFactor };
  });
  const totals = totalsOfRows(unranked);
  const rows = unranked
    .sort((a, b) => byFactorDescending(a.leverageFactor, b.leverageFactor))
    .map(({ task, counted, leverageFactor, supervisoryLeverageFactor }, index) => ({
      number: index + 1,
      task,
      counted,
      leverageFactor,
      supervisoryLeverageFactor,
    }));
  return { day, rows, totals };
}

/** What of a task its day sums up. */
export type SummedTask = Parameters<typeof countedHours>[0] & {
  readonly closing: Pick<ClosedTask['closing'], 'aiMinutes' | 'supervisoryMinutes' | 'tokens'>;
};

export function dayTotals(tasks: readonly SummedTask[]): DayTotals {
  const sums = new RunningTotals();
  for (const task of tasks) {
    sums.add(countedOf(task));
  }
  return totalsOfSums(sums);
}

export function totalsOfRows(rows: readonly Pick<RecordRow, 'counted'>[]): DayTotals {
  const sums = new RunningTotals();
  for (const { counted } of rows) {
    sums.add(counted);
  }
  return totalsOfSums(sums);
}

/** What a task adds to the sums of its day. */
export function countedOf(task: SummedTask): CountedFigures {
  const { aiMinutes, supervisoryMinutes, tokens } = task.closing;
  return {
    humanHours: countedHours(task) ?? 0,
    aiMinutes,
    supervisoryMinutes,
    tokens: tokens && totalTokens(tokens),
  };
}

/** The sums with their two averages. */
export function totalsOfSums(sums: RunningTotals): DayTotals {
  const { tasks, humanHours, aiMinutes, supervisoryMinutes, tokens } = sums;
  return {
    tasks,
    humanHours,
    aiMinutes,
    supervisoryMinutes,
    tokens,
    leverageFactor: averageOf(humanHours, aiMinutes),
    supervisoryLeverageFactor: averageOf(humanHours, supervisoryMinutes),
  };
}

/** The average of sums; absent also if nothing was estimated, since no estimate is not an estimate of 0 hours. */
export function averageOf(humanHours: number, minutes: number): number | undefined {
  return humanHours > 0 ? leverage(humanHours, minutes) : undefined;
}

/** Absent without an estimate or without minutes. */
export function factorsOf(task: SummedTask): Pick<RecordRow, 'leverageFactor' | 'supervisoryLeverageFactor'> {
  const hours = countedHours(task);
  if (hours === undefined) {
    return { leverageFactor: undefined, supervisoryLeverageFactor: undefined };
  }
  return {
    leverageFactor: leverage(hours, task.closing.aiMinutes),
    supervisoryLeverageFactor: leverage(hours, task.closing.supervisoryMinutes),
  };
}

/** Absent factors come last. Array.prototype.sort is stable, so ties keep closing order. */
function byFactorDescending(a: number | undefined, b: number | undefined): number {
  if (a === b) {
    return 0;
  }
  return (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY);
}
