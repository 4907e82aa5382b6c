import type { Interval } from '../../days/interval';
import type { TranscriptTurn } from './agentTranscript';
import { gapLimitsMs } from '../parts/cappedGaps';
import { difference, fitted, intersection, lengthOf, normalized } from '../intervals';
import type { TurnPart } from '../parts/transcriptPart';

export interface TimedTurns {
  readonly turns: readonly TranscriptTurn[];
  readonly background: readonly Interval[];
}

/** A turn of this session, or the rest of one that another session began. */
export interface SessionTurn extends TurnPart {
  readonly continued: boolean;
}

/** A prompt's record is written once its hooks have answered, and they are part of the turn's duration. */
const hooksMs = 10_000;
/** Durations that close a chain were up to 18 s short of the wall clock since its start. */
const shortMs = 30_000;

/** Turns since the first one that left work in the background. */
interface Chain {
  readonly start: number;
  /** How much of that work has yet to report back. */
  pending: number;
}

/**
 * Settles the time of a session's turns. The duration of a single turn leaves out waits for the user and includes the
 * work of its subagents, so nothing is added to it. A duration that closes a chain of turns with background work is the
 * wall clock since the chain began, asleep or not: it is only an upper bound for the signs of work. Otherwise
 * subagents' work counts on top of the turn's own estimate.
 *
 * @param parts sorted by start
 * @param activity busy time of subagents and compactions
 */
export function timedTurns(parts: readonly SessionTurn[], activity: readonly Interval[]): TimedTurns {
  const turns: TranscriptTurn[] = [];
  const covered: Interval[] = [];
  const between: Interval[] = [];
  let chain: Chain | undefined;
  let reached = Number.NEGATIVE_INFINITY;
  for (const each of parts) {
    const part = chain ? each : withLeadIn(each, reached);
    if (chain && isStillWorkedFor(chain, part)) {
      workedBetween(reached, part.start, activity).forEach((worked) => between.push(worked));
    }
    const room = { start: part.start, end: part.end };
    const { writtenMs } = part;
    if (part.source !== 'written' || writtenMs === undefined) {
      turns.push(settled(part, part.source === 'gaps' ? withDelegated(part, activity) : part.busy));
    } else if (isOwnDuration(part, writtenMs, chain)) {
      turns.push(settled(part, fitted(part.busy, difference([room], part.asked ?? []), writtenMs)));
      covered.push(room);
    } else {
      const before = { start: chain?.start ?? part.end - writtenMs, end: part.start };
      const known = [...turns.flatMap((turn) => turn.busy), ...activity, ...between];
      const mostMs = writtenMs - lengthOf(intersection(known, [before]));
      const signs = normalized([...withDelegated(part, activity), ...intersection(activity, [room])]);
      const busy = lengthOf(signs) > mostMs ? fitted(signs, signs, mostMs) : signs;
      turns.push(settled({ ...part, source: 'gaps' }, busy));
      covered.push(room);
    }
    reached = Math.max(reached, part.end);
    chain = chainAfter(part, chain);
  }
  const counted = [...covered, ...turns.flatMap((turn) => turn.busy)];
  return { turns, background: difference([...activity, ...between], counted) };
}

/** Whether a duration is that of its turn alone. */
function isOwnDuration(part: SessionTurn, writtenMs: number, chain: Chain | undefined): boolean {
  const closesChain =
    part.pending === undefined &&
    chain !== undefined &&
    Math.abs(part.end - chain.start - writtenMs) <= shortMs;
  return !closesChain && writtenMs <= part.end - part.start + hooksMs;
}

/** If no record marks a turn's beginning, its duration does, as far as the model may have worked in silence. */
function withLeadIn(part: SessionTurn, reached: number): SessionTurn {
  const missing = part.unnoticed ? (part.writtenMs ?? 0) - (part.end - part.start) : 0;
  if (missing <= 0) {
    return part;
  }
  const start = Math.max(
    reached,
    part.start - Math.min(missing, gapLimitsMs.generating),
    part.end - (part.writtenMs ?? 0),
  );
  return start < part.start
    ? { ...part, start, busy: normalized([{ start, end: part.start }, ...part.busy]) }
    : part;
}

/** A chain left open for good never reports back, and the next turn isn't part of it. */
function isStillWorkedFor({ pending }: Chain, next: SessionTurn): boolean {
  return pending > 0 && (next.by === 'system' || next.pending !== undefined);
}

/**
 * Work between two turns of a chain: known from the subagents' files, or from the turn that begins as their work ends.
 */
function workedBetween(start: number, end: number, activity: readonly Interval[]): readonly Interval[] {
  const gap = { start, end: Math.min(end, start + gapLimitsMs.generating) };
  return intersection(activity, [{ start, end }]).length > 0 ? [] : normalized([gap]);
}

function chainAfter(part: SessionTurn, chain: Chain | undefined): Chain | undefined {
  if (part.pending !== undefined) {
    return { start: chain?.start ?? part.start, pending: part.pending };
  }
  if (part.source === 'written' || !chain) {
    return undefined;
  }
  return { ...chain, pending: chain.pending - (part.by === 'system' ? 1 : 0) };
}

/** A wait for a subagent counts as long as that subagent worked, if its own transcript is there. */
function withDelegated(part: SessionTurn, activity: readonly Interval[]): readonly Interval[] {
  const own = intersection(activity, part.delegated);
  return own.length > 0 ? normalized([...difference(part.busy, part.delegated), ...own]) : part.busy;
}

function settled(part: SessionTurn, busy: readonly Interval[]): TranscriptTurn {
  const { id, by, start, end, source, continued } = part;
  return {
    id,
    by,
    start,
    end,
    busy,
    source,
    continued,
    evidence: source === 'gaps' ? 'estimated' : 'measured',
  };
}
