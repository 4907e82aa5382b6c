import * as vscode from 'vscode';
import type { ClaudeHooks, HooksPlan } from '../../agents/hooks/claudeHooks';
import { reopenTask } from '../../core/task/actions';
import { commandIds, type CommandId } from '../commandIds';
import type { RunsAgent } from '../prompts/choosePromptTarget';
import { reopenPrompt } from '../prompts/reopenPrompt';
import { sendPrompt, type SentToTerminal } from '../prompts/sendPrompt';
import { writePrompt } from '../prompts/writePrompt';
import { registerCommand, type CommandLog } from '../registerCommand';
import { changeClaudeHooks } from './claudeHooks';
import { closeTask } from './closeTask';
import type { ReadRecordFile } from '../importing/recordFileInWorker';
import type { CommandParts } from './commandParts';
import type { CommandPreview } from './commandPreview';
import { deleteTask } from './deleteTask';
import { editTask } from './editTask';
import { exportRecord } from './exportRecord';
import { importRecord } from './importRecord';
import { assignSessions, pickAndIgnoreFolder, pickAndStopIgnoring } from './askInbox';
import { ignoreSessions } from './inboxSessions';
import { inBackground } from '../../core/inBackground';
import { logFinishedTask } from './logFinishedTask';
import { makeTaskOf } from './makeTask';
import { moveTask } from './moveTask';
import { onceOpened } from './onceOpened';
import { pickInbox } from './pickInbox';
import { pickAnyTask, pickClosedTask, pickOpenTask } from './pickTask';
import { placeOfWork } from './placeOfWork';
import { sayNoOpenTask } from './sayNoOpenTask';
import { scanHistory } from './scanHistory';
import { controlSession, moveSession, startSession } from './sessionControls';
import { showActions } from './showActions';
import { startTask } from './startTask';
import { switchTask } from './switchTask';
import { taskToWorkOn } from './taskToWorkOn';
import { quoted } from './taskText';
import { undoLastChange } from './undoLastChange';

/** What only some commands need beside the parts of all. */
export interface CommandSurroundings {
  readonly log: CommandLog;
  /** Settles when opening the record has ended, either way; never rejects. */
  readonly recordOpened: Promise<void>;
  readonly runsAgent: RunsAgent;
  readonly sentToTerminal: SentToTerminal;
  /** @param day undefined: today */
  readonly openRecord: (day: string | undefined) => void;
  readonly showInbox: () => void;
  readonly preview: CommandPreview;
  readonly readRecordFile: ReadRecordFile;
  /** For each of the user's settings files. */
  readonly claudeHooks: readonly ClaudeHooks[];
  /** Such as `publisher.name`. */
  readonly extensionId: string;
}

/** What the record doesn't matter for, or what only adds to it. Everything else waits until it is open. */
const earlyCommands: ReadonlySet<string> = new Set<CommandId>([
  commandIds.startTask,
  commandIds.sendPrompt,
  commandIds.showInbox,
  commandIds.openRecord,
  commandIds.installClaudeHooks,
  commandIds.removeClaudeHooks,
  commandIds.showLog,
  commandIds.openWalkthrough,
]);

/** Registers every command of the manifest; the type refuses to forget one. */
export function registerCommands(parts: CommandParts, around: CommandSurroundings): vscode.Disposable {
  const withOpenTask = (run: () => unknown) => () =>
    // Not awaited: a notification may stay for hours, and the command is over.
    parts.store.openTasks().length > 0
      ? run()
      : inBackground(sayNoOpenTask(), around.log, 'That no task is open could not be shown.');
  const changeHooks = async (kind: HooksPlan['kind']): Promise<void> => {
    // Asked before: to install them again begins a new observation.
    const { hookSilence } = parts.inbox;
    for (const hooks of around.claudeHooks) {
      await changeClaudeHooks(hooks, around.preview, kind, hookSilence, around.log);
    }
  };
  const bodies: Readonly<Record<CommandId, (argument: unknown) => unknown>> = {
    [commandIds.startTask]: () => startTask(parts, placeOfWork),
    [commandIds.switchTask]: withOpenTask(() => switchTask(parts)),
    [commandIds.closeTask]: withOpenTask(async () => {
      const task = await pickOpenTask(parts, 'Close Task', 'The task to close');
      await (task && closeTask(parts, task));
    }),
    [commandIds.logFinishedTask]: async () => logFinishedTask(parts, await placeOfWork(), undefined),
    [commandIds.editTask]: async () => {
      const task = await pickAnyTask(parts, 'Edit Task', 'The task to correct');
      await (task && editTask(parts, task));
    },
    [commandIds.moveTask]: async () => {
      const task = await pickClosedTask(parts, 'Move Task to Another Day', 'The task to move');
      await (task && moveTask(parts, task));
    },
    [commandIds.reopenTask]: async () => {
      const task = await pickClosedTask(parts, 'Reopen Task', 'The task to open again');
      await (task && parts.undo.apply(`Reopen ${quoted(task)}`, reopenTask(task)));
    },
    [commandIds.deleteTask]: async () => {
      const task = await pickAnyTask(parts, 'Delete Task', 'The task to delete; Undo brings it back');
      await (task && deleteTask(parts, task));
    },
    [commandIds.undo]: () => undoLastChange(parts),
    [commandIds.writePrompt]: async () => {
      const task = await taskToWorkOn(parts, 'Write Prompt');
      await (task && writePrompt(parts.recorder.prompts, task.id));
    },
    [commandIds.sendPrompt]: () =>
      sendPrompt({
        prompts: parts.recorder.prompts,
        lastPrompt: parts.lastPrompt,
        settings: parts.settings,
        runsAgent: around.runsAgent,
        sentToTerminal: around.sentToTerminal,
      }),
    [commandIds.reopenPrompt]: () => reopenPrompt(parts),
    [commandIds.startSession]: async () => {
      const task = await taskToWorkOn(parts, 'Start Agent Session');
      await (task && startSession(parts, task));
    },
    [commandIds.pauseSession]: () => controlSession(parts, 'pause'),
    [commandIds.resumeSession]: () => controlSession(parts, 'resume'),
    [commandIds.stopSession]: () => controlSession(parts, 'stop'),
    [commandIds.moveSession]: () => moveSession(parts),
    [commandIds.showInbox]: () => around.showInbox(),
    [commandIds.scanHistory]: () => scanHistory(parts, around.showInbox, around.log),
    [commandIds.assignSessions]: async () => {
      const items = await pickInbox(parts, 'Assign Agent Session to Task');
      await (items && assignSessions(parts, items));
    },
    [commandIds.makeTask]: async () => {
      const items = await pickInbox(parts, 'Make Task from Agent Sessions');
      await (items && makeTaskOf(parts, items));
    },
    [commandIds.ignoreSessions]: async () => {
      const items = await pickInbox(parts, 'Ignore Agent Sessions');
      await (items && ignoreSessions(parts, items));
    },
    [commandIds.ignoreFolder]: () => pickAndIgnoreFolder(parts),
    [commandIds.stopIgnoringFolder]: () => pickAndStopIgnoring(parts),
    [commandIds.showActions]: () => showActions(parts),
    [commandIds.openRecord]: () => around.openRecord(undefined),
    [commandIds.importRecord]: (argument) =>
      importRecord(parts, around, argument instanceof vscode.Uri ? argument : undefined),
    [commandIds.exportRecord]: () => exportRecord(parts, undefined),
    [commandIds.installClaudeHooks]: () => changeHooks('install'),
    [commandIds.removeClaudeHooks]: () => changeHooks('remove'),
    [commandIds.showLog]: () => around.log.show(),
    [commandIds.openWalkthrough]: () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${around.extensionId}#firstTask`,
        false,
      ),
  };
  const registered = Object.entries(bodies).map(([id, run]) =>
    registerCommand(id, around.log, async (argument) => {
      if (!earlyCommands.has(id)) {
        await onceOpened(parts.store, around.recordOpened);
      }
      await run(argument);
    }),
  );
  return vscode.Disposable.from(...registered);
}
