import { claudeReader } from './claude/claudeReader';
import { codexReader } from './codex/codexReader';
import { copilotChatReader } from './copilot/chatReader';
import { copilotCliReader } from './copilot/cliReader';
import { geminiReader } from './gemini/geminiReader';
import type { AgentReader } from './transcriptReader';

/** Every agent whose transcripts are read. A new one is its reader, a fixture and a line here. */
export const allAgents: readonly AgentReader[] = [
  claudeReader,
  codexReader,
  geminiReader,
  copilotCliReader,
  copilotChatReader,
];
