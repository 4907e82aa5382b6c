import { homedir } from 'node:os';
import type { AgentEnvironment } from '../agents/reading/transcriptReader';
import { variablesOf } from '../core/folders/systemFolders';

/** The environment of agents on the machine that the extension runs on. */
export function agentEnvironment(): AgentEnvironment {
  const { env, platform } = process;
  return { home: homedir(), platform, variables: variablesOf(env, platform) };
}
