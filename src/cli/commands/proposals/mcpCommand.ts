import { dayOf } from '../../../core/days/day';
import { agentOfClient, agentOfVariables } from '../../../core/proposal/agentOfVariables';
import { callAgentTool, type ToolWorld } from '../../../core/proposal/callAgentTool';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { readOptions, recordOptions } from '../../input/commandOptions';
import { findDataFolder } from '../../record/dataFolder';
import { mustBeOfRecord } from '../../record/recordFolder';
import { withRecord } from '../../record/withRecord';

/** Serves agents by the Model Context Protocol until standard input ends. The record is open only during a call. */
export async function mcpCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('mcp', args, recordOptions);
  const quiet = { ...environment, remark: () => undefined };

  function world(client: string): ToolWorld {
    return {
      newId: environment.newId,
      today: () => dayOf(environment.now(), environment.zone, environment.dayStart),
      async origin() {
        const guessed = agentOfVariables(environment.variables);
        return {
          way: 'mcp',
          at: environment.now(),
          folder: environment.workFolder,
          processes: await environment.ownProcesses(),
          guessed: { ...guessed, agent: guessed.agent ?? agentOfClient(client) },
        };
      },
      async append(changes) {
        const folder = findDataFolder(options.text('data'), quiet);
        mustBeOfRecord(folder, 'write');
        await environment.appendToRecord(folder, changes);
      },
      withRecord: (access, work) => withRecord(options, quiet, access, work, false),
    };
  }

  // A bundle of its own.
  const { serveTools } = await import('../../mcp/serveTools');
  await serveTools({
    version: environment.version,
    ...environment.protocolStreams(),
    call: (name, input, client) => callAgentTool(name, input, world(client)),
  });
  return 0;
}
