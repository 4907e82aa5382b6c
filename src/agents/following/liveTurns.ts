import {
  believedSilenceMs,
  latestTurn,
  liveWithSubagents,
  type LiveTurn,
} from '../../core/transcript/parts/liveTurn';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { TranscriptSummary } from '../../core/transcript/source/transcriptSource';

type Told = Pick<TranscriptPart, 'side' | 'live' | 'last'>;

/** The current turn of each session, as far as its files were read. */
export class LiveTurns {
  /** By session, and then by file. */
  private readonly files = new Map<string, Map<string, Told>>();

  take(session: string, path: string, part: Told): void {
    const files = this.files.get(session) ?? new Map<string, Told>();
    files.set(path, { side: part.side, live: part.live, last: part.last });
    this.files.set(session, files);
  }

  /**
   * A session has several files if its project was moved or its agent keeps it twice, and one for each subagent. What
   * the newest doesn't say, no older one knows.
   */
  of(session: string): LiveTurn | undefined {
    const known = this.files.get(session);
    if (known === undefined) {
      return undefined;
    }
    const files = [...known.values()];
    const [only] = files;
    if (files.length === 1 && only !== undefined) {
      return only.live;
    }
    const newest = files
      .filter(({ side }) => !side)
      .reduce<Told | undefined>((a, b) => ((b.last ?? 0) >= (a?.last ?? 0) ? b : a), undefined);
    return liveWithSubagents(
      newest?.live,
      latestTurn(files.filter(({ side }) => side).map(({ live }) => live)),
    );
  }
}

/** What a session does at that time; null if it is over, or has been silent for too long to tell. */
export function stateAt(turn: LiveTurn | undefined, now: number): TranscriptSummary['live'] {
  if (!turn || turn.state === 'idle' || now > turn.since + believedSilenceMs) {
    return null;
  }
  if (turn.state === 'busy' && now <= turn.until) {
    return { state: 'busy', since: turn.since };
  }
  return turn.thenOver ? null : { state: 'waiting', since: turn.until };
}
