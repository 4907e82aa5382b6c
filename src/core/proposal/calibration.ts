import type { RecordStore } from '../record/recordStore';
import type { Estimate, Task } from '../task/task';

/** Fewer pairs say nothing. */
export const fewestPairs = 5;

/** How one estimator's hours hold against others, which the user confirmed or which really were needed. Never applied by itself. */
export interface Calibration {
  /** A model, else an agent, or `me`. */
  readonly estimator: string;
  /** Null for all categories together. */
  readonly category: string | null;
  /** Tasks with both hours. */
  readonly pairs: number;
  /** Confirmed or real ÷ estimated hours. */
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Of those estimated with a range, for how many it held. */
  readonly ranges: number;
  readonly withinRange: number;
}

/** A task with what an estimator said of it and what it is held against. */
interface Pair {
  readonly estimator: string;
  readonly category: string | null;
  readonly estimated: Estimate;
  readonly hours: number;
}

/** What the user confirmed of what each estimator proposed. */
export function calibration(tasks: Iterable<Task>): readonly Calibration[] {
  return summaries([...tasks].flatMap(confirmedPair));
}

/** What comparable work really took, where the user entered that, of what each estimator said, the user included. */
export function realCalibration(tasks: Iterable<Task>): readonly Calibration[] {
  return summaries([...tasks].flatMap(realPairs));
}

/** By estimator, all categories first, then each with enough pairs; the most pairs first. */
function summaries(pairs: readonly Pair[]): readonly Calibration[] {
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

function confirmedPair({ estimate, proposed, category }: Task): readonly Pair[] {
  // What nobody looked at is the proposal itself, and says nothing of it.
  return estimate === null || proposed === null || !proposed.reviewed
    ? []
    : [pair(proposed.estimate, estimate.hours, category)];
}

function realPairs({ estimate, proposed, realEffort, category }: Task): readonly Pair[] {
  if (realEffort === null) {
    return [];
  }
  // Of one estimator, what it said first.
  const said = proposed === null ? [] : [proposed.estimate];
  const recorded = estimate === null || estimate.by === proposed?.estimate.by ? [] : [estimate];
  return [...said, ...recorded].map((each) => pair(each, realEffort.hours, category));
}

function pair(estimated: Estimate, hours: number, category: string | null): Pair {
  return { estimator: estimated.by, category, estimated, hours };
}

function summary(pairs: readonly Pair[], category: string | null): readonly Calibration[] {
  const [first] = pairs;
  if (first === undefined || pairs.length < fewestPairs) {
    return [];
  }
  const ratios = pairs.map(({ estimated, hours }) => hours / estimated.hours).sort((a, b) => a - b);
  const ranges = pairs.filter(
    ({ estimated: { lowHours, highHours } }) => (lowHours ?? highHours) !== undefined,
  );
  const within = ranges.filter(
    ({ estimated: { hours: likely, lowHours = likely, highHours = likely }, hours }) =>
      lowHours <= hours && hours <= highHours,
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
