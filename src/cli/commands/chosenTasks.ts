import type { RecordStore } from '../../core/record/recordStore';
import type { Task } from '../../core/task/task';
import { UserError } from '../../core/userError';
import type { GivenOptions } from '../input/commandOptions';
import { UsageError } from '../input/usageError';

/** The ids on the command line. @throws {UsageError} if there are none. */
export function namedTasks(command: string, options: GivenOptions): readonly string[] {
  const ids = [...new Set(options.files)];
  // An empty id comes from an unset variable in a script.
  if (ids.length === 0 || ids.includes('')) {
    throw new UsageError(
      `No task given. Give its id, as printed by close and listed by report --json; see leverage-record ${command} --help.`,
    );
  }
  return ids;
}

/** @throws {UserError} if one of them doesn't exist; nothing should be changed then. */
export function chosenTasks(store: Pick<RecordStore, 'task'>, ids: readonly string[]): readonly Task[] {
  return ids.map((id) => {
    const task = store.task(id);
    if (task === undefined) {
      throw new UserError(
        `There is no task with the id “${id.slice(0, 60)}”, or it was deleted. report --json lists the ids of a day. Nothing was changed.`,
      );
    }
    return task;
  });
}
