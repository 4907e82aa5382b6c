import type { RecordStore } from '../../core/recordStore';
import type { Task } from '../../core/task';
import { UserError } from '../../core/userError';

/** @throws {UserError} if it was deleted, here or in another window. */
export function taskById({ store }: { readonly store: Pick<RecordStore, 'task'> }, id: string): Task {
  const task = store.task(id);
  if (task === undefined) {
    throw new UserError('That task was deleted meanwhile. Undo may bring it back.');
  }
  return task;
}
