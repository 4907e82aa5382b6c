import type { Interval } from '../../days/interval';
import { normalized } from '../intervals';
import type { TranscriptObservation } from './observation';
import { PendingTools } from './pendingTools';

/** How much of a gap between two records counts as work. Fitted on 1,093 real turns of known duration. */
export const gapLimitsMs = {
  instant: 1_000,
  agent: 180_000,
  shell: 15_000,
  other: 20_000,
  /** On top of a tool's stated run time. */
  slack: 1_000,
  generating: 300_000,
  /** After an answer, until its hooks have accepted it as the last one or have made the model continue. */
  hooks: 60_000,
} as const;

export interface GapEstimate {
  /** Disjoint and sorted, up to the last output. */
  readonly busy: readonly Interval[];
  /** Gaps spent waiting for a subagent: its own activity counts if known, else the part in `busy`. */
  readonly delegated: readonly Interval[];
  /** Gaps spent waiting for the user's answer: nothing counts in them, whatever else was recorded. */
  readonly asked: readonly Interval[];
  readonly end: number;
  readonly silence: Silence;
}

/** The time since the last record: how much of it counts as work should the agent be heard of again. */
export interface Silence {
  readonly since: number;
  readonly limitMs: number;
  /** An answer ended, and nothing has begun since. */
  readonly isOver: boolean;
}

/** Busy time of a turn of unknown duration: the gaps between its records, each capped by what was pending. */
export function cappedGaps(
  start: number,
  observations: readonly TranscriptObservation[],
  asks: boolean,
): GapEstimate {
  const sorted = inOrder(observations);
  const pending = new PendingTools();
  const busy: Interval[] = [];
  const delegated: Interval[] = [];
  const asked: Interval[] = [];
  let counted = { busy: 0, delegated: 0, end: start };
  let reached = start;
  let mayAsk = asks;
  let isOver: boolean | 'perhaps' = false;
  for (const each of sorted) {
    if (each.at > reached) {
      const gap = { start: reached, end: each.at };
      const limit =
        isOver === true && pending.size === 0 ? gapLimitsMs.hooks : limitOf(pending, mayAsk, each);
      const length = Math.min(gap.end - gap.start, limit);
      if (length > 0) {
        // While a tool is pending the user decides first and the tool runs last.
        busy.push(
          pending.size > 0
            ? { start: gap.end - length, end: gap.end }
            : { start: gap.start, end: gap.start + length },
        );
      }
      if (limit === 0) {
        asked.push(gap);
      }
      if (mayAsk && pending.size > 0 && isDelegated(pending)) {
        delegated.push(gap);
      }
      reached = each.at;
    }
    isOver = isOverAfter(each, isOver);
    if (each.kind === 'tool-start') {
      pending.add(each.id, each.tool, each.limitMs);
    } else if (each.kind === 'tool-end') {
      pending.delete(each.id);
    } else if (each.kind === 'permissions') {
      mayAsk = each.asks;
    }
    if (countsUpTo(each, pending, mayAsk)) {
      counted = { busy: busy.length, delegated: delegated.length, end: reached };
    }
  }
  return {
    busy: normalized(busy.slice(0, counted.busy)),
    delegated: normalized(delegated.slice(0, counted.delegated)),
    asked: normalized(asked),
    end: counted.end,
    silence: {
      since: reached,
      limitMs: limitOf(pending, mayAsk),
      isOver: isOver !== false && pending.size === 0,
    },
  };
}

/**
 * A turn is busy up to its last output; an interruption ends it there and then if the model was writing. A tool that
 * needed permission and was denied it never ran.
 */
function countsUpTo(each: TranscriptObservation, pending: PendingTools, asks: boolean): boolean {
  return (
    each.kind === 'output' ||
    each.kind === 'tool-start' ||
    (each.kind === 'interruption' && pending.size === 0 && (each.of === 'writing' || !asks))
  );
}

function isOverAfter(each: TranscriptObservation, isOver: boolean | 'perhaps'): boolean | 'perhaps' {
  switch (each.kind) {
    case 'output':
      return each.ends ?? false;
    case 'activity':
      return each.goesOn ? false : isOver;
    case 'permissions':
      return isOver;
    default:
      return false;
  }
}

function isDelegated(pending: PendingTools): boolean {
  return pending.of('agent') > 0 && pending.of('question') === 0;
}

function limitOf(pending: PendingTools, asks: boolean, next?: TranscriptObservation): number {
  if (pending.size === 0) {
    return gapLimitsMs.generating;
  }
  if (pending.of('question') > 0) {
    return 0;
  }
  if (!asks) {
    return Number.POSITIVE_INFINITY;
  }
  if (next?.kind === 'activity' && next.ranMs !== undefined) {
    return next.ranMs + gapLimitsMs.slack;
  }
  if (pending.of('instant') === pending.size) {
    return gapLimitsMs.instant;
  }
  const took = next?.kind === 'tool-end' && pending.has(next.id) ? next.tookMs : undefined;
  if (pending.of('agent') > 0) {
    return Math.min(gapLimitsMs.agent, took ?? Number.POSITIVE_INFINITY);
  }
  if (pending.of('shell') > 0) {
    return took ?? Math.min(gapLimitsMs.shell, pending.shortestLimitMs());
  }
  return took === undefined ? gapLimitsMs.other : took + gapLimitsMs.slack;
}

/** Hardly ever out of order, so checking first is cheaper than sorting. */
function inOrder(observations: readonly TranscriptObservation[]): readonly TranscriptObservation[] {
  let before: TranscriptObservation | undefined;
  for (const each of observations) {
    if (before && compare(before, each) > 0) {
      return [...observations].sort(compare);
    }
    before = each;
  }
  return observations;
}

function compare(a: TranscriptObservation, b: TranscriptObservation): number {
  return a.at - b.at || orderAtOnce(a) - orderAtOnce(b);
}

/** Order of simultaneous records: a call comes before its result, whatever their order in the file. */
function orderAtOnce(each: TranscriptObservation): number {
  return each.kind === 'tool-start' ? 0 : each.kind === 'tool-end' ? 1 : 2;
}
