import { moveTaskChanges } from '../../core/task/actions';
import { UserError } from '../../core/userError';
import { chosenTasks, namedTasks } from './chosenTasks';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, required } from '../input/commandOptions';
import { dayOption, dayOptions } from '../input/dayOptions';
import { withRecord } from '../record/withRecord';

/** Moves closed tasks to another day as one action. */
export async function moveCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('move', args, dayOptions, true);
  const ids = namedTasks('move', options);
  required(options, 'day', 'move');
  const day = dayOption(options, environment);
  return withRecord(options, environment, 'change', async (record) => {
    const tasks = chosenTasks(record, ids);
    const open = tasks.find((task) => task.closing === null);
    if (open !== undefined) {
      throw new UserError(
        `“${open.title.slice(0, 60)}” is still open, so it doesn't have a day yet. Close it in the editor, then move it. Nothing was changed.`,
      );
    }
    const changes = tasks.map((task) => ({ task, changes: moveTaskChanges(task, day) }));
    await record.append(changes.flatMap((each) => each.changes));
    environment.printLines(
      changes.map(({ task, changes: { length } }) =>
        length === 0 ? `“${task.title}” is on ${day} already` : `Moved “${task.title}” to ${day}`,
      ),
    );
    return 0;
  });
}
