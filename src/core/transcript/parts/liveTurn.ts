import { gapLimitsMs, type GapEstimate } from './cappedGaps';
import type { TurnPart } from './transcriptPart';

/** An agent's present state, by the end of its transcript as read so far. */
export interface LiveTurn {
  readonly state: 'busy' | 'waiting' | 'idle';
  /** Of the last record. */
  readonly since: number;
  /** How long silence still counts as work; after that it waits for the user, unless it is over. */
  readonly until: number;
  /** It has ended its turn, and only background work continued. */
  readonly thenOver?: boolean;
}

/** A session silent for longer is assumed neither to work nor to wait for anybody. */
export const believedSilenceMs = 600_000;

/** The state after the records of an open turn, by the rules that also hold between its records. */
export function liveTurn({ silence }: Pick<GapEstimate, 'silence'>): LiveTurn {
  const { since, limitMs, isOver } = silence;
  const state = isOver ? 'idle' : limitMs === 0 ? 'waiting' : 'busy';
  return { state, since, until: state === 'busy' ? since + Math.min(limitMs, believedSilenceMs) : since };
}

/** The state after the records of an ended turn. */
export function endedTurn({ end, pending }: TurnPart): LiveTurn {
  return pending === undefined
    ? { state: 'idle', since: end, until: end }
    : { state: 'busy', since: end, until: end + gapLimitsMs.generating, thenOver: true };
}

/** The turn of a session whose subagents may work on while it is silent; a question to the user comes first. */
export function liveWithSubagents(
  own: LiveTurn | undefined,
  subagents: LiveTurn | undefined,
): LiveTurn | undefined {
  if (!own || !subagents) {
    return own ?? subagents;
  }
  // For background work after a turn's end, the subagents' own files are the better source.
  const isTold = own.thenOver === true && subagents.since >= own.since;
  const worksOn = subagents.state === 'busy' && own.state !== 'waiting' && subagents.until > own.until;
  return isTold || worksOn ? subagents : own;
}

/** Of several at once, the one that may be at work for longest, else the last that was. */
export function latestTurn(turns: Iterable<LiveTurn | undefined>): LiveTurn | undefined {
  let latest: LiveTurn | undefined;
  for (const each of turns) {
    if (each && (!latest || rank(each) >= rank(latest))) {
      latest = each;
    }
  }
  return latest;
}

function rank({ state, until }: LiveTurn): number {
  return state === 'busy' ? until : until - believedSilenceMs;
}
