import type { Task } from '../../core/task/task';
import { pickOne } from '../quickInput/pickOne';
import type { CommandParts } from './commandParts';
import { removeTask } from './removeTask';
import { ownSessions } from './runningSessionsOf';
import { quoted } from './taskText';

type DeletingParts = Pick<CommandParts, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes without asking, since Undo brings it back; asks only what becomes of sessions that are running for it. */
export async function deleteTask(parts: DeletingParts, task: Task): Promise<void> {
  if (await settleSessions(parts, task)) {
    await removeTask(parts, task);
  }
}

/** @returns false if the person left. */
async function settleSessions(parts: DeletingParts, task: Task): Promise<boolean> {
  const sessions = ownSessions(parts, task.id);
  if (sessions.length === 0) {
    return true;
  }
  const others = parts.store.openTasks().filter(({ id }) => id !== task.id);
  const target = await pickOne<Task | 'end'>('Delete Task', 'What becomes of its running sessions', [
    { label: 'End them and delete the task', value: 'end' },
    ...others.map((other) => ({ label: `Move them to ${quoted(other)} and delete the task`, value: other })),
  ]);
  if (target === undefined) {
    return false;
  }
  for (const { sessionId } of sessions) {
    await (target === 'end'
      ? parts.recorder.sessions.stop(sessionId)
      : parts.recorder.sessions.move(sessionId, target.id));
  }
  return true;
}
