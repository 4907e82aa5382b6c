import type { Interval } from '../days/interval';

/** Sorted, disjoint intervals covering the same time; touching ones are joined, empty and reversed ones dropped. */
export function normalized(intervals: Iterable<Interval>): Interval[] {
  const joined: Interval[] = [];
  for (const each of inOrder(intervals)) {
    const last = joined.at(-1);
    if (last && each.start <= last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, each.end) };
    } else {
      joined.push(each);
    }
  }
  return joined;
}

/** Without empty and reversed ones. They are mostly in order, so checking first is cheaper than sorting. */
function inOrder(intervals: Iterable<Interval>): readonly Interval[] {
  const whole: Interval[] = [];
  let isSorted = true;
  let last = Number.NEGATIVE_INFINITY;
  for (const each of intervals) {
    if (each.end > each.start) {
      isSorted &&= each.start >= last;
      last = each.start;
      whole.push(each);
    }
  }
  return isSorted ? whole : whole.sort((a, b) => a.start - b.start);
}

/** The time that both cover. */
export function intersection(a: Iterable<Interval>, b: Iterable<Interval>): Interval[] {
  const left = normalized(a);
  const right = normalized(b);
  const both: Interval[] = [];
  let at = 0;
  for (const each of left) {
    while (at < right.length && (right[at]?.end ?? 0) <= each.start) {
      at += 1;
    }
    for (let next = at; next < right.length; next += 1) {
      const other = right[next];
      if (!other || other.start >= each.end) {
        break;
      }
      both.push({ start: Math.max(each.start, other.start), end: Math.min(each.end, other.end) });
    }
  }
  return both;
}

/** The time that the first covers and the second doesn't. */
export function difference(from: Iterable<Interval>, without: Iterable<Interval>): Interval[] {
  const taken = normalized(without);
  const left: Interval[] = [];
  let at = 0;
  for (const each of normalized(from)) {
    let start = each.start;
    while (at < taken.length && (taken[at]?.end ?? 0) <= start) {
      at += 1;
    }
    for (let next = at; next < taken.length; next += 1) {
      const hole = taken[next];
      if (!hole || hole.start >= each.end) {
        break;
      }
      if (hole.start > start) {
        left.push({ start, end: hole.start });
      }
      start = hole.end;
    }
    if (start < each.end) {
      left.push({ start, end: each.end });
    }
  }
  return left;
}

/** Sum of the lengths of disjoint intervals. */
export function lengthOf(intervals: Iterable<Interval>): number {
  let total = 0;
  for (const { start, end } of intervals) {
    total += end - start;
  }
  return total;
}

/**
 * Places a duration that is known only as a number: the guessed intervals within the room, shrunk or grown in
 * proportion to exactly that length. A duration longer than its room is cut to it.
 */
export function fitted(guess: Iterable<Interval>, within: Iterable<Interval>, targetMs: number): Interval[] {
  const target = Math.max(0, Math.round(targetMs));
  const room = normalized(within);
  if (target >= lengthOf(room)) {
    return room;
  }
  const inside = intersection(guess, room);
  const guessed = lengthOf(inside);
  if (guessed >= target) {
    return normalized(shared(inside, target));
  }
  return normalized([...inside, ...shared(difference(room, inside), target - guessed)]);
}

/** Shortens each interval from its end so that they sum to `total`. */
function shared(intervals: readonly Interval[], total: number): Interval[] {
  const whole = lengthOf(intervals);
  let passed = 0;
  return intervals.map(({ start, end }) => {
    // Rounding the running sum, not each share, keeps the total exact.
    const before = Math.round((passed / whole) * total);
    passed += end - start;
    return { start, end: start + Math.round((passed / whole) * total) - before };
  });
}
