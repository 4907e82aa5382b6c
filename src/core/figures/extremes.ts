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

/** The few with the largest values, largest first; of equal ones those that come first. */
export function largestFew<Item>(
  items: readonly Item[],
  count: number,
  valueOf: (item: Item) => number,
): Item[] {
  const found: { readonly item: Item; readonly value: number }[] = [];
  for (const item of items) {
    const value = valueOf(item);
    if (found.length < count || value > (found.at(-1)?.value ?? value)) {
      const place = found.findIndex((each) => each.value < value);
      found.splice(place === -1 ? found.length : place, 0, { item, value });
      found.splice(count);
    }
  }
  return found.map(({ item }) => item);
}
