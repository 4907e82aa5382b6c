import { isClosed, type Task } from '../../../core/task/task';
import type { InboxItem, UnassignedPart } from '../../../core/transcript/inbox';
import {
  assignParts,
  ignoreFolder as ignoreFolderChanges,
  ignoreParts,
  stopIgnoringFolder as stopIgnoringFolderChanges,
} from '../../../core/transcript/inboxActions';
import { folderName } from '../../../core/transcript/inboxText';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../commandDeps';
import { countOf } from '../record/importReport';
import { refuseElsewhere, refuseRunning, runningAmong } from './runningInbox';
import { quoted } from '../task/taskText';

type AssigningDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'inbox' | 'clock'>;
type IgnoringDeps = Pick<CommandDeps, 'recorder' | 'undo' | 'clock'>;

/** Gives sessions to an open task as one action; those that are being timed here are handed over with their clock. */
export async function assignTo(deps: AssigningDeps, task: Task, items: readonly InboxItem[]): Promise<void> {
  const { store, recorder, undo, inbox } = deps;
  refuseElsewhere(deps, items);
  const running = new Set(runningAmong(deps, items).map(({ sessionId }) => sessionId));
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
    await recorder.sessions.move(storedAs ?? '', task.id);
  }
}

export async function ignoreSessions(deps: IgnoringDeps, items: readonly InboxItem[]): Promise<void> {
  refuseRunning(deps, items);
  await deps.undo.apply(`Ignore ${countOf(items.length, 'session')}`, ignoreParts(items));
}

export async function ignoreFolder({ undo }: Pick<CommandDeps, 'undo'>, folder: string): Promise<void> {
  await undo.apply(`Ignore Folder ${folderName(folder)}`, ignoreFolderChanges(folder));
}

export async function stopIgnoringFolder({ undo }: Pick<CommandDeps, 'undo'>, folder: string): Promise<void> {
  await undo.apply(`Stop Ignoring ${folderName(folder)}`, stopIgnoringFolderChanges(folder));
}
