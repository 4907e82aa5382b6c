import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cappedGaps } from '../../core/transcript/cappedGaps';
import type { Observation } from '../../core/transcript/observation';
import type { TranscriptPart } from '../../core/transcript/transcriptPart';
import { count, PartBuilder, records, text } from '../documentPart';
import { hashText } from '../hash';
import type { AgentReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';
import { geminiConversation, type GeminiMessage } from './geminiConversation';
import { geminiToolKind } from './geminiTools';

/** Gemini CLI: `tmp/<project>/chats/session-….json` or `.jsonl`, subagents in a folder of their parent's name. */
export const geminiReader: AgentReader = {
  agent: 'gemini',
  roots: ({ home, variables }) => [join(variables['GEMINI_CLI_HOME'] || home, '.gemini', 'tmp')],
  format: (name) =>
    /(^|\/)chats\/(.*\/)?[^/]+\.jsonl?$/.test(name) ? { kind: 'document', read: readGemini } : undefined,
};

function readGemini(
  bytes: Buffer,
  file: TranscriptFile,
  rules: ReadingRules,
  skip: Skip,
): TranscriptPart | undefined {
  const conversation = geminiConversation(bytes, file.name, skip);
  const builder = new PartBuilder(rules);
  const id = text(conversation?.about['sessionId']);
  if (!conversation || id === undefined) {
    return undefined;
  }
  const parent = /chats\/([^/]+)\/[^/]+$/.exec(file.name)?.[1];
  const side = conversation.about['kind'] === 'subagent' || parent !== undefined;
  const messages = conversation.messages.filter((message) => builder.moment(message.at, skip));
  addTurns(messages, id, builder);
  for (const message of messages) {
    const { tokens } = message;
    if (tokens) {
      const cacheRead = Math.min(count(tokens['cached']), count(tokens['input']));
      builder.tokens(`gemini ${id} ${message.id}`, {
        at: message.at,
        model: message.model,
        // Prompts of tools are no part of the input, nor thoughts of the output; the total holds all four.
        input: count(tokens['input']) - cacheRead + count(tokens['tool']),
        output: count(tokens['output']) + count(tokens['thoughts']),
        cacheRead,
        cacheWrite: 0,
      });
    }
  }
  builder.moment(Date.parse(text(conversation.about['startTime']) ?? ''), () => undefined);
  return builder.part({
    source: file.name,
    agent: 'gemini',
    externalId: side ? (parent ?? id) : id,
    side,
    folder: projectFolder(file),
  });
}

/** From one message of a person, or one put in by the CLI, to the last thing the agent did before the next. */
function addTurns(messages: readonly GeminiMessage[], session: string, builder: PartBuilder): void {
  let begun: GeminiMessage | undefined;
  let observations: Observation[] = [];
  const close = (): void => {
    if (begun && observations.length > 0) {
      const { busy, delegated, end } = cappedGaps(begun.at, observations, true);
      const by = begun.isTyped ? 'person' : 'system';
      const id = `${session} ${begun.id}`;
      builder.turns.push({ id, by, start: begun.at, end, busy, delegated, source: 'gaps' });
    }
    observations = [];
  };
  for (const message of messages) {
    if (message.type === 'user') {
      if (message.text.startsWith('/') || message.text.startsWith('?') || message.isResponse) {
        continue;
      }
      close();
      begun = message;
      if (message.isTyped) {
        builder.prompt(`${session} ${message.id}`, message.at, message.text);
      }
    } else if (message.type === 'gemini') {
      observations.push({ kind: 'output', at: message.at });
      for (const call of records(message.toolCalls)) {
        observations.push(...callOf(call, message.at));
      }
    }
  }
  close();
}

/** A call is made with its message and done at its own time; whoever had to allow it did so in between. */
function callOf(call: Readonly<Record<string, unknown>>, at: number): Observation[] {
  const done = Date.parse(text(call['timestamp']) ?? '');
  const id = hashText(text(call['id']) ?? `${at}`);
  const start: Observation = { kind: 'tool-start', at, id, tool: geminiToolKind(text(call['name']) ?? '') };
  if (!(done >= at)) {
    return [start, { kind: 'tool-end', at, id }];
  }
  return [start, { kind: 'tool-end', at: done, id }, { kind: 'output', at: done }];
}

/** The project's path is in a file beside its chats, not in them. */
function projectFolder(file: TranscriptFile): string | null {
  for (let folder = dirname(file.path), depth = 0; depth < 4; folder = dirname(folder), depth += 1) {
    try {
      return readFileSync(join(folder, '.project_root'), 'utf8').trim() || null;
    } catch {
      // Not in this one: chats of subagents are deeper.
    }
  }
  return null;
}
