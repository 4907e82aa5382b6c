import type { ClosedTask } from '../../src/core/task/task';
import { compared, ratio, type Ratio } from './exact';

/** A task in whole numbers: hours in millionths. */
export interface CheckedTask {
  readonly title: string;
  readonly hours: bigint | undefined;
  readonly ai: bigint;
  readonly supervision: bigint;
  readonly leverage: Ratio | undefined;
}

export interface Averages {
  readonly leverage: Ratio | undefined;
  readonly supervisory: Ratio | undefined;
}

export function checkedTasks(tasks: readonly ClosedTask[]): CheckedTask[] {
  const all = tasks.map(({ title, estimate, closing }): CheckedTask => {
    const hours = estimate === null ? undefined : BigInt(Math.round(estimate.hours * 1_000_000));
    const ai = BigInt(closing.aiMinutes);
    return {
      title,
      hours,
      ai,
      supervision: BigInt(closing.supervisoryMinutes),
      leverage: hours === undefined ? undefined : ratio(hours * 60n, 1_000_000n * ai),
    };
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

/** @param more supervisory minutes on top */
export function averages(tasks: readonly CheckedTask[], more = 0n): Averages {
  const hours = sumOf(tasks, (task) => task.hours ?? 0n);
  const over = (minutes: bigint) => (hours === 0n ? undefined : ratio(hours * 60n, 1_000_000n * minutes));
  return {
    leverage: over(sumOf(tasks, ({ ai }) => ai)),
    supervisory: over(sumOf(tasks, ({ supervision }) => supervision) + more),
  };
}
