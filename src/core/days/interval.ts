/** The time from `start` up to but not including `end`, in epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Milliseconds covered by at least one interval; empty and reversed intervals count as nothing. Does not mutate. */
export function unionMs(intervals: Iterable<Interval>): number {
  const sorted = [...intervals].filter((each) => each.end > each.start).sort((a, b) => a.start - b.start);
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, end } of sorted) {
    if (end > reached) {
      covered += end - Math.max(start, reached);
      reached = end;
    }
  }
  return covered;
}
