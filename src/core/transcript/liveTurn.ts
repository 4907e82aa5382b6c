import type { GapEstimate } from './cappedGaps';

/** What an agent does at the end of its transcript, as far as it has been read. */
export interface LiveTurn {
  readonly state: 'busy' | 'waiting' | 'idle';
  /** Of the last record. */
  readonly since: number;
  /** How long silence still is work; beyond, it waits for its user. */
  readonly until: number;
}

/** A session that has been silent for longer is believed neither to work nor to wait for anybody. */
export const believedSilenceMs = 600_000;

/** What the records of an open turn say of the time after them, by the same rules as of the time between them. */
export function liveTurn({ silence }: Pick<GapEstimate, 'silence'>): LiveTurn {
  const { since, limitMs, isOver } = silence;
  const state = isOver ? 'idle' : limitMs === 0 ? 'waiting' : 'busy';
  return { state, since, until: state === 'busy' ? since + Math.min(limitMs, believedSilenceMs) : since };
}

/** The turn of a session whose subagents may work on while it says nothing; a question to the user comes first. */
export function liveWithSubagents(
  own: LiveTurn | undefined,
  subagents: LiveTurn | undefined,
): LiveTurn | undefined {
  const worksOn = subagents?.state === 'busy' && own?.state !== 'waiting';
  return worksOn && subagents.until > (own?.until ?? 0) ? subagents : (own ?? subagents);
}
