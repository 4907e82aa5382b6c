import type { Interval } from '../span';
import type { TranscriptTurn } from './agentTranscript';
import { difference, fitted, intersection, lengthOf, normalized } from './intervals';
import type { TurnPart } from './transcriptPart';

export interface TimedTurns {
  readonly turns: readonly TranscriptTurn[];
  readonly background: readonly Interval[];
}

/** A turn of this session, or what is left of one that another session began. */
export interface SessionTurn extends TurnPart {
  readonly continued: boolean;
}

/**
 * Settles the time of a session's turns. A written duration leaves out waits for the person and holds the work of
 * subagents, so nothing is added to it; elsewhere what subagents did counts beside the turn's own estimate.
 *
 * @param parts sorted by start
 * @param activity busy time of subagents
 */
export function timedTurns(parts: readonly SessionTurn[], activity: readonly Interval[]): TimedTurns {
  const turns: TranscriptTurn[] = [];
  const covered: Interval[] = [];
  // Since the first duration that left background work pending; the one that doesn't counts from there.
  let chain: TranscriptTurn[] = [];
  for (const part of parts) {
    const room = [{ start: part.start, end: part.end }];
    if (part.source !== 'written' || part.writtenMs === undefined) {
      const turn = settled(part, part.source === 'gaps' ? withDelegated(part, activity) : part.busy);
      turns.push(turn);
      if (chain.length > 0) {
        chain.push(turn);
      }
    } else if (part.pending) {
      const turn = settled(part, fitted(part.busy, room, part.writtenMs));
      turns.push(turn);
      covered.push(...room);
      chain.push(turn);
    } else {
      const started = Math.min(part.start, ...chain.map((turn) => turn.start));
      const whole = { start: started, end: part.end };
      const counted = chain.reduce((sum, turn) => sum + lengthOf(turn.busy), 0);
      const rest = Math.max(0, part.writtenMs - counted);
      const guess = chain.length > 0 ? [...part.busy, ...activity] : part.busy;
      turns.push(settled(part, fitted(guess, difference([whole], chain), rest)));
      covered.push(whole);
      chain = [];
    }
  }
  const counted = [...covered, ...turns.flatMap((turn) => turn.busy)];
  return { turns, background: difference(activity, counted) };
}

/** A wait for a subagent counts as long as that subagent worked, where its own transcript is there to tell. */
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
