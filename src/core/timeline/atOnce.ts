import type { Interval } from '../days/interval';

/** How many of the lists had something going on at the same moment at most, and the first such moment. */
export interface AtOnce {
  readonly most: number;
  /** Undefined if nothing went on in any. */
  readonly at: number | undefined;
}

/** @param lists each of disjoint intervals */
export function mostAtOnce(lists: Iterable<readonly Interval[]>): AtOnce {
  const edges: { readonly at: number; readonly step: 1 | -1 }[] = [];
  for (const list of lists) {
    for (const { start, end } of list) {
      edges.push({ at: start, step: 1 }, { at: end, step: -1 });
    }
  }
  // An interval doesn't contain its end, so what ends is counted out first.
  edges.sort((a, b) => a.at - b.at || a.step - b.step);
  let [now, most] = [0, 0];
  let first: number | undefined;
  for (const { at, step } of edges) {
    now += step;
    if (now > most) {
      most = now;
      first = at;
    }
  }
  return { most, at: first };
}
