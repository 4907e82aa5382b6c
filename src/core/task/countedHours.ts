import type { Task } from './task';

/** The hours that a task counts: those estimated, or none if its work was dropped. @returns undefined if nothing was estimated */
export function countedHours({ estimate, outcome }: Pick<Task, 'estimate' | 'outcome'>): number | undefined {
  return estimate !== null && isDropped({ outcome }) ? 0 : estimate?.hours;
}

/** Whether nothing of the work was kept. */
export function isDropped({ outcome }: Pick<Task, 'outcome'>): boolean {
  return outcome?.kind === 'dropped';
}
