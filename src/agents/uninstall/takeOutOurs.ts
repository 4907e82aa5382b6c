import { AgentConnections } from '../connect/agentConnections';
import { environmentsOf } from '../connect/agentFolders';
import { connectableAgents } from '../connect/connectableAgents';
import { ConnectedNote } from '../connect/connectedNote';
import { ClaudeHooks, claudeSettingsFiles } from '../hooks/claudeHooks';
import type { AgentEnvironment } from '../reading/transcriptReader';
import type { Clock } from '../../core/ports';

interface OursParts {
  readonly environment: AgentEnvironment;
  readonly storage: string;
  /** Folder of the version of the extension that is going. */
  readonly extension: string;
  readonly clock: Clock;
}

/**
 * Takes out of agents' settings what connecting them from this storage and installing hooks put in, as if the user had
 * disconnected them; what another editor connected stays.
 *
 * @returns why something is still there, one sentence for each file
 */
export async function takeOutOurs(parts: OursParts): Promise<readonly string[]> {
  const noted = await new ConnectedNote(parts.storage).files();
  const connections = new AgentConnections({ ...parts, skill: '', obstacles: () => Promise.resolve([]) });
  const disconnect = async (agent: string): Promise<readonly string[]> => {
    const choice = { agent, ways: { command: true, server: true } };
    const plan = await connections.plan('disconnect', [choice]);
    const changes = plan.changes.filter(({ file }) => noted.some((one) => one.file === file));
    await connections.apply({ ...plan, changes });
    return plan.remarks;
  };
  const problems: (readonly string[])[] = [];
  for (const { agent } of connectableAgents) {
    problems.push(await problemsOf(() => disconnect(agent)));
  }
  const files = environmentsOf(parts.environment, noted).flatMap(claudeSettingsFiles);
  for (const file of new Set(files)) {
    problems.push(await problemsOf(() => removeHooks(file, parts)));
  }
  return [...new Set(problems.flat())];
}

async function removeHooks(
  file: string,
  { storage, extension, clock }: OursParts,
): Promise<readonly string[]> {
  const hooks = new ClaudeHooks(file, storage, extension, clock);
  await hooks.apply(await hooks.plan('remove'));
  return [];
}

/** The rest goes on whatever one of them throws. */
async function problemsOf(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
