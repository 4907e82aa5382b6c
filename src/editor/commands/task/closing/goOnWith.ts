import { isClosed } from '../../../../core/task/isClosed';
import type { CommandDeps } from '../../deps/commandDeps';

/** Makes a task current, unless it has been closed or deleted. */
export function goOnWith({ store, recorder }: Pick<CommandDeps, 'store' | 'recorder'>, taskId: string): void {
  const task = store.task(taskId);
  if (task && !isClosed(task)) {
    recorder.currentTask.set(taskId);
  }
}
