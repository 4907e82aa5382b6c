import { deleteTask } from '../../core/task/actions';
import type { Task } from '../../core/task/task';
import { returnToInbox } from '../../core/transcript/inboxActions';
import type { CommandParts } from './commandParts';
import { sessionsOf } from './runningSessionsOf';
import { quoted } from './taskText';

type RemovingParts = Pick<CommandParts, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes a task as one action; its sessions are in the inbox again, but for those that another window still times. */
export async function removeTask(parts: RemovingParts, task: Task): Promise<void> {
  const { store, undo } = parts;
  const running = new Set(sessionsOf(parts, task.id).map(({ sessionId }) => sessionId));
  const sessions = store.sessionsOfTask(task.id).filter(({ id }) => !running.has(id));
  const released = returnToInbox(sessions, (id) => store.spansOfSession(id));
  await undo.apply(`Delete ${quoted(task)}`, [...deleteTask(task), ...released]);
}
