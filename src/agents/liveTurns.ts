import { believedSilenceMs, liveWithSubagents, type LiveTurn } from '../core/transcript/liveTurn';
import type { TranscriptPart } from '../core/transcript/transcriptPart';
import type { TranscriptSummary } from '../core/transcript/transcriptSource';

type Told = Pick<TranscriptPart, 'side' | 'live'>;

/** The turns that sessions are in, as far as their files were read. */
export class LiveTurns {
  /** By session, and then by file. */
  private readonly files = new Map<string, Map<string, Told>>();

  take(session: string, path: string, part: Told): void {
    const files = this.files.get(session) ?? new Map<string, Told>();
    files.set(path, { side: part.side, live: part.live });
    this.files.set(session, files);
  }

  /** A session has several files where its project was moved, and one for each subagent. */
  of(session: string): LiveTurn | undefined {
    const files = [...(this.files.get(session)?.values() ?? [])];
    const own = last(files.filter(({ side }) => !side));
    const busy = files.filter(({ side, live }) => side && live?.state === 'busy');
    return liveWithSubagents(own, last(busy));
  }
}

function last(files: readonly Told[]): LiveTurn | undefined {
  return files
    .map(({ live }) => live)
    .reduce((latest, each) => (each && each.until >= (latest?.until ?? 0) ? each : latest), undefined);
}

/** What a session does at that time; null where it is over, or silent for too long to be believed. */
export function stateAt(turn: LiveTurn | undefined, now: number): TranscriptSummary['live'] {
  if (!turn || turn.state === 'idle' || now > turn.since + believedSilenceMs) {
    return null;
  }
  return turn.state === 'busy' && now <= turn.until
    ? { state: 'busy', since: turn.since }
    : { state: 'waiting', since: turn.until };
}
