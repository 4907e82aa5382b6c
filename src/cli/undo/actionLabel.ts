import type { Change } from '../../core/task/change';
import { formatCount } from '../../core/figures/format';
import type { RecordStore } from '../../core/record/recordStore';
import type { Task, TaskFields } from '../../core/task/task';

/** A description of changes, such as `Delete “Port the importer”` or `Add 37 tasks`. */
export function actionLabel(changes: readonly Change[], store: Pick<RecordStore, 'tasksById'>): string {
  const ofTasks = changes.filter((change) => change.entity === 'task');
  const [first, ...others] = new Map(ofTasks.map((change) => [change.id, change])).values();
  if (first === undefined) {
    return 'Change the record';
  }
  const tasks = store.tasksById(ofTasks.map(({ id }) => id));
  const verb = verbOf(first, tasks);
  if (others.length > 0) {
    const isAlike = others.every((change) => verbOf(change, tasks) === verb);
    return `${isAlike ? verb : 'Change'} ${formatCount(others.length + 1)} tasks`;
  }
  const fields: Partial<TaskFields> = first.kind === 'set' ? first.fields : {};
  const title = tasks.get(first.id)?.title ?? fields.title ?? first.id;
  const to = verb === 'Move' && fields.closing ? ` to ${fields.closing.day}` : '';
  return `${verb} “${title.slice(0, 60)}”${to}`;
}

function verbOf(change: Change, tasks: ReadonlyMap<string, Task>): string {
  if (change.kind !== 'set') {
    return change.kind === 'delete' ? 'Delete' : 'Restore';
  }
  const task = tasks.get(change.id);
  if (task === undefined) {
    return 'Add';
  }
  const closing = change.entity === 'task' ? change.fields.closing : undefined;
  return closing && task.closing && closing.day !== task.closing.day ? 'Move' : 'Edit';
}
