import { gapLimitsMs, type GapEstimate } from './cappedGaps';
import type { TurnPart } from './transcriptPart';

/** What an agent does at the end of its transcript, as far as it has been read. */
export interface LiveTurn {
  readonly state: 'busy' | 'waiting' | 'idle';
  /** Of the last record. */
  readonly since: number;
  /** How long silence still is work; beyond, it waits for its user, if it isn't over. */
  readonly until: number;
  /** It has ended its turn, and only work in the background went on. */
  readonly thenOver?: boolean;
}

/** A session that has been silent for longer is believed neither to work nor to wait for anybody. */
export const believedSilenceMs = 600_000;

/** What the records of an open turn say of the time after them, by the same rules as of the time between them. */
export function liveTurn({ silence }: Pick<GapEstimate, 'silence'>): LiveTurn {
  const { since, limitMs, isOver } = silence;
  const state = isOver ? 'idle' : limitMs === 0 ? 'waiting' : 'busy';
  return { state, since, until: state === 'busy' ? since + Math.min(limitMs, believedSilenceMs) : since };
}

/** What the records of a turn that has ended say. */
export function endedTurn({ end, pending }: TurnPart): LiveTurn {
  return pending === undefined
    ? { state: 'idle', since: end, until: end }
    : { state: 'busy', since: end, until: end + gapLimitsMs.generating, thenOver: true };
}

/** The turn of a session whose subagents may work on while it says nothing; a question to the user comes first. */
export function liveWithSubagents(
  own: LiveTurn | undefined,
  subagents: LiveTurn | undefined,
): LiveTurn | undefined {
  if (!own || !subagents) {
    return own ?? subagents;
  }
  // What goes on in the background once a turn has ended, their own files tell better.
  const isTold = own.thenOver === true && subagents.since >= own.since;
  const worksOn = subagents.state === 'busy' && own.state !== 'waiting' && subagents.until > own.until;
  return isTold || worksOn ? subagents : own;
}

/** Of several at once the one that may be at work for longest, else the last that was. */
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
