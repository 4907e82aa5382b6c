import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import type { Task } from '../../../core/task/task';
import type { InboxItem } from '../../../core/transcript/inbox/inbox';
import { folderName } from '../../../core/transcript/inbox/inboxText';
import { UserError } from '../../../core/userError';
import { pickFromGroups, pickOne, type Choice } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { assignTo, ignoreFolder, stopIgnoringFolder } from './inboxSessions';
import { makeTaskOf } from './makeTask';
import { openChoice } from '../task/starting/pickTask';

/** Asks for an open or a new task and assigns the sessions to it. */
export async function assignSessions(deps: CommandDeps, items: readonly InboxItem[]): Promise<void> {
  const task = await pickFromGroups<Task | 'new'>(
    items.length === 1
      ? l10n.t('Assign 1 Agent Session to Task')
      : l10n.t('Assign {0} Agent Sessions to Task', formatCount(items.length)),
    l10n.t('Select the task they belong to'),
    [
      { heading: '', choices: deps.store.openTasks().map(openChoice(deps)) },
      { heading: '', choices: [{ label: `$(add) ${l10n.t('Make New Task')}`, value: 'new' as const }] },
    ],
  );
  if (task === 'new') {
    await makeTaskOf(deps, items);
  } else if (task !== undefined) {
    await assignTo(deps, task, items);
  }
}

/**
 * Asks which folder of the inbox to ignore.
 * @throws {UserError} if no session of the inbox has a known folder, or it can't be stored.
 */
export async function pickAndIgnoreFolder(deps: CommandDeps): Promise<void> {
  const folders = [...new Set(deps.inbox.items.flatMap(({ session }) => session.folder ?? []))];
  if (folders.length === 0) {
    throw new UserError(
      l10n.t('None of the sessions in the inbox has a known folder. Ignore individual sessions instead.'),
    );
  }
  const folder = await pickOne(
    l10n.t('Ignore Folder in Inbox'),
    l10n.t('Ignore sessions in this folder and its subfolders'),
    folders.map(folderChoice),
  );
  await (folder !== undefined && ignoreFolder(deps, folder));
}

/** @throws {UserError} if no folder is ignored, or it can't be stored. */
export async function pickAndStopIgnoring(deps: CommandDeps): Promise<void> {
  const folders = deps.inbox.ignoredFolders;
  if (folders.length === 0) {
    throw new UserError(l10n.t('No folder is ignored.'));
  }
  const folder = await pickOne(
    l10n.t('Stop Ignoring Folder'),
    l10n.t('Select the folder whose sessions should return to the inbox'),
    folders.map(folderChoice),
  );
  await (folder !== undefined && stopIgnoringFolder(deps, folder));
}

function folderChoice(folder: string): Choice<string> {
  return { label: folderName(folder), description: folder, value: folder };
}
