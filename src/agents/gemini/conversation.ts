import { hashText } from '../reading/hash';
import { isBelievable } from '../reading/believable';
import { count, isRecord, records, text } from '../json/jsonValues';
import { wordsOf, type Words } from '../reading/promptWords';
import { shortText } from '../json/shortText';
import { isProposingTool, proposalIdsIn, proposesByCommand } from '../reading/proposalCalls';
import type { ReadingRules, Skip } from '../reading/transcriptReader';
import { authorOf, textIn, typedPart, type GeminiAuthor } from './prompt';
import { geminiToolKind } from './tools';

type Json = Readonly<Record<string, unknown>>;

/** What a message says about time and tokens, with its words only as far as they may be kept. */
export interface GeminiMessage {
  readonly id: string;
  readonly at: number;
  readonly by: GeminiAuthor | 'model';
  readonly words: Words;
  readonly model: string;
  readonly tokens: Readonly<Record<'input' | 'output' | 'cacheRead', number>> | null;
  readonly calls: readonly GeminiCall[];
}

export interface GeminiCall {
  /** Hash of its id. */
  readonly id: number;
  readonly name: string;
  /** When it was done, including any wait for permission; null if the file doesn't say. */
  readonly doneAt: number | null;
  /** Rejected, or stopped with its turn. */
  readonly isCancelled: boolean;
  /** The ids of the tasks that it proposed to us; absent if none. */
  readonly proposed?: readonly string[];
}

/** Fields of the session itself. */
export interface GeminiAbout {
  readonly sessionId: string | null;
  readonly kind: string | null;
  readonly startTime: string | null;
  readonly lastUpdated: string | null;
}

export interface GeminiConversationState {
  readonly about: GeminiAbout;
  readonly messages: readonly (readonly [string, GeminiMessage])[];
  readonly isRewound: boolean;
}

const unknown: GeminiAbout = { sessionId: null, kind: null, startTime: null, lastUpdated: null };

/** More messages than any conversation has; any more are counted, not read. */
const mostMessages = 200_000;
const mostCalls = 1_000;

/** A session's messages, of which the last with an id counts, taken record by record or all at once. */
export class GeminiConversation {
  about: GeminiAbout;
  /** The user went back, and nothing has been said since. */
  isRewound: boolean;
  private readonly byId: Map<string, GeminiMessage>;
  /** In the order in which they first came, with the index of each, since a rewind drops the end. */
  private readonly order: string[];
  private readonly placeOf: Map<string, number>;
  /** How many the user or the model wrote. */
  private conversed: number;

  constructor(
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    saved?: GeminiConversationState,
  ) {
    this.about = saved?.about ?? unknown;
    this.isRewound = saved?.isRewound ?? false;
    this.byId = new Map(saved?.messages);
    this.order = [...this.byId.keys()];
    this.placeOf = new Map(this.order.map((id, place) => [id, place]));
    this.conversed = [...this.byId.values()].filter(isConversation).length;
  }

  take(record: Json): void {
    const set = record['$set'];
    const rewindTo = text(record['$rewindTo']);
    if (isRecord(set)) {
      const { messages, ...about } = set;
      this.checkpoint(records(messages));
      this.describe(about);
    } else if (rewindTo !== undefined) {
      this.rewind(rewindTo);
    } else if (text(record['id']) !== undefined && record['type'] !== undefined) {
      this.add(record);
    } else if (record['sessionId'] !== undefined) {
      this.describe(record);
    } else {
      this.skip('unknown record');
    }
  }

  /** A header, or the whole session. */
  describe(record: Json): void {
    this.about = {
      sessionId: shortText(record['sessionId']) ?? this.about.sessionId,
      kind: shortText(record['kind']) ?? this.about.kind,
      startTime: shortText(record['startTime']) ?? this.about.startTime,
      lastUpdated: shortText(record['lastUpdated']) ?? this.about.lastUpdated,
    };
    records(record['messages']).forEach((message) => this.add(message));
  }

  /** When it was last written to, according to its messages and its header. */
  lastAt(): number {
    let last = timeOf(this.about.lastUpdated);
    last = isBelievable(last, this.rules, () => undefined) ? last : Number.NEGATIVE_INFINITY;
    for (const { at } of this.byId.values()) {
      last = Math.max(last, at);
    }
    return last;
  }

  /** By time. */
  messages(): readonly GeminiMessage[] {
    return [...this.byId.values()].sort((a, b) => a.at - b.at);
  }

  state(): GeminiConversationState {
    return { about: this.about, messages: [...this.byId], isRewound: this.isRewound };
  }

  /**
   * The conversation that the model sees from here on. What this leaves out was still worked on, and what it adds was
   * made by the CLI (a summary, for example): every prompt and every answer has its own record.
   */
  private checkpoint(messages: readonly Json[]): void {
    const isBeginning = this.conversed === 0;
    for (const message of messages) {
      const isKnown = this.byId.has(text(message['id']) ?? '');
      if (isBeginning || (!isKnown && isRecord(message['tokens']))) {
        this.add(message);
      }
    }
  }

  /** Drops a message and everything after it. */
  private rewind(id: string): void {
    this.isRewound = true;
    const place = this.placeOf.get(id);
    for (const dropped of place === undefined ? [] : this.order.splice(place)) {
      this.conversed -= isConversation(this.byId.get(dropped)) ? 1 : 0;
      this.byId.delete(dropped);
      this.placeOf.delete(dropped);
    }
  }

  private add(record: Json): void {
    const at = timeOf(record['timestamp']);
    if (!isBelievable(at, this.rules, this.skip)) {
      return;
    }
    const id = shortText(record['id']) ?? `${this.byId.size}@${at}`;
    const known = this.byId.get(id);
    if (!known && this.order.length >= mostMessages) {
      this.skip('more than one file may hold');
      return;
    }
    if (!known) {
      this.placeOf.set(id, this.order.length);
      this.order.push(id);
    }
    const message = messageOf(record, { id, at }, this.rules, this.skip);
    this.conversed += (isConversation(message) ? 1 : 0) - (isConversation(known) ? 1 : 0);
    this.byId.set(id, message);
    this.isRewound = false;
  }
}

function isConversation(message: GeminiMessage | undefined): boolean {
  return message?.by === 'person' || message?.by === 'model';
}

function messageOf(
  record: Json,
  { id, at }: Pick<GeminiMessage, 'id' | 'at'>,
  rules: ReadingRules,
  skip: Skip,
): GeminiMessage {
  const { type, content } = record;
  const sent = textIn(content).trim();
  // A tool's answer is written as a message, too.
  const isResponse = records(content).some((part) => part['functionResponse'] !== undefined);
  const by = type === 'user' && !isResponse ? authorOf(sent) : type === 'gemini' ? 'model' : 'nobody';
  const calls = by === 'model' ? records(record['toolCalls']) : [];
  if (calls.length > mostCalls) {
    skip('more than one file may hold');
  }
  return {
    id,
    at,
    by,
    words:
      by === 'person' ? wordsOf(typedPart(sent, textIn(record['displayContent'])), rules) : { length: 0 },
    model: shortText(record['model']) ?? '',
    tokens: isRecord(record['tokens']) ? tokensOf(record['tokens']) : null,
    calls: calls.slice(0, mostCalls).map((call, index) => callOf(call, { at, index }, rules, skip)),
  };
}

/** The input excludes prompts of tools, and the output excludes thoughts; the total includes all four. */
function tokensOf(tokens: Json): NonNullable<GeminiMessage['tokens']> {
  const cacheRead = Math.min(count(tokens['cached']), count(tokens['input']));
  return {
    input: count(tokens['input']) - cacheRead + count(tokens['tool']),
    output: count(tokens['output']) + count(tokens['thoughts']),
    cacheRead,
  };
}

function callOf(
  call: Json,
  { at, index }: { readonly at: number; readonly index: number },
  rules: ReadingRules,
  skip: Skip,
): GeminiCall {
  const doneAt = timeOf(call['timestamp']);
  const proposed = proposedBy(call);
  const isTold = call['timestamp'] !== undefined && isBelievable(doneAt, rules, skip);
  return {
    id: hashText(text(call['id']) ?? `${at} ${index}`),
    name: shortText(call['name']) ?? '',
    doneAt: isTold && doneAt >= at ? doneAt : null,
    isCancelled: call['status'] === 'cancelled',
    ...(proposed.length > 0 ? { proposed } : {}),
  };
}

function proposedBy(call: Json): readonly string[] {
  const name = shortText(call['name']) ?? '';
  if (isProposingTool(name)) {
    return proposalIdsIn(call['result'], 'tool');
  }
  const args = geminiToolKind(name) === 'shell' && isRecord(call['args']) ? call['args'] : {};
  return proposesByCommand(text(args['command']) ?? '') ? proposalIdsIn(call['result'], 'command') : [];
}

function timeOf(value: unknown): number {
  return Date.parse(shortText(value) ?? '');
}
