import { pathRulesOf } from '../files/pathRules';
import { isRecord, parsedJson } from '../json/jsonValues';
import type { AgentReader, TranscriptFormat } from '../reading/transcriptReader';
import { GeminiConversation } from './conversation';
import { GeminiLines } from './lines';
import { partOfConversation } from './part';

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

const readWhole: Extract<TranscriptFormat, { kind: 'document' }>['read'] = (bytes, file, rules, skip) => {
  const whole = parsedJson(bytes.toString('utf8'));
  if (!isRecord(whole)) {
    skip('malformed line');
    return undefined;
  }
  const conversation = new GeminiConversation(rules, skip);
  conversation.describe(whole);
  return partOfConversation(conversation, file, rules, skip);
};
