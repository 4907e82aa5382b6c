import type { Task } from '../../../core/task/task';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../commandDeps';
import { removeTask } from './removeTask';
import { ownSessions } from '../session/runningSessionsOf';
import { quoted } from './taskText';

type DeletingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes without asking, since Undo brings it back; asks only what becomes of sessions that are running for it. */
export async function deleteTask(deps: DeletingDeps, task: Task): Promise<void> {
  if (await settleSessions(deps, task)) {
    await removeTask(deps, task);
  }
}

/** @returns false if the person left. */
async function settleSessions(deps: DeletingDeps, task: Task): Promise<boolean> {
  const sessions = ownSessions(deps, task.id);
  if (sessions.length === 0) {
    return true;
  }
  const others = deps.store.openTasks().filter(({ id }) => id !== task.id);
  const target = await pickOne<Task | 'end'>('Delete Task', 'What becomes of its running sessions', [
    { label: 'End them and delete the task', value: 'end' },
    ...others.map((other) => ({ label: `Move them to ${quoted(other)} and delete the task`, value: other })),
  ]);
  if (target === undefined) {
    return false;
  }
  for (const { sessionId } of sessions) {
    await (target === 'end'
      ? deps.recorder.sessions.stop(sessionId)
      : deps.recorder.sessions.move(sessionId, target.id));
  }
  return true;
}
