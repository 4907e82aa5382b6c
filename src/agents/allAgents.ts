import { claudeReader } from './claude/reader';
import { codexReader } from './codex/reader';
import { copilotChatReader } from './copilot/chat/reader';
import { copilotCliReader } from './copilot/cli/reader';
import { geminiReader } from './gemini/reader';
import type { AgentReader } from './reading/transcriptReader';

/** Every agent whose transcripts are read. A new one is its reader, a fixture and a line here. */
export const allAgents: readonly AgentReader[] = [
  claudeReader,
  codexReader,
  geminiReader,
  copilotCliReader,
  copilotChatReader,
];
