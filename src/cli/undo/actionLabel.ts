import type { Change } from '../../core/task/change';
import { formatCount } from '../../core/figures/format';
import type { RecordStore } from '../../core/record/recordStore';
import type { TaskFields } from '../../core/task/task';

/** A description of changes, such as `Delete “Port the importer”` or `Add 37 tasks`. */
export function actionLabel(changes: readonly Change[], store: Pick<RecordStore, 'task'>): string {
  const ofTasks = changes.filter((change) => change.entity === 'task');
  const [first, ...others] = new Map(ofTasks.map((change) => [change.id, change])).values();
  if (first === undefined) {
    return 'Change the record';
  }
  const verb = verbOf(first, store);
  if (others.length > 0) {
    const isAlike = others.every((change) => verbOf(change, store) === verb);
    return `${isAlike ? verb : 'Change'} ${formatCount(others.length + 1)} tasks`;
  }
  const fields: Partial<TaskFields> = first.kind === 'set' ? first.fields : {};
  const title = store.task(first.id)?.title ?? fields.title ?? first.id;
  const to = verb === 'Move' && fields.closing ? ` to ${fields.closing.day}` : '';
  return `${verb} “${title.slice(0, 60)}”${to}`;
}

function verbOf(change: Change, store: Pick<RecordStore, 'task'>): string {
  if (change.kind !== 'set') {
    return change.kind === 'delete' ? 'Delete' : 'Restore';
  }
  const task = store.task(change.id);
  if (task === undefined) {
    return 'Add';
  }
  const closing = change.entity === 'task' ? change.fields.closing : undefined;
  return closing && task.closing && closing.day !== task.closing.day ? 'Move' : 'Edit';
}
