import * as l10n from '@vscode/l10n';
import type { Task } from '../../../../core/task/task';
import { pickOne } from '../../../quickInput/pickOne';
import type { CommandDeps } from '../../deps/commandDeps';
import { removeTask } from './removeTask';
import { ownSessions } from '../../session/runningSessionsOf';
import { shortTitle } from '../taskText';

type DeletingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'clock'>;

/** Deletes without asking, since Undo brings it back; asks only what should happen to its running sessions. */
export async function deleteTask(deps: DeletingDeps, task: Task): Promise<void> {
  if (await settleSessions(deps, task)) {
    await removeTask(deps, task);
  }
}

/** @returns false if the user left. */
async function settleSessions(deps: DeletingDeps, task: Task): Promise<boolean> {
  const sessions = ownSessions(deps, task.id);
  if (sessions.length === 0) {
    return true;
  }
  const others = deps.store.openTasks().filter(({ id }) => id !== task.id);
  const placeholder = l10n.t('What should happen to its running sessions?');
  const target = await pickOne<Task | 'end'>(l10n.t('Delete Task'), placeholder, [
    { label: l10n.t('End them and delete the task'), value: 'end' },
    ...others.map((other) => ({
      label: l10n.t('Move them to “{0}” and delete the task', shortTitle(other)),
      value: other,
    })),
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
