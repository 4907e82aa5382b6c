import { reopenTask, setPrivate } from '../core/task/actions';
import { editFigure } from '../core/typed/editFigure';
import type { WebviewMessage } from '../core/page/protocol';
import { UserError } from '../core/userError';
import { closeTask } from './commands/closeTask';
import type { CommandParts } from './commands/commandParts';
import { deleteTask } from './commands/deleteTask';
import { editTask } from './commands/editTask';
import { assignSessions } from './commands/askInbox';
import { ignoreFolder, ignoreSessions, stopIgnoringFolder } from './commands/inboxSessions';
import { exportRecord } from './commands/exportRecord';
import { importRecord } from './commands/importRecord';
import { logFinishedTask } from './commands/logFinishedTask';
import { makeTaskOf } from './commands/makeTask';
import { moveTask } from './commands/moveTask';
import { onceOpened } from './commands/onceOpened';
import { placeOfWork } from './commands/placeOfWork';
import type { CommandSurroundings } from './commands/registerCommands';
import { scanHistory } from './commands/scanHistory';
import { applyControl, startSession } from './commands/sessionControls';
import { startTask } from './commands/startTask';
import { openTaskById, taskById } from './commands/taskById';
import { quoted } from './commands/taskText';
import { undoLastChange } from './commands/undoLastChange';
import { writePrompt } from './prompts/writePrompt';
import { atBoundary } from './registerCommand';

/** What the record doesn't matter for, or what only adds to it. Everything else waits until it is open. */
const earlyIntents: ReadonlySet<WebviewMessage['type']> = new Set([
  'ready',
  'showDay',
  'openRecord',
  'startTask',
  'showInbox',
]);

/** Does what a page asks for, by the same functions as the commands; tells the person if it fails, never throws. */
export function intentHandler(
  parts: CommandParts,
  around: CommandSurroundings,
): (message: WebviewMessage) => Promise<void> {
  return (message) =>
    atBoundary(around.log, `The intent ${message.type}`, async () => {
      if (!earlyIntents.has(message.type)) {
        await onceOpened(parts.store, around.recordOpened);
      }
      await handle(parts, around, message);
    });
}

async function handle(
  parts: CommandParts,
  around: CommandSurroundings,
  message: WebviewMessage,
): Promise<unknown> {
  const { recorder, undo } = parts;
  switch (message.type) {
    case 'ready':
    case 'showDay':
      // Answered by the connection of the page, since only it knows which day its page shows.
      return undefined;
    case 'openRecord':
      return around.openRecord(undefined);
    case 'startTask':
      return startTask(parts, placeOfWork);
    case 'logFinishedTask':
      return logFinishedTask(parts, await placeOfWork(), message.day);
    case 'importRecord':
      return importRecord(parts, around, undefined);
    case 'exportRecord':
      return exportRecord(parts, message.day);
    case 'undo':
      return undoLastChange(parts);
    case 'switchTask':
      return recorder.currentTask.set(openTaskById(parts, message.id).id);
    case 'writePrompt':
      return writePrompt(recorder.prompts, openTaskById(parts, message.id).id);
    case 'closeTask':
      return closeTask(parts, taskById(parts, message.id));
    case 'editTask':
      return editTask(parts, taskById(parts, message.id));
    case 'moveTask':
      return moveTask(parts, taskById(parts, message.id));
    case 'deleteTask':
      return deleteTask(parts, taskById(parts, message.id));
    case 'reopenTask': {
      const task = taskById(parts, message.id);
      return undo.apply(`Reopen ${quoted(task)}`, reopenTask(task));
    }
    case 'setPrivate': {
      const task = taskById(parts, message.id);
      const label = message.private ? 'Mark Private' : 'Mark Not Private';
      return undo.apply(`${label} ${quoted(task)}`, setPrivate(task, message.private));
    }
    case 'editFigure':
      return editOneFigure(parts, message);
    case 'startSession':
      return startSession(parts, openTaskById(parts, message.id));
    case 'pauseSession':
      return applyControl(parts, 'pause', message.id);
    case 'resumeSession':
      return applyControl(parts, 'resume', message.id);
    case 'stopSession':
      return applyControl(parts, 'stop', message.id);
    case 'showInbox':
      return around.showInbox();
    case 'scanHistory':
      return scanHistory(parts, around.showInbox, around.log);
    case 'assignSessions':
      return assignSessions(parts, parts.inbox.byIds(message.ids));
    case 'makeTask':
      return makeTaskOf(parts, parts.inbox.byIds(message.ids));
    case 'ignoreSessions':
      return ignoreSessions(parts, parts.inbox.byIds(message.ids));
    case 'ignoreFolder':
      return ignoreFolder(parts, message.folder);
    case 'stopIgnoringFolder':
      return stopIgnoringFolder(parts, message.folder);
  }
}

async function editOneFigure(
  parts: CommandParts,
  { id, field, text }: Extract<WebviewMessage, { type: 'editFigure' }>,
): Promise<void> {
  const task = taskById(parts, id);
  const changes = editFigure(task, field, text, parts.clock());
  if (!changes.ok) {
    throw new UserError(changes.problem);
  }
  await parts.undo.apply(`Edit ${quoted(task)}`, changes.value);
}
