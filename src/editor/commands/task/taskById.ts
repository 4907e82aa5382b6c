import * as l10n from '@vscode/l10n';
import type { RecordStore } from '../../../core/record/recordStore';
import { isClosed } from '../../../core/task/isClosed';
import type { Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import { shortTitle } from './taskText';

interface Tasks {
  readonly store: Pick<RecordStore, 'task'>;
}

/** @throws {UserError} if it was deleted, here or in another window. */
export function taskById({ store }: Tasks, id: string): Task {
  const task = store.task(id);
  if (task === undefined) {
    throw new UserError(l10n.t('This task was deleted in the meantime. Undo may bring it back.'));
  }
  return task;
}

/** A task that is to be worked on. @throws {UserError} if it was closed or deleted, here or in another window. */
export function openTaskById(tasks: Tasks, id: string): Task {
  const task = taskById(tasks, id);
  if (isClosed(task)) {
    throw new UserError(
      l10n.t('“{0}” was closed in the meantime. Reopen it, or select another task.', shortTitle(task)),
    );
  }
  return task;
}
