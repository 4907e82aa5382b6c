import { dirname, join } from 'node:path';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { isBelievableDuration } from '../reading/believable';
import { PartBuilder } from '../reading/partBuilder';
import { longestPath, shortText } from '../json/shortText';
import { smallFile } from '../files/smallFile';
import type { ReadingRules, Skip, TranscriptFile } from '../reading/transcriptReader';
import type { GeminiConversation, GeminiMessage } from './conversation';
import { geminiLive, openedTurns } from './turns';

/** What a conversation says so far; undefined while it has no id. */
export function partOfConversation(
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
    for (const { id: call, doneAt, proposed = [] } of calls) {
      builder.moment(doneAt ?? at, () => undefined);
      builder.proposals.add(proposed, doneAt ?? at, call);
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

/** No call ends long after everything else in its file. */
function believedCalls(message: GeminiMessage, lastAt: number, skip: Skip): GeminiMessage {
  const calls = message.calls.map((call) =>
    call.doneAt === null || isBelievableDuration(call.doneAt - lastAt, 0, skip)
      ? call
      : { ...call, doneAt: null },
  );
  return { ...message, calls };
}

/** The project's path is in a file next to its chats, not in them. */
function projectFolder(file: TranscriptFile): string | null {
  for (let folder = dirname(file.path), depth = 0; depth < 4; folder = dirname(folder), depth += 1) {
    const told = smallFile(join(folder, '.project_root'));
    // Not in this folder: chats of subagents are deeper.
    if (told !== undefined) {
      return shortText(told.trim(), longestPath) ?? null;
    }
  }
  return null;
}
