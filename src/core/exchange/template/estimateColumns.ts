import type { ClosedTask } from '../../task/task';

/** A column that a table has only if one of its tasks has something to say there. */
export interface OptionalColumn {
  readonly heading: string;
  /** Empty if the task has nothing to say. */
  readonly cell: (task: ClosedTask) => string;
}

interface Column extends OptionalColumn {
  readonly isNeeded: (task: ClosedTask) => boolean;
}

/** Who needs no mention: the record's own author, and the importer of a table that names nobody. */
const usual: readonly string[] = ['me', 'imported'];

const columns: readonly Column[] = [
  { heading: 'Estimator', cell: estimatorText, isNeeded: isEstimatorNamed },
  { heading: 'Reviewed', cell: reviewedText, isNeeded: ({ proposed }) => proposed !== null },
  { heading: 'Outcome', cell: outcomeCell, isNeeded: ({ outcome }) => outcome !== null },
];

/** Who estimated, whether the user looked at it, and how the work came out; only columns that some task needs. */
export function estimateColumns(tasks: readonly ClosedTask[]): readonly OptionalColumn[] {
  return columns.filter(({ isNeeded }) => tasks.some(isNeeded));
}

export function estimatorText({ estimate }: ClosedTask): string {
  return estimate?.by ?? '';
}

/** Whether a reader should know who made a task's estimate. */
export function isEstimatorNamed({ estimate, proposed }: ClosedTask): boolean {
  return proposed !== null || (estimate !== null && !usual.includes(estimate.by));
}

/** Whether the user looked at what an agent proposed; empty for a task that none did. */
export function reviewedText({ proposed }: ClosedTask): string {
  return proposed === null ? '' : proposed.reviewed ? 'reviewed' : 'not reviewed';
}

/** `corrected (2)`; empty if nobody said. */
export function outcomeCell({ outcome }: ClosedTask): string {
  return outcome?.corrections === undefined
    ? (outcome?.kind ?? '')
    : `${outcome.kind} (${outcome.corrections})`;
}
