import type { Task } from '../../../core/task/task';
import type { InboxItem } from '../../../core/transcript/inbox';
import { folderName } from '../../../core/transcript/inboxText';
import { UserError } from '../../../core/userError';
import { pickFromGroups, pickOne, type Choice } from '../../quickInput/pickOne';
import type { CommandDeps } from '../commandDeps';
import { countOf } from '../record/importReport';
import { assignTo, ignoreFolder, stopIgnoringFolder } from './inboxSessions';
import { makeTaskOf } from './makeTask';
import { openChoice } from '../task/pickTask';

/** Asks for the task, an open one or a new one, and gives it the sessions. */
export async function assignSessions(deps: CommandDeps, items: readonly InboxItem[]): Promise<void> {
  const task = await pickFromGroups<Task | 'new'>(
    `Assign ${countOf(items.length, 'Agent Session')} to Task`,
    'The task they worked for',
    [
      { heading: '', choices: deps.store.openTasks().map(openChoice(deps)) },
      { heading: '', choices: [{ label: '$(add) Make Task of Them', value: 'new' as const }] },
    ],
  );
  if (task === 'new') {
    await makeTaskOf(deps, items);
  } else if (task !== undefined) {
    await assignTo(deps, task, items);
  }
}

/** Asks which of the folders of the inbox never has work that counts. */
export async function pickAndIgnoreFolder(deps: CommandDeps): Promise<void> {
  const folders = [...new Set(deps.inbox.items.flatMap(({ session }) => session.folder ?? []))];
  if (folders.length === 0) {
    throw new UserError(
      'No session of the inbox says in which folder it was. Ignore single sessions instead.',
    );
  }
  const folder = await pickOne(
    'Ignore Folder in Inbox',
    'The folder whose sessions, and those of what lies in it, never count',
    folders.map(folderChoice),
  );
  await (folder !== undefined && ignoreFolder(deps, folder));
}

export async function pickAndStopIgnoring(deps: CommandDeps): Promise<void> {
  const folders = deps.inbox.ignoredFolders;
  if (folders.length === 0) {
    throw new UserError('No folder is ignored.');
  }
  const folder = await pickOne(
    'Stop Ignoring Folder',
    'The folder whose sessions come back to the inbox',
    folders.map(folderChoice),
  );
  await (folder !== undefined && stopIgnoringFolder(deps, folder));
}

function folderChoice(folder: string): Choice<string> {
  return { label: folderName(folder), description: folder, value: folder };
}
