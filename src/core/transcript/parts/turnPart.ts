import { cappedGaps, type GapEstimate } from './cappedGaps';
import { normalized } from '../intervals';
import type { TranscriptObservation } from './observation';
import type { TurnPart } from './transcriptPart';

/** A turn that hasn't ended yet; plain data. */
export interface OpenTurn {
  readonly id: string;
  readonly by: 'person' | 'system';
  readonly start: number;
  /** As it was when the turn began. */
  readonly asks: boolean;
  readonly observations: TranscriptObservation[];
  /** Its first sign was output, so it really began some time earlier. */
  readonly unnoticed?: boolean;
}

/** Records of one turn are out of order by less, unless the clock was set back. */
const disorderMs = 60_000;

/** The turn made up of its records, in the order of the file. */
export function turnPartOf(turn: OpenTurn): TurnPart {
  const { id, by, observations } = turn;
  const { start, end, busy, delegated, asked } = estimateOf(turn);
  const written = observations.find((each) => each.kind === 'duration');
  if (written?.kind === 'duration') {
    return {
      id,
      by,
      start,
      end: Math.max(end, written.at),
      busy,
      delegated,
      asked,
      source: 'written',
      writtenMs: written.ms,
      ...(written.pending > 0 ? { pending: written.pending } : {}),
      ...(turn.unnoticed ? { unnoticed: true } : {}),
    };
  }
  const interruption = observations.find((each) => each.kind === 'interruption');
  return { id, by, start, end: Math.max(end, interruption?.at ?? start), busy, delegated, source: 'gaps' };
}

function estimateOf({
  start,
  asks,
  observations,
}: OpenTurn): Omit<GapEstimate, 'silence'> & { start: number } {
  const setBack = clockSetBack(start, observations);
  const first = observations[setBack];
  const later = first ? observations.slice(setBack) : [];
  if (!first || !later.some((each) => each.kind === 'output')) {
    const { busy, delegated, asked, end } = cappedGaps(start, observations, asks);
    return { start, busy, delegated, asked, end };
  }
  const before = cappedGaps(start, observations.slice(0, setBack), asks);
  const after = cappedGaps(first.at, later, asks);
  return {
    start: Math.min(start, first.at),
    end: Math.max(before.end, after.end),
    busy: normalized([...before.busy, ...after.busy]),
    delegated: normalized([...before.delegated, ...after.delegated]),
    asked: normalized([...before.asked, ...after.asked]),
  };
}

/** The first record after the clock was set back for good; past the last if it wasn't. */
function clockSetBack(start: number, observations: readonly TranscriptObservation[]): number {
  let reached = start;
  let since = observations.length;
  let index = 0;
  for (const { at } of observations) {
    if (at >= reached) {
      // Earlier records were merely out of order.
      reached = at;
      since = observations.length;
    } else if (at < reached - disorderMs) {
      since = Math.min(since, index);
    }
    index += 1;
  }
  return since;
}
