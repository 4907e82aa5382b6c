import * as l10n from '@vscode/l10n';
import { deleteTaskChanges } from '../../../../core/task/actions';
import type { Task } from '../../../../core/task/task';
import { returnToInbox } from '../../../../core/transcript/inbox/inboxActions';
import type { CommandDeps } from '../../deps/commandDeps';
import { sessionsOf } from '../../session/runningSessionsOf';
import { shortTitle } from '../taskText';

type RemovingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes a task as one action; its sessions return to the inbox, except those that another window still times. */
export async function removeTask(deps: RemovingDeps, task: Task): Promise<void> {
  const { store, undo } = deps;
  const running = new Set(sessionsOf(deps, task.id).map(({ sessionId }) => sessionId));
  const sessions = store.sessionsOfTask(task.id).filter(({ id }) => !running.has(id));
  const released = returnToInbox(sessions, (id) => store.spansOfSession(id));
  await undo.apply(l10n.t('Delete “{0}”', shortTitle(task)), [...deleteTaskChanges(task), ...released]);
}
