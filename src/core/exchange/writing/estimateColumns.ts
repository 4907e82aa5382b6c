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
  {
    heading: 'Estimator',
    cell: ({ estimate }) => estimate?.by ?? '',
    isNeeded: ({ estimate, proposed }) =>
      proposed !== null || (estimate !== null && !usual.includes(estimate.by)),
  },
  {
    heading: 'Reviewed',
    cell: ({ proposed }) => (proposed === null ? '' : proposed.reviewed ? 'reviewed' : 'not reviewed'),
    isNeeded: ({ proposed }) => proposed !== null,
  },
  {
    heading: 'Outcome',
    cell: ({ outcome }) =>
      outcome?.corrections === undefined ? (outcome?.kind ?? '') : `${outcome.kind} (${outcome.corrections})`,
    isNeeded: ({ outcome }) => outcome !== null,
  },
];

/** Who estimated, whether the user looked at it, and how the work came out; only columns that some task needs. */
export function estimateColumns(tasks: readonly ClosedTask[]): readonly OptionalColumn[] {
  return columns.filter(({ isNeeded }) => tasks.some(isNeeded));
}
