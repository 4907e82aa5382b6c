import type { Interval } from '../span';
import { difference, normalized } from './intervals';
import type { TranscriptPart, TurnPart } from './transcriptPart';
import { pickUsages, usagesOf, type Usage } from './usageTable';

/** The same prompt or answer, told in another format, may have a time a little different. */
const nearMs = 2_000;

/**
 * What of a part isn't told any more: its file was rewritten with less, emptied, moved to another format or removed.
 * Undefined where everything still is, so that what is kept of it never counts beside what is there.
 */
export function lostPart(
  before: TranscriptPart,
  now: TranscriptPart | undefined,
): TranscriptPart | undefined {
  if (
    !now ||
    now.agent !== before.agent ||
    now.externalId !== before.externalId ||
    now.side !== before.side
  ) {
    return hasAnything(before) ? before : undefined;
  }
  const lost: TranscriptPart = {
    ...before,
    turns: lostTurns(before.turns, now.turns),
    activity: difference(before.activity, now.activity),
    prompts: notIn(before.prompts, now.prompts, ({ at, length }) => nearby(at, `${length}`)),
    marks: notIn(before.marks, now.marks, ({ at, kind }) => nearby(at, kind)),
    usage: lostUsage(before, now),
  };
  return hasAnything(lost) ? lost : undefined;
}

/** Both together; of what both tell, the first. */
export function joinedParts(part: TranscriptPart, more: TranscriptPart): TranscriptPart {
  const models = [...part.usage.models, ...more.usage.models];
  const rows = new Float64Array(part.usage.rows.length + more.usage.rows.length);
  rows.set(part.usage.rows);
  rows.set(pickUsages(more.usage, () => true, part.usage.models.length).rows, part.usage.rows.length);
  return {
    ...part,
    first: least(part.first, more.first),
    last: most(part.last, more.last),
    turns: part.turns.concat(more.turns),
    activity: normalized(part.activity.concat(more.activity)),
    prompts: part.prompts.concat(more.prompts),
    marks: part.marks.concat(more.marks),
    usage: { models, rows },
  };
}

function hasAnything({ turns, activity, prompts, marks, usage }: TranscriptPart): boolean {
  return (
    turns.length > 0 || activity.length > 0 || prompts.length > 0 || marks.length > 0 || usage.rows.length > 0
  );
}

/** Turns that are gone or shorter, but for those whose time is told by others and whose length their agent corrected. */
function lostTurns(before: readonly TurnPart[], now: readonly TurnPart[]): TurnPart[] {
  const byId = new Map(now.map((turn) => [turn.id, turn]));
  const starts = new Set(now.flatMap(({ start }) => nearby(start, '')));
  const missing = before.filter((turn) => {
    const same = byId.get(turn.id);
    return same
      ? same.end < turn.end && !(same.source === 'written' && turn.source !== 'written')
      : !(turn.busy.length === 0 && starts.has(nearby(turn.start, '')[1] ?? ''));
  });
  const left = difference(
    missing.flatMap((turn) => turn.busy),
    now.flatMap((turn) => turn.busy),
  );
  return missing.filter((turn) => {
    const isRetold = starts.has(nearby(turn.start, '')[1] ?? '') && !byId.has(turn.id);
    return turn.busy.length === 0 || overlapOf(left, turn) > (isRetold ? nearMs : 0);
  });
}

/** How long together those of the sorted, disjoint intervals are that lie within another. */
function overlapOf(sorted: readonly Interval[], { start, end }: Interval): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.end ?? 0) <= start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let length = 0;
  for (let at = low; at < sorted.length; at += 1) {
    const each = sorted[at];
    if (!each || each.start >= end) {
      break;
    }
    length += Math.min(end, each.end) - Math.max(start, each.start);
  }
  return length;
}

/** Those that the others don't have, neither by their id nor by what tells them where ids are others. */
function notIn<Item extends { readonly id: string }>(
  items: readonly Item[],
  others: readonly Item[],
  signsOf: (item: Item) => readonly string[],
): readonly Item[] {
  const ids = new Set(others.map(({ id }) => id));
  const signs = new Set(others.flatMap((other) => signsOf(other)));
  return items.filter((item) => !ids.has(item.id) && !signs.has(signsOf(item)[1] ?? ''));
}

function lostUsage({ usage }: TranscriptPart, now: TranscriptPart): TranscriptPart['usage'] {
  const ids = new Map<string, number>();
  const signs = new Set<string>();
  for (const each of usagesOf(now.usage)) {
    ids.set(`${each.message} ${each.request}`, each.output);
    nearby(each.at, countsOf(each)).forEach((sign) => signs.add(sign));
  }
  return pickUsages(
    usage,
    (each) =>
      (ids.get(`${each.message} ${each.request}`) ?? -1) < each.output &&
      !signs.has(nearby(each.at, countsOf(each))[1] ?? ''),
  );
}

function countsOf({ input, output, cacheRead, cacheWrite }: Usage): string {
  return `${input} ${output} ${cacheRead} ${cacheWrite}`;
}

/** Names of a moment and of those right before and after it; the second one is its own. */
function nearby(at: number, what: string): readonly string[] {
  const step = Math.floor(at / nearMs);
  return [`${step - 1} ${what}`, `${step} ${what}`, `${step + 1} ${what}`];
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
