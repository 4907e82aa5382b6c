import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import { isClosed } from '../../../core/task/isClosed';
import type { Task } from '../../../core/task/task';
import type { InboxItem, UnassignedPart } from '../../../core/transcript/inbox/inbox';
import {
  assignParts,
  ignoreFolderChanges,
  ignoreParts,
  stopIgnoringFolderChanges,
} from '../../../core/transcript/inbox/inboxActions';
import { folderName } from '../../../core/transcript/inbox/inboxText';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../deps/commandDeps';
import { refuseElsewhere, refuseRunning, runningAmong } from '../unassigned/runningInbox';
import { shortTitle } from '../task/taskText';

type AssigningDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'inbox' | 'clock'>;
type IgnoringDeps = Pick<CommandDeps, 'recorder' | 'undo' | 'clock'>;

/**
 * Assigns sessions to an open task as one action; those that are being timed here keep their clock.
 * @throws {UserError} if one is running in another window, a transcript is gone, or the task is no longer open.
 */
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
    throw new UserError(
      l10n.t('“{0}” is no longer open, so nothing was assigned. Select another task.', shortTitle(task)),
    );
  }
  await undo.apply(
    fetched.length === 1
      ? l10n.t('Assign 1 session to “{0}”', shortTitle(task))
      : l10n.t('Assign {0} sessions to “{1}”', formatCount(fetched.length), shortTitle(task)),
    assignParts(task.id, fetched),
  );
  for (const { storedAs } of items.filter(isRunning)) {
    await recorder.sessions.move(storedAs ?? '', task.id);
  }
}

export async function ignoreSessions(deps: IgnoringDeps, items: readonly InboxItem[]): Promise<void> {
  refuseRunning(deps, items);
  const label =
    items.length === 1
      ? l10n.t('Ignore 1 session')
      : l10n.t('Ignore {0} sessions', formatCount(items.length));
  await deps.undo.apply(label, ignoreParts(items));
}

export async function ignoreFolder({ undo }: Pick<CommandDeps, 'undo'>, folder: string): Promise<void> {
  await undo.apply(l10n.t('Ignore Folder {0}', folderName(folder)), ignoreFolderChanges(folder));
}

export async function stopIgnoringFolder({ undo }: Pick<CommandDeps, 'undo'>, folder: string): Promise<void> {
  await undo.apply(l10n.t('Stop Ignoring {0}', folderName(folder)), stopIgnoringFolderChanges(folder));
}
