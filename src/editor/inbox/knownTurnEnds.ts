import { inBackground } from '../../core/inBackground';
import type { Log } from '../../core/ports';
import { transcriptKey } from '../../core/transcript/inbox/inbox';
import type { TranscriptSource, TranscriptSummary } from '../../core/transcript/source/transcriptSource';

interface TurnEndDeps {
  readonly source: Pick<TranscriptSource, 'turnEnd'>;
  readonly log: Log;
  /** One that was asked for has become known, or another than it was. */
  readonly changed: () => void;
}

/** As of the end of its session at that time. */
interface KnownEnd {
  readonly sessionEnd: number;
  readonly end: number | undefined;
}

/** Enough for anyone; only bounds growth over months. */
const mostKnown = 2000;

/** When turns end, as the thread that reads transcripts knows it. */
export class KnownTurnEnds {
  private readonly known = new Map<string, KnownEnd>();

  constructor(private readonly deps: TurnEndDeps) {}

  /** The last that is known, which is asked for again where the session went on; undefined until it is. */
  of(session: TranscriptSummary, at: number): number | undefined {
    const key = `${transcriptKey(session)}\n${at}`;
    const known = this.known.get(key);
    if (known?.sessionEnd !== session.end) {
      if (this.known.size >= mostKnown) {
        this.known.clear();
      }
      this.known.set(key, { sessionEnd: session.end, end: known?.end });
      inBackground(this.ask(key, session, at), this.deps.log, 'A turn of a transcript could not be read.');
    }
    return known?.end;
  }

  private async ask(
    key: string,
    { agent, externalId, end: sessionEnd }: TranscriptSummary,
    at: number,
  ): Promise<void> {
    const { source, log, changed } = this.deps;
    const before = this.known.get(key)?.end;
    const end = await source.turnEnd(agent, externalId, at).catch((error: unknown) => {
      log.warn('A turn of a transcript could not be read.', error);
      return undefined;
    });
    if (end === undefined) {
      // Asked for again the next time: the thread may have been on its way up.
      this.known.delete(key);
      return;
    }
    this.known.set(key, { sessionEnd, end });
    if (end !== before) {
      changed();
    }
  }
}
