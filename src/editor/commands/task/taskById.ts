import type { RecordStore } from '../../../core/record/recordStore';
import { isClosed, type Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import { quoted } from './taskText';

interface Tasks {
  readonly store: Pick<RecordStore, 'task'>;
}

/** @throws {UserError} if it was deleted, here or in another window. */
export function taskById({ store }: Tasks, id: string): Task {
  const task = store.task(id);
  if (task === undefined) {
    throw new UserError('That task was deleted meanwhile. Undo may bring it back.');
  }
  return task;
}

/** A task that is to be worked on. @throws {UserError} if it was closed or deleted, here or in another window. */
export function openTaskById(tasks: Tasks, id: string): Task {
  const task = taskById(tasks, id);
  if (isClosed(task)) {
    throw new UserError(`${quoted(task)} was closed meanwhile. Reopen it, or choose another task.`);
  }
  return task;
}
