import * as vscode from 'vscode';
import type { Clock, NewId } from '../../core/ports';
import { callAgentTool, type ToolWorld } from '../../core/proposal/callAgentTool';
import type { RecordStore } from '../../core/record/recordStore';
import { UserError } from '../../core/userError';
import type { CallEditorTool } from './registerAgentTools';

export interface AgentToolDeps {
  readonly store: RecordStore;
  readonly recordOpened: Promise<void>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly dayRollover: { today(): { readonly day: string } };
}

/** Answers language model tools from the open record; until it is open, they wait. */
export function agentToolCalls(deps: AgentToolDeps): CallEditorTool {
  const { store, recordOpened, clock, newId, dayRollover } = deps;
  const world: ToolWorld = {
    newId,
    today: () => dayRollover.today().day,
    origin: () =>
      Promise.resolve({
        way: 'tool',
        at: clock(),
        folder: workFolder(),
        processes: [],
        guessed: { agent: 'copilot-chat', session: null },
      }),
    async append(changes) {
      await store.append(changes);
    },
    async withRecord(_access, work) {
      await recordOpened;
      return work(store);
    },
  };
  return async (name, input) => {
    const answer = await callAgentTool(name, input, world);
    if (!answer.ok) {
      throw new UserError(answer.problem);
    }
    return answer.value;
  };
}

function workFolder(): string | null {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder?.uri.scheme === 'file' ? folder.uri.fsPath : null;
}
