import { jsonLines, parsedJson, records, text } from '../documentPart';
import { isRecord } from '../jsonSkim';
import type { Skip } from '../transcriptReader';

export interface GeminiMessage {
  readonly id: string;
  readonly at: number;
  readonly type: string;
  readonly text: string;
  /** Submitted by the person, not put in by the CLI. */
  readonly isTyped: boolean;
  /** The answer of a tool, in the place of a message. */
  readonly isResponse: boolean;
  readonly model: string;
  readonly tokens: Readonly<Record<string, unknown>> | undefined;
  readonly toolCalls: unknown;
}

export interface GeminiConversation {
  /** Fields of the session itself. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly messages: readonly GeminiMessage[];
}

/** Both forms of a session: one object, or a header and records of which the last of an id counts. */
export function geminiConversation(bytes: Buffer, name: string, skip: Skip): GeminiConversation | undefined {
  if (!name.endsWith('.jsonl')) {
    const whole = parsedJson(bytes.toString('utf8'));
    if (!isRecord(whole)) {
      skip('malformed line');
      return undefined;
    }
    return { about: whole, messages: inOrder(records(whole['messages'])) };
  }
  let about: Record<string, unknown> = {};
  let messages = new Map<string, Record<string, unknown>>();
  for (const record of jsonLines(bytes, skip)) {
    const id = text(record['id']);
    const set = record['$set'];
    const rewindTo = text(record['$rewindTo']);
    if (isRecord(set)) {
      if (Array.isArray(set['messages'])) {
        messages = byId(records(set['messages']));
      }
      about = { ...about, ...set };
    } else if (rewindTo !== undefined) {
      const ids = [...messages.keys()];
      const kept = ids.includes(rewindTo) ? ids.slice(0, ids.indexOf(rewindTo)) : ids;
      messages = new Map([...messages].filter(([each]) => kept.includes(each)));
    } else if (id !== undefined && record['type'] !== undefined) {
      messages.set(id, record);
    } else if (record['sessionId'] !== undefined) {
      about = { ...about, ...record };
      for (const [each, message] of byId(records(record['messages']))) {
        messages.set(each, message);
      }
    } else {
      skip('unknown record');
    }
  }
  return { about, messages: inOrder([...messages.values()]) };
}

function byId(messages: readonly Record<string, unknown>[]): Map<string, Record<string, unknown>> {
  return new Map(messages.map((message, index) => [text(message['id']) ?? `${index}`, message]));
}

function inOrder(messages: readonly Record<string, unknown>[]): GeminiMessage[] {
  return messages.map(messageOf).sort((a, b) => a.at - b.at || 0);
}

function messageOf(record: Readonly<Record<string, unknown>>, index: number): GeminiMessage {
  const parts = records(record['content']);
  const content = record['content'];
  const words =
    typeof content === 'string' ? content : parts.map((part) => text(part['text']) ?? '').join('');
  const written = words.trim();
  const isResponse = parts.some((part) => part['functionResponse'] !== undefined);
  const at = Date.parse(text(record['timestamp']) ?? '');
  return {
    id: text(record['id']) ?? `${index}@${at}`,
    at,
    type: text(record['type']) ?? '',
    text: written,
    isTyped: !isResponse && isTyped(written),
    isResponse,
    model: text(record['model']) ?? '',
    tokens: isRecord(record['tokens']) ? record['tokens'] : undefined,
    toolCalls: record['toolCalls'],
  };
}

function isTyped(words: string): boolean {
  return (
    words !== '' &&
    words !== 'System: Please continue.' &&
    !['/', '?', '<session_context>', '<hook_context>'].some((start) => words.startsWith(start))
  );
}
