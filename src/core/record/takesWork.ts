import * as l10n from '@vscode/l10n';
import type { RecordStore } from './recordStore';
import { isClosed } from '../task/isClosed';
import { UserError } from '../userError';

type Tasks = Pick<RecordStore, 'status' | 'task'>;

/** Nothing more counts for a task that is closed or deleted. Until the record is open all are believed to be there. */
export function takesWork(store: Tasks, taskId: string): boolean {
  const task = store.task(taskId);
  return task === undefined ? store.status.kind !== 'ready' : !isClosed(task);
}

/** @throws {UserError} if the task takes no more work. */
export function refuseEnded(store: Tasks, taskId: string): void {
  if (!takesWork(store, taskId)) {
    throw new UserError(l10n.t('This task was closed or deleted in the meantime. Select another.'));
  }
}
