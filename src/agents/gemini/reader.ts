import { dirname, join } from 'node:path';
import type { TranscriptPart } from '../../core/transcript/transcriptPart';
import { noUsage, type UsageTable } from '../../core/transcript/usageTable';
import { isRecord, parsedJson, parsedObject } from '../json/jsonValues';
import { isBelievableDuration } from '../json/believable';
import { PartBuilder } from '../json/documentPart';
import { longestPath, shortText } from '../json/shortText';
import { pathRulesOf } from '../files/pathRules';
import { smallFile } from '../files/smallFile';
import type { AgentReader, LineReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';
import { GeminiConversation, type GeminiConversationState, type GeminiMessage } from './conversation';
import { geminiLive, openedTurns } from './turns';

/** Gemini CLI: `tmp/<project>/chats/session-….json` or `.jsonl`, subagents in a folder of their parent's name. */
export const geminiReader: AgentReader = {
  agent: 'gemini',
  roots: ({ home, platform, variables }) => [
    pathRulesOf(platform).join(variables['GEMINI_CLI_HOME'] || home, '.gemini', 'tmp'),
  ],
  format(name) {
    if (!/(^|\/)chats\/(.*\/)?[^/]+\.jsonl?$/.test(name)) {
      return undefined;
    }
    return name.endsWith('.jsonl')
      ? {
          kind: 'lines',
          revises: true,
          open: (file, rules, skip, state) => new GeminiLines(file, rules, skip, state),
        }
      : { kind: 'document', read: readWhole };
  },
};

function readWhole(
  bytes: Buffer,
  file: TranscriptFile,
  rules: ReadingRules,
  skip: Skip,
): TranscriptPart | undefined {
  const whole = parsedJson(bytes.toString('utf8'));
  if (!isRecord(whole)) {
    skip('malformed line');
    return undefined;
  }
  const conversation = new GeminiConversation(rules, skip);
  conversation.describe(whole);
  return partOf(conversation, file, rules, skip);
}

interface GeminiState extends GeminiConversationState {
  /** Messages are rewritten and rewound: what counts is only known once they are put together. */
  readonly usage: UsageTable;
}

/** A session that is appended to: a header, then records of which the last of an id counts. */
class GeminiLines implements LineReader {
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
    return partOf(this.conversation, this.file, this.rules, () => undefined);
  }

  state(): GeminiState {
    return { ...this.conversation.state(), usage: noUsage };
  }
}

function isGeminiState(state: unknown): state is GeminiState {
  return isRecord(state) && 'messages' in state && 'about' in state;
}

function partOf(
  conversation: GeminiConversation,
  file: TranscriptFile,
  rules: ReadingRules,
  skip: Skip,
): TranscriptPart | undefined {
  const { sessionId: id, kind, startTime } = conversation.about;
  if (id === null) {
    return undefined;
  }
  const builder = new PartBuilder(rules);
  const parent = /chats\/([^/]+)\/[^/]+$/.exec(file.name)?.[1];
  const side = kind === 'subagent' || parent !== undefined;
  const lastAt = conversation.lastAt();
  const messages = conversation.messages().map((each) => believedCalls(each, lastAt, skip));
  for (const { id: message, at, model, tokens, calls } of messages) {
    builder.moment(at, () => undefined);
    for (const { doneAt } of calls) {
      builder.moment(doneAt ?? at, () => undefined);
    }
    if (tokens) {
      builder.tokens(`gemini ${id} ${message}`, { at, model, cacheWrite: 0, ...tokens });
    }
  }
  const turns = openedTurns(messages);
  for (const { begun, work } of turns) {
    const turn = `${id} ${begun.id}`;
    if (begun.by === 'person') {
      builder.prompt(turn, begun.at, begun.words);
    }
    if (work) {
      const { busy, delegated, end } = work;
      const by = begun.by === 'person' ? 'person' : 'system';
      builder.turns.push({ id: turn, by, start: begun.at, end, busy, delegated, source: 'gaps' });
    }
  }
  if (startTime !== null) {
    builder.moment(Date.parse(startTime), skip);
  }
  return builder.part({
    source: file.name,
    agent: 'gemini',
    externalId: side ? (parent ?? id) : id,
    side,
    folder: projectFolder(file),
    live: conversation.isRewound ? undefined : geminiLive(messages),
  });
}

/** No call is done long after everything else that its file tells. */
function believedCalls(message: GeminiMessage, lastAt: number, skip: Skip): GeminiMessage {
  const calls = message.calls.map((call) =>
    call.doneAt === null || isBelievableDuration(call.doneAt - lastAt, 0, skip)
      ? call
      : { ...call, doneAt: null },
  );
  return { ...message, calls };
}

/** The project's path is in a file beside its chats, not in them. */
function projectFolder(file: TranscriptFile): string | null {
  for (let folder = dirname(file.path), depth = 0; depth < 4; folder = dirname(folder), depth += 1) {
    const told = smallFile(join(folder, '.project_root'));
    // Not in this one: chats of subagents are deeper.
    if (told !== undefined) {
      return shortText(told.trim(), longestPath) ?? null;
    }
  }
  return null;
}
