import { AgentConnections } from '../connect/agentConnections';
import { folderVariables, type FolderVariables } from '../connect/agentFolders';
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
  const { environment } = parts;
  // The variables may have been others when the agents were connected, and often are: this isn't the user's shell.
  const known = [environment, ...noted.map(({ variables }) => withVariables(environment, variables))];
  const problems: (readonly string[])[] = [];
  for (const each of distinct(known)) {
    const connections = new AgentConnections({
      ...parts,
      environment: each,
      skill: '',
      obstacles: () => Promise.resolve([]),
    });
    const disconnect = async (agent: string): Promise<readonly string[]> => {
      const choice = { agent, ways: { command: true, server: true } };
      const plan = await connections.plan('disconnect', [choice]);
      const changes = plan.changes.filter(({ file }) => noted.some((one) => one.file === file));
      await connections.apply({ ...plan, changes });
      return plan.remarks;
    };
    for (const { agent } of connectableAgents) {
      problems.push(await problemsOf(() => disconnect(agent)));
    }
    for (const file of claudeSettingsFiles(each)) {
      problems.push(await problemsOf(() => removeHooks(file, parts)));
    }
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

function withVariables(environment: AgentEnvironment, variables: FolderVariables = {}): AgentEnvironment {
  const named = folderVariables.map((name) => [name, variables[name]] as const);
  return { ...environment, variables: { ...environment.variables, ...Object.fromEntries(named) } };
}

function distinct(environments: readonly AgentEnvironment[]): readonly AgentEnvironment[] {
  const named = environments.map(({ variables }) =>
    JSON.stringify(folderVariables.map((name) => variables[name] ?? null)),
  );
  return environments.filter((_, index) => named.indexOf(named[index] ?? '') === index);
}
