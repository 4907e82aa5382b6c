import { claudeReader } from './claude/claudeReader';
import type { AgentReader } from './transcriptReader';

/** Every agent whose transcripts are read. A new one is its reader, a fixture and a line here. */
export const allAgents: readonly AgentReader[] = [claudeReader];
