import type { Task } from '../../core/task';
import type { InboxItem, UnassignedPart } from '../../core/transcript/inbox';
import {
  assignParts,
  ignoreFolder as ignoreFolderChanges,
  ignoreParts,
  stopIgnoringFolder as stopIgnoringFolderChanges,
} from '../../core/transcript/inboxActions';
import { folderName } from '../../core/transcript/inboxText';
import { isClosed } from '../../core/task';
import { UserError } from '../../core/userError';
import { pickFromGroups, pickOne } from '../quickInput/pickOne';
import type { CommandParts } from './commandParts';
import { countOf } from './importReport';
import { makeTaskOf } from './makeTask';
import { openChoice } from './pickTask';
import { refuseRunning, runningIds } from './runningInbox';
import { quoted } from './taskText';

type AssigningParts = Pick<CommandParts, 'store' | 'recorder' | 'undo' | 'inbox' | 'clock'>;

/** Asks for the task, an open one or a new one, and gives it the sessions. */
export async function assignSessions(parts: CommandParts, items: readonly InboxItem[]): Promise<void> {
  const task = await pickFromGroups<Task | 'new'>(
    `Assign ${countOf(items.length, 'Agent Session')} to Task`,
    'The task they worked for',
    [
      { heading: '', choices: parts.store.openTasks().map(openChoice(parts)) },
      { heading: '', choices: [{ label: '$(add) Make Task of Them', value: 'new' as const }] },
    ],
  );
  if (task === 'new') {
    await makeTaskOf(parts, items);
  } else if (task !== undefined) {
    await assignTo(parts, task, items);
  }
}

/** Gives sessions to an open task as one action; those that are being timed here are handed over with their clock. */
export async function assignTo(
  parts: AssigningParts,
  task: Task,
  items: readonly InboxItem[],
): Promise<void> {
  const { store, recorder, undo, inbox } = parts;
  const running = runningIds(parts);
  const isRunning = ({ storedAs }: UnassignedPart): boolean => storedAs !== null && running.has(storedAs);
  const fetched = await inbox.fetch(
    items.filter((item) => !isRunning(item)),
    (part) => part.to,
  );
  const current = store.task(task.id);
  if (current === undefined || isClosed(current)) {
    throw new UserError(`${quoted(task)} is no longer open, so nothing was assigned. Choose another task.`);
  }
  await undo.apply(
    `Assign ${countOf(fetched.length, 'session')} to ${quoted(task)}`,
    assignParts(task.id, fetched),
  );
  for (const { storedAs } of items.filter(isRunning)) {
    await recorder.moveSession(storedAs ?? '', task.id);
  }
}

export async function ignoreSessions(parts: CommandParts, items: readonly InboxItem[]): Promise<void> {
  refuseRunning(parts, items);
  await parts.undo.apply(`Ignore ${countOf(items.length, 'session')}`, ignoreParts(items));
}

/** Asks which of the folders of the inbox never has work that counts. */
export async function pickAndIgnoreFolder(parts: CommandParts): Promise<void> {
  const folders = [...new Set(parts.inbox.items.flatMap(({ session }) => session.folder ?? []))];
  if (folders.length === 0) {
    throw new UserError(
      'No session of the inbox says in which folder it was. Ignore single sessions instead.',
    );
  }
  const choices = folders.map((folder) => ({
    label: folderName(folder),
    description: folder,
    value: folder,
  }));
  const folder = await pickOne('Ignore Folder in Inbox', 'The folder whose sessions never count', choices);
  await (folder !== undefined && ignoreFolder(parts, folder));
}

export async function ignoreFolder({ undo }: Pick<CommandParts, 'undo'>, folder: string): Promise<void> {
  await undo.apply(`Ignore Folder ${folderName(folder)}`, ignoreFolderChanges(folder));
}

export async function pickAndStopIgnoring(parts: CommandParts): Promise<void> {
  const folders = parts.inbox.ignoredFolders;
  if (folders.length === 0) {
    throw new UserError('No folder is ignored.');
  }
  const choices = folders.map((folder) => ({
    label: folderName(folder),
    description: folder,
    value: folder,
  }));
  const title = 'Stop Ignoring Folder';
  const folder = await pickOne(title, 'The folder whose sessions come back to the inbox', choices);
  await (folder !== undefined && stopIgnoringFolder(parts, folder));
}

export async function stopIgnoringFolder(
  { undo }: Pick<CommandParts, 'undo'>,
  folder: string,
): Promise<void> {
  await undo.apply(`Stop Ignoring ${folderName(folder)}`, stopIgnoringFolderChanges(folder));
}
