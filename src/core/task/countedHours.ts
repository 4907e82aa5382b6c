import type { Estimate, Outcome } from './task';

interface Estimated {
  readonly estimate: Pick<Estimate, 'hours'> | null;
  readonly outcome: Pick<Outcome, 'kind'> | null;
}

/** The hours that a task counts: those estimated, or none if its work was dropped. @returns undefined if nothing was estimated */
export function countedHours({ estimate, outcome }: Estimated): number | undefined {
  return estimate !== null && isDropped({ outcome }) ? 0 : estimate?.hours;
}

/** Whether nothing of the work was kept. */
export function isDropped({ outcome }: Pick<Estimated, 'outcome'>): boolean {
  return outcome?.kind === 'dropped';
}
