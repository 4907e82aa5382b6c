import type { Closing, Estimate, Outcome, Task } from '../task/task';

/** What a history needs of a closed task: less than all of it, since there are many. */
export interface PastTask extends Pick<
  Task,
  'id' | 'title' | 'project' | 'category' | 'workstream' | 'private'
> {
  readonly day: string;
  readonly estimate: Pick<Estimate, 'hours' | 'by'> | null;
  readonly outcome: Pick<Outcome, 'kind'> | null;
  readonly closing: Pick<Closing, 'aiMinutes' | 'supervisoryMinutes' | 'tokens'>;
  /** The agents of its sessions and the models that their transcripts name, each once, in no particular order. */
  readonly agents: readonly string[];
  readonly models: readonly string[];
}

/** The days whose past tasks may have changed. */
export interface ChangedDays {
  /** To ask with the next time. */
  readonly mark: number;
  /** Undefined: any. */
  readonly days: readonly string[] | undefined;
}

/** Asking with it gives any day. */
export const beforeAnyMark = -1;

/** Their tasks by day, in the order in which they are given. */
export function byDay<Of extends { readonly day: string }>(
  tasks: readonly Of[],
): ReadonlyMap<string, readonly Of[]> {
  const days = new Map<string, Of[]>();
  for (const task of tasks) {
    const ofDay = days.get(task.day);
    if (ofDay === undefined) {
      days.set(task.day, [task]);
    } else {
      ofDay.push(task);
    }
  }
  return days;
}
