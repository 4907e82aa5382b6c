import { hashText } from '../hash';
import { isBelievable } from '../believable';
import { count, isRecord, records, text } from '../jsonValues';
import { wordsOf, type Words } from '../promptWords';
import type { ReadingRules, Skip } from '../transcriptReader';

type Json = Readonly<Record<string, unknown>>;

/** What a message says about time and tokens; its words only as far as they may be kept. */
export interface GeminiMessage {
  readonly id: string;
  readonly at: number;
  readonly by: 'person' | 'cli' | 'model' | 'nobody';
  readonly words: Words;
  readonly model: string;
  readonly tokens: Readonly<Record<'input' | 'output' | 'cacheRead', number>> | null;
  readonly calls: readonly GeminiCall[];
}

export interface GeminiCall {
  /** Hash of its id. */
  readonly id: number;
  readonly name: string;
  /** When it was done, whoever had to allow it before; null where it isn't told. */
  readonly doneAt: number | null;
}

/** Fields of the session itself. */
export interface GeminiAbout {
  readonly sessionId: string | null;
  readonly kind: string | null;
  readonly startTime: string | null;
}

export interface GeminiConversationState {
  readonly about: GeminiAbout;
  readonly messages: readonly (readonly [string, GeminiMessage])[];
}

const unknown: GeminiAbout = { sessionId: null, kind: null, startTime: null };

/** A session's messages, of which the last of an id counts; told record by record, or all at once. */
export class GeminiConversation {
  about: GeminiAbout;
  private byId: Map<string, GeminiMessage>;

  constructor(
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    saved?: GeminiConversationState,
  ) {
    this.about = saved?.about ?? unknown;
    this.byId = new Map(saved?.messages);
  }

  take(record: Json): void {
    const set = record['$set'];
    const rewindTo = text(record['$rewindTo']);
    if (isRecord(set)) {
      const { messages, ...about } = set;
      this.checkpoint(records(messages));
      this.describe(about);
    } else if (rewindTo !== undefined) {
      const entries = [...this.byId];
      const index = entries.findIndex(([id]) => id === rewindTo);
      this.byId = new Map(index < 0 ? entries : entries.slice(0, index));
    } else if (text(record['id']) !== undefined && record['type'] !== undefined) {
      this.add(record);
    } else if (record['sessionId'] !== undefined) {
      this.describe(record);
    } else {
      this.skip('unknown record');
    }
  }

  /**
   * What the model gets to see of the conversation from here on. What it leaves out was worked on all the same, and
   * what it adds was made by the CLI (a summary, say): every prompt and every answer has a record of its own.
   */
  private checkpoint(messages: readonly Json[]): void {
    const isBeginning = ![...this.byId.values()].some(({ by }) => by === 'person' || by === 'model');
    for (const message of messages) {
      const isKnown = this.byId.has(text(message['id']) ?? '');
      if (isBeginning || (!isKnown && isRecord(message['tokens']))) {
        this.add(message);
      }
    }
  }

  /** A header, or the whole session. */
  describe(record: Json): void {
    this.about = {
      sessionId: text(record['sessionId']) ?? this.about.sessionId,
      kind: text(record['kind']) ?? this.about.kind,
      startTime: text(record['startTime']) ?? this.about.startTime,
    };
    records(record['messages']).forEach((message) => this.add(message));
  }

  /** By time. */
  messages(): readonly GeminiMessage[] {
    return [...this.byId.values()].sort((a, b) => a.at - b.at);
  }

  state(): GeminiConversationState {
    return { about: this.about, messages: [...this.byId] };
  }

  private add(record: Json): void {
    const at = Date.parse(text(record['timestamp']) ?? '');
    if (isBelievable(at, this.rules, this.skip)) {
      const id = text(record['id']) ?? `${this.byId.size}@${at}`;
      this.byId.set(id, messageOf(record, id, at, this.rules));
    }
  }
}

function messageOf(record: Json, id: string, at: number, rules: ReadingRules): GeminiMessage {
  const { type, content } = record;
  const parts = records(content);
  const words =
    typeof content === 'string' ? content : parts.map((part) => text(part['text']) ?? '').join('');
  const written = words.trim();
  // The answer of a tool takes the place of a message, too.
  const isResponse = parts.some((part) => part['functionResponse'] !== undefined);
  const by = type === 'user' && !isResponse ? byOf(written) : type === 'gemini' ? 'model' : 'nobody';
  return {
    id,
    at,
    by,
    words: by === 'person' ? wordsOf(written, rules) : { length: 0 },
    model: text(record['model']) ?? '',
    tokens: isRecord(record['tokens']) ? tokensOf(record['tokens']) : null,
    calls: by === 'model' ? records(record['toolCalls']).map((call) => callOf(call, at)) : [],
  };
}

/** Prompts of tools are no part of the input, nor thoughts of the output; the total holds all four. */
function tokensOf(tokens: Json): NonNullable<GeminiMessage['tokens']> {
  const cacheRead = Math.min(count(tokens['cached']), count(tokens['input']));
  return {
    input: count(tokens['input']) - cacheRead + count(tokens['tool']),
    output: count(tokens['output']) + count(tokens['thoughts']),
    cacheRead,
  };
}

function callOf(call: Json, at: number): GeminiCall {
  const doneAt = Date.parse(text(call['timestamp']) ?? '');
  return {
    id: hashText(text(call['id']) ?? `${at}`),
    name: text(call['name']) ?? '',
    doneAt: doneAt >= at ? doneAt : null,
  };
}

/** Commands and summaries start nothing; what the CLI puts in starts a turn that nobody typed. */
function byOf(words: string): GeminiMessage['by'] {
  if (words.startsWith('/') || words.startsWith('?') || words.startsWith('<state_snapshot>')) {
    return 'nobody';
  }
  const isPutIn =
    words === '' ||
    words === 'System: Please continue.' ||
    words.startsWith('<session_context>') ||
    words.startsWith('<hook_context>');
  return isPutIn ? 'cli' : 'person';
}
