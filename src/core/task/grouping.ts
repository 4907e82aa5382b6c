import type { Task } from './task';

/** The two ways in which users group their tasks; a task may have one of each. */
export const groupings = ['category', 'workstream'] as const;
export type Grouping = (typeof groupings)[number];

/** As long as one that an agent may propose. */
export const groupNameLimit = 200;

/** A task that has a category or a workstream, with what suggesting and renaming need of it. */
export interface GroupedTask extends Pick<Task, 'id' | 'title' | 'folder' | 'startedAt' | Grouping> {
  /** YYYY-MM-DD; null while it is open. */
  readonly day: string | null;
}
