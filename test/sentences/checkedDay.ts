import type { ClosedTask } from '../../src/core/task/task';
import { compared, ratio, type Ratio } from './exact';

/** A task in whole numbers: hours in millionths. */
export interface CheckedTask {
  readonly title: string;
  readonly hours: bigint | undefined;
  readonly ai: bigint;
  readonly supervision: bigint;
  readonly leverage: Ratio | undefined;
  readonly supervisory: Ratio | undefined;
  readonly source: ClosedTask;
}

export interface Averages {
  readonly leverage: Ratio | undefined;
  readonly supervisory: Ratio | undefined;
}

export const hourParts = 1_000_000n;

export function checkedTasks(tasks: readonly ClosedTask[]): CheckedTask[] {
  const all = tasks.map((source): CheckedTask => {
    const { title, estimate, closing, outcome } = source;
    const estimated = estimate === null ? undefined : BigInt(Math.round(estimate.hours * 1_000_000));
    const hours = estimated !== undefined && outcome?.kind === 'dropped' ? 0n : estimated;
    const ai = BigInt(closing.aiMinutes);
    const supervision = BigInt(closing.supervisoryMinutes);
    const over = (minutes: bigint) =>
      hours === undefined ? undefined : ratio(hours * 60n, hourParts * minutes);
    return { title, hours, ai, supervision, leverage: over(ai), supervisory: over(supervision), source };
  });
  return all.toSorted((a, b) => {
    if (a.leverage === undefined || b.leverage === undefined) {
      return Number(a.leverage === undefined) - Number(b.leverage === undefined);
    }
    return compared(b.leverage, a.leverage);
  });
}

export function sumOf(tasks: readonly CheckedTask[], value: (task: CheckedTask) => bigint): bigint {
  return tasks.reduce((sum, task) => sum + value(task), 0n);
}

export function hoursOf({ hours }: CheckedTask): bigint {
  return hours ?? 0n;
}

export function aiOf({ ai }: CheckedTask): bigint {
  return ai;
}

export function supervisionOf({ supervision }: CheckedTask): bigint {
  return supervision;
}

/** @param more supervisory minutes on top */
export function averages(tasks: readonly CheckedTask[], more = 0n): Averages {
  const hours = sumOf(tasks, hoursOf);
  const over = (minutes: bigint) => (hours === 0n ? undefined : ratio(hours * 60n, hourParts * minutes));
  return {
    leverage: over(sumOf(tasks, aiOf)),
    supervisory: over(sumOf(tasks, supervisionOf) + more),
  };
}

/** Twice the median of whole numbers; 0 without any. */
export function twiceMedian(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n) + (sorted[Math.floor(sorted.length / 2)] ?? 0n);
}
