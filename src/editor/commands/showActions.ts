import * as vscode from 'vscode';
import { commandIds, type CommandName } from '../commandIds';
import { activePrompt } from '../prompts/promptLanguage';
import { pickFromGroups, type Choice } from '../quickInput/pickOne';
import type { CommandDeps } from './commandDeps';
import { contextFacts } from './contextFacts';
import { quoted } from './task/taskText';

/** The actions that make sense now; the status bar item opens it. */
export async function showActions(deps: CommandDeps): Promise<void> {
  const { store, recorder, undo } = deps;
  const facts = contextFacts(deps);
  const current = recorder.currentTask.id === undefined ? undefined : store.task(recorder.currentTask.id);
  const placeholder = current
    ? `Current task: ${quoted(current)}`
    : 'No current task: what agents do now belongs to none';
  const chosen = await pickFromGroups('Leverage Record', placeholder, [
    {
      heading: '',
      choices: offered([
        ['showLog', '$(warning) Show Log', store.status.kind === 'failing'],
        ['sendPrompt', '$(send) Send Prompt', activePrompt() !== undefined],
        ['writePrompt', '$(edit) Write Prompt', current !== undefined],
        ['reopenPrompt', '$(reply) Reopen Last Prompt', facts.hasLastPrompt],
        ['closeTask', '$(check) Close Task', facts.hasOpenTasks],
        ['startTask', '$(add) Start Task', true],
        ['switchTask', '$(arrow-swap) Switch Task', store.openTasks().some(({ id }) => id !== current?.id)],
      ]),
    },
    {
      heading: 'Agent sessions',
      choices: offered([
        ['startSession', '$(play) Start Agent Session', facts.hasOpenTasks],
        ['pauseSession', '$(debug-pause) Pause Agent Session', facts.canPauseSession],
        ['resumeSession', '$(debug-continue) Resume Agent Session', facts.canResumeSession],
        ['stopSession', '$(debug-stop) Stop Agent Session', facts.canStopSession],
        [
          'moveSession',
          '$(arrow-right) Move Agent Session to Another Task',
          facts.canStopSession && store.openTasks().length > 1,
        ],
      ]),
    },
    {
      heading: 'Record',
      choices: offered([
        ['openRecord', '$(open-preview) Open Record', true],
        ['showInbox', '$(inbox) Show Inbox', deps.inbox.items.length > 0],
        ['logFinishedTask', '$(history) Log Finished Task', true],
        ['undo', `$(discard) Undo: ${undo.label ?? ''}`, facts.canUndo],
      ]),
    },
  ]);
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(commandIds[chosen]);
  }
}

type Offer = readonly [command: CommandName, label: string, useful: boolean];

function offered(offers: readonly Offer[]): Choice<CommandName>[] {
  return offers.filter(([, , useful]) => useful).map(([value, label]) => ({ label, value }));
}
