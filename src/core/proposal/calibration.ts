import type { RecordStore } from '../record/recordStore';
import type { Estimate, Task } from '../task/task';

/** Fewer pairs say nothing. */
export const fewestPairs = 5;

/** How what the user confirmed compares with what one estimator proposed. Never applied by itself. */
export interface Calibration {
  /** A model, or else an agent. */
  readonly estimator: string;
  /** Null for all categories together. */
  readonly category: string | null;
  /** Tasks that were proposed and that the user has looked at. */
  readonly pairs: number;
  /** Confirmed ÷ proposed hours. */
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Of those proposed with a range, how many were confirmed within it. */
  readonly ranges: number;
  readonly withinRange: number;
}

/** A task with what was proposed for it and what the user confirmed. */
interface Pair {
  readonly estimator: string;
  readonly category: string | null;
  readonly proposed: Estimate;
  readonly confirmed: number;
}

/** By estimator, all categories first, then each with enough pairs; the most pairs first. */
export function calibration(tasks: Iterable<Task>): readonly Calibration[] {
  const pairs = [...tasks].flatMap(pairOf);
  const estimators = [...grouped(pairs, ({ estimator }) => estimator).values()];
  return estimators
    .toSorted((a, b) => b.length - a.length)
    .flatMap((own) => {
      const byCategory = [...grouped(own, ({ category }) => category).entries()];
      const named = byCategory.filter(([category]) => category !== null);
      return [
        ...summary(own, null),
        ...named
          .toSorted(([, a], [, b]) => b.length - a.length)
          .flatMap(([category, group]) => summary(group, category)),
      ];
    });
}

/** The tasks that were made from proposals, each once. */
export function tasksOfProposals(store: Pick<RecordStore, 'decidedProposals' | 'task'>): readonly Task[] {
  const ids = new Set(
    store
      .decidedProposals()
      .flatMap(({ decision }) =>
        decision?.kind === 'confirmed' && decision.taskId !== null ? [decision.taskId] : [],
      ),
  );
  return [...ids].flatMap((id) => store.task(id) ?? []);
}

function pairOf({ estimate, proposed, category }: Task): readonly Pair[] {
  // What nobody looked at is the proposal itself, and says nothing of it.
  return estimate === null || proposed === null || !proposed.reviewed
    ? []
    : [{ estimator: proposed.estimate.by, category, proposed: proposed.estimate, confirmed: estimate.hours }];
}

function summary(pairs: readonly Pair[], category: string | null): readonly Calibration[] {
  const [first] = pairs;
  if (first === undefined || pairs.length < fewestPairs) {
    return [];
  }
  const ratios = pairs.map(({ proposed, confirmed }) => confirmed / proposed.hours).sort((a, b) => a - b);
  const ranges = pairs.filter(
    ({ proposed: { lowHours, highHours } }) => (lowHours ?? highHours) !== undefined,
  );
  const within = ranges.filter(
    ({ proposed: { hours, lowHours = hours, highHours = hours }, confirmed }) =>
      lowHours <= confirmed && confirmed <= highHours,
  );
  return [
    {
      estimator: first.estimator,
      category,
      pairs: pairs.length,
      median: quantileOf(ratios, 0.5),
      lowerQuartile: quantileOf(ratios, 0.25),
      upperQuartile: quantileOf(ratios, 0.75),
      ranges: ranges.length,
      withinRange: within.length,
    },
  ];
}

/** Between the two nearest values, in proportion. */
function quantileOf(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

function grouped<T, Key>(items: readonly T[], keyOf: (item: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
