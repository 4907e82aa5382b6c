import type { TranscriptPart } from '../../../core/transcript/parts/transcriptPart';
import { noUsage, type UsageTable } from '../../../core/transcript/usageTable';
import { isRecord, parsedObject } from '../../json/jsonValues';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../../reading/transcriptReader';
import { ChatEvents, type ChatEventsState } from './events';
import { mutatedChat } from './mutations';
import { partOfChat } from './requests';
import { wantedOfChat, type Wanted } from './fields';

interface ChatLinesState {
  readonly chat: Record<string, unknown> | null;
  /** Skipped requests by id: they stay in the chat, but count once. */
  readonly passedOver: readonly string[];
  readonly events: ChatEventsState;
  /** Of the events only: requests are set piece by piece, so their tokens are only known once they are complete. */
  readonly usage: UsageTable;
}

/**
 * A chat as lines: either a log of mutations, appended to until it is rewritten as a whole, or events. The lines show
 * which, wherever the file was found.
 */
export class ChatLines implements LineReader {
  private readonly wanted: Wanted;
  private readonly passedOver: Set<string>;
  private readonly events: ChatEvents;
  private chat: Record<string, unknown> | undefined;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isChatLinesState(state) ? state : undefined;
    this.wanted = wantedOfChat(rules);
    this.passedOver = new Set(saved?.passedOver);
    this.chat = saved?.chat ? structuredClone(saved.chat) : undefined;
    this.events = new ChatEvents(file, rules, skip, saved?.events, saved?.usage ?? noUsage);
  }

  line(bytes: Buffer, start: number, end: number): void {
    const entry = parsedObject(bytes, start, end);
    if (!entry) {
      this.skip('malformed line');
    } else if (typeof entry['type'] === 'string' && isRecord(entry['data'])) {
      this.events.take(entry['type'], entry, entry['data']);
    } else {
      this.chat = mutatedChat(this.chat, entry, this.wanted, this.skip);
    }
  }

  part(): TranscriptPart | undefined {
    return (
      this.events.part() ??
      (this.chat &&
        partOfChat(this.chat, this.file, this.rules, (id, reason) => {
          if (!this.passedOver.has(id)) {
            this.passedOver.add(id);
            this.skip(reason);
          }
        }))
    );
  }

  state(): ChatLinesState {
    return {
      chat: this.chat ?? null,
      passedOver: [...this.passedOver],
      events: this.events.state(),
      usage: this.events.usage(),
    };
  }
}

function isChatLinesState(state: unknown): state is ChatLinesState {
  return isRecord(state) && 'passedOver' in state && 'events' in state;
}
