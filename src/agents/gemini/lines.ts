import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { noUsage, type UsageTable } from '../../core/transcript/usageTable';
import { isRecord, parsedObject } from '../json/jsonValues';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../reading/transcriptReader';
import { GeminiConversation, type GeminiConversationState } from './conversation';
import { partOfConversation } from './part';

interface GeminiState extends GeminiConversationState {
  /** Messages are rewritten and rewound, so what counts is only known once they are put together. */
  readonly usage: UsageTable;
}

/** A session as a file of lines: a header, then records, of which the last with an id counts. */
export class GeminiLines implements LineReader {
  private readonly conversation: GeminiConversation;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    this.conversation = new GeminiConversation(rules, skip, isGeminiState(state) ? state : undefined);
  }

  line(bytes: Buffer, start: number, end: number): void {
    const record = parsedObject(bytes, start, end);
    if (record) {
      this.conversation.take(record);
    } else {
      this.skip('malformed line');
    }
  }

  part(): TranscriptPart | undefined {
    return partOfConversation(this.conversation, this.file, this.rules, () => undefined);
  }

  state(): GeminiState {
    return { ...this.conversation.state(), usage: noUsage };
  }
}

function isGeminiState(state: unknown): state is GeminiState {
  return isRecord(state) && 'messages' in state && 'about' in state;
}
