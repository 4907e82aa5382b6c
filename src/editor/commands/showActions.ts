import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandIds, type CommandName } from '../commandIds';
import { activePrompt } from '../prompts/promptLanguage';
import { pickFromGroups, type Choice } from '../quickInput/pickOne';
import type { CommandDeps } from './deps/commandDeps';
import { contextFacts } from './contextFacts';
import { shortTitle } from './task/taskText';

/** The actions that make sense now; the status bar item opens it. */
export async function showActions(deps: CommandDeps): Promise<void> {
  const { store, recorder, undo } = deps;
  const facts = contextFacts(deps);
  const current = recorder.currentTask.id === undefined ? undefined : store.task(recorder.currentTask.id);
  const placeholder = current
    ? l10n.t('Current task: “{0}”', shortTitle(current))
    : l10n.t("No current task. Agent work isn't being assigned to a task.");
  const groups = [
    {
      heading: '',
      choices: offered([
        ['showLog', `$(warning) ${l10n.t('Show Log')}`, store.status.kind === 'failing'],
        ['sendPrompt', `$(send) ${l10n.t('Send Prompt')}`, activePrompt() !== undefined],
        ['writePrompt', `$(edit) ${l10n.t('Write Prompt')}`, current !== undefined],
        ['reopenPrompt', `$(reply) ${l10n.t('Reopen Last Prompt')}`, facts.hasLastPrompt],
        ['closeTask', `$(check) ${l10n.t('Close Task')}`, facts.hasOpenTasks],
        ['startTask', `$(add) ${l10n.t('Start Task')}`, true],
        [
          'switchTask',
          `$(arrow-swap) ${l10n.t('Switch Task')}`,
          store.openTasks().some(({ id }) => id !== current?.id),
        ],
      ]),
    },
    {
      heading: l10n.t('Agent sessions'),
      choices: offered([
        ['startSession', `$(play) ${l10n.t('Start Agent Session')}`, facts.hasOpenTasks],
        ['pauseSession', `$(debug-pause) ${l10n.t('Pause Agent Session')}`, facts.canPauseSession],
        ['resumeSession', `$(debug-continue) ${l10n.t('Resume Agent Session')}`, facts.canResumeSession],
        ['stopSession', `$(debug-stop) ${l10n.t('Stop Agent Session')}`, facts.canStopSession],
        [
          'moveSession',
          `$(arrow-right) ${l10n.t('Move Agent Session to Another Task')}`,
          facts.canStopSession && store.openTasks().length > 1,
        ],
      ]),
    },
    {
      heading: l10n.t('Record'),
      choices: offered([
        ['openRecord', `$(open-preview) ${l10n.t('Open Record')}`, true],
        ['showInbox', `$(inbox) ${l10n.t('Show Inbox')}`, deps.inbox.items.length > 0],
        ['logFinishedTask', `$(history) ${l10n.t('Log Finished Task')}`, true],
        ['undo', `$(discard) ${l10n.t('Undo: {0}', undo.label ?? '')}`, facts.canUndo],
      ]),
    },
  ];
  const chosen = await pickFromGroups('Leverage Record', placeholder, groups, { staysOpen: false });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(commandIds[chosen]);
  }
}

type Offer = readonly [command: CommandName, label: string, useful: boolean];

function offered(offers: readonly Offer[]): Choice<CommandName>[] {
  return offers.filter(([, , useful]) => useful).map(([value, label]) => ({ label, value }));
}
