/** The time from `start` up to but not including `end`, in epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}
