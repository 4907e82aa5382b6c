import { diagnose, type AgentHealth, type Symptoms } from '../../core/health/agentHealth';
import { spoolFolderOf } from '../hooks/hookFolders';
import { hooksInstalledAt } from '../hooks/hooksInstalled';
import type { AgentConnections } from '../connect/agentConnections';
import type { AgentEnvironment } from '../reading/transcriptReader';
import { retentionOf } from './retention';

/** What the record and the transcripts tell. */
interface Known extends Omit<Symptoms, 'agents' | 'hooks' | 'retention'> {
  readonly silence: Symptoms['hooks']['silence'];
}

/** Looks at this machine. */
export type ExamineAgents = (known: Known) => Promise<readonly AgentHealth[]>;

interface Examined extends Known {
  readonly connections: Pick<AgentConnections, 'agents'>;
  readonly environment: AgentEnvironment;
  readonly storage: string;
}

/** Looks at the agents' files on this machine and says how each is doing. Never throws. */
export async function examine({
  connections,
  environment,
  storage,
  silence,
  ...known
}: Examined): Promise<readonly AgentHealth[]> {
  const agents = (await connections.agents()).map(({ agent: { agent, title }, isFound, connected }) => {
    return { agent, title, isFound, isConnected: connected.command || connected.server };
  });
  const names = agents.map(({ agent }) => agent);
  const kept = await Promise.all(names.map((name) => retentionOf(name, environment)));
  return diagnose({
    ...known,
    agents,
    hooks: { areInstalled: hooksInstalledAt(spoolFolderOf(storage)) !== undefined, silence },
    retention: (name) => kept[names.indexOf(name)],
  });
}
