/** The largest of any number of values; spreading into arguments fails at some 120,000. @returns -Infinity if empty */
export function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    most = Math.max(most, value);
  }
  return most;
}

/** The smallest of any number of values. @returns Infinity if empty */
export function smallest(values: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
  }
  return least;
}
