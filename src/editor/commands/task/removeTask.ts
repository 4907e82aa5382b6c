import { deleteTask } from '../../../core/task/actions';
import type { Task } from '../../../core/task/task';
import { returnToInbox } from '../../../core/transcript/inboxActions';
import type { CommandDeps } from '../commandDeps';
import { sessionsOf } from '../session/runningSessionsOf';
import { quoted } from './taskText';

type RemovingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes a task as one action; its sessions are in the inbox again, but for those that another window still times. */
export async function removeTask(deps: RemovingDeps, task: Task): Promise<void> {
  const { store, undo } = deps;
  const running = new Set(sessionsOf(deps, task.id).map(({ sessionId }) => sessionId));
  const sessions = store.sessionsOfTask(task.id).filter(({ id }) => !running.has(id));
  const released = returnToInbox(sessions, (id) => store.spansOfSession(id));
  await undo.apply(`Delete ${quoted(task)}`, [...deleteTask(task), ...released]);
}
