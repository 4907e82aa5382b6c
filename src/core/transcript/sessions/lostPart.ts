import type { Interval } from '../../days/interval';
import { difference, normalized } from '../intervals';
import type { ProposalCall, TranscriptPart, TurnPart } from '../parts/transcriptPart';
import { pickUsages, usagesOf, type Usage } from '../usageTable';

/** The same prompt or answer may have a slightly different time in another format. */
const nearMs = 2_000;

/**
 * The part of a transcript that its file no longer has: it was rewritten with less, emptied, moved to another format or
 * removed. Undefined if nothing is missing, so that kept history never counts on top of the file's own.
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
  const { proposals, ...rest } = before;
  const lost: TranscriptPart = {
    ...rest,
    turns: lostTurns(before.turns, now.turns),
    activity: difference(before.activity, now.activity),
    prompts: notIn(before.prompts, now.prompts, ({ length }) => `${length}`),
    marks: notIn(before.marks, now.marks, ({ kind }) => kind),
    usage: lostUsage(before, now),
    ...withProposals(notIn(proposals ?? [], now.proposals ?? [], ({ call }) => `${call}`)),
  };
  return hasAnything(lost) ? lost : undefined;
}

/** Both parts together; where they overlap, the first wins. */
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
    ...withProposals([...(part.proposals ?? []), ...(more.proposals ?? [])]),
  };
}

function withProposals(proposals: readonly ProposalCall[]): Pick<TranscriptPart, 'proposals'> {
  return proposals.length > 0 ? { proposals } : {};
}

function hasAnything({ turns, activity, prompts, marks, proposals, usage }: TranscriptPart): boolean {
  return (
    [turns, activity, prompts, marks, proposals ?? []].some(({ length }) => length > 0) ||
    usage.rows.length > 0
  );
}

/** Turns that are gone or shorter, unless other turns cover their time or their agent corrected their length. */
function lostTurns(before: readonly TurnPart[], now: readonly TurnPart[]): TurnPart[] {
  const byId = new Map(now.map((turn) => [turn.id, turn]));
  const starts = new Moments(now, before, ({ start }) => start);
  const missing = before.filter((turn) => {
    const same = byId.get(turn.id);
    return same
      ? same.end < turn.end && !(same.source === 'written' && turn.source !== 'written')
      : turn.busy.length > 0 || !starts.has(turn.start, '');
  });
  const left = difference(
    missing.flatMap((turn) => turn.busy),
    now.flatMap((turn) => turn.busy),
  );
  return missing.filter((turn) => {
    const isRetold = !byId.has(turn.id) && starts.has(turn.start, '');
    return turn.busy.length === 0 || overlapOf(left, turn) > (isRetold ? nearMs : 0);
  });
}

/** How much of another interval the sorted, disjoint ones cover. */
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

/** Items that the others lack: neither their ids nor, if ids differ, their moments match. */
function notIn<Item extends { readonly id: string; readonly at: number }>(
  items: readonly Item[],
  others: readonly Item[],
  whatOf: (item: Item) => string,
): readonly Item[] {
  const ids = new Set(others.map(({ id }) => id));
  const moments = new Moments(others, items, ({ at }) => at, whatOf);
  return items.filter((item) => !ids.has(item.id) && !moments.has(item.at, whatOf(item)));
}

function lostUsage({ usage }: TranscriptPart, now: TranscriptPart): TranscriptPart['usage'] {
  const named = (each: Usage) => ({ ...each, id: `${each.message} ${each.request}` });
  const others = [...usagesOf(now.usage)].map(named);
  const outputs = new Map(others.map(({ id, output }) => [id, output]));
  const moments = new Moments(others, [...usagesOf(usage)].map(named), ({ at }) => at, countsOf);
  return pickUsages(
    usage,
    (each) => (outputs.get(named(each).id) ?? -1) < each.output && !moments.has(each.at, countsOf(each)),
  );
}

function countsOf({ input, output, cacheRead, cacheWrite }: Usage): string {
  return `${input} ${output} ${cacheRead} ${cacheWrite}`;
}

/** When items happened: to the millisecond, or roughly if no two ids match, as in another format. */
class Moments<Item extends { readonly id: string }> {
  private readonly names = new Set<string>();
  private readonly stepMs: number;

  constructor(
    items: readonly Item[],
    before: readonly Item[],
    timeOf: (item: Item) => number,
    whatOf: (item: Item) => string = () => '',
  ) {
    const ids = new Set(items.map(({ id }) => id));
    this.stepMs = before.some(({ id }) => ids.has(id)) ? 1 : nearMs;
    const further = this.stepMs === 1 ? [0] : [-1, 0, 1];
    for (const item of items) {
      for (const step of further) {
        this.names.add(this.nameOf(timeOf(item), whatOf(item), step));
      }
    }
  }

  has(at: number, what: string): boolean {
    return this.names.has(this.nameOf(at, what, 0));
  }

  private nameOf(at: number, what: string, step: number): string {
    return `${Math.floor(at / this.stepMs) + step} ${what}`;
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
