import { isProposingTool, proposesByCommand, type ProposingCall } from '../reading/proposalCalls';
import { claudeToolKind } from './tools';

interface Tool {
  readonly name: string;
  readonly isShell: boolean;
  /** Whether it is ours. */
  readonly isProposing: boolean;
}

const ourCommand = Buffer.from('leverage-record');

/** Tools by the hashes of their names, so that a name is read once in a file and not once per call. */
export class KnownTools {
  private readonly known = new Map<number, Tool>();

  tool(hash: number, nameOf: () => string): Tool {
    const known = this.known.get(hash);
    if (known !== undefined) {
      return known;
    }
    const name = nameOf();
    const isShell = claudeToolKind(name) === 'shell';
    const tool = { name, isShell, isProposing: !isShell && isProposingTool(name) };
    this.known.set(hash, tool);
    return tool;
  }
}

/** Whether the input of a shell, which stands in [start, end), runs our command. */
export function commandProposes(bytes: Buffer, start: number, end: number): ProposingCall | undefined {
  const written = bytes.subarray(start, end);
  return written.includes(ourCommand) && proposesByCommand(written.toString('utf8')) ? 'command' : undefined;
}
