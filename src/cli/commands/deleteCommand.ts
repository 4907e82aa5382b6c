import { deleteTaskChanges } from '../../core/task/actions';
import type { Change } from '../../core/task/change';
import type { Task } from '../../core/task/task';
import { returnToInbox } from '../../core/transcript/inbox/inboxActions';
import { UserError } from '../../core/userError';
import { chosenTasks, namedTasks } from './chosenTasks';
import type { CommandEnvironment, OpenedRecord } from '../input/commandEnvironment';
import { readOptions, recordOptions } from '../input/commandOptions';
import { withRecord } from '../record/withRecord';

/** Deletes tasks as one action; their sessions return to the inbox. */
export async function deleteCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('delete', args, recordOptions, true);
  const ids = namedTasks('delete', options);
  return withRecord(options, environment, 'change', async (record) => {
    const tasks = chosenTasks(record, ids);
    await record.append(tasks.flatMap((task) => deletion(record, task)));
    environment.printLines(tasks.map((task) => `Deleted “${task.title}”`));
    return 0;
  });
}

function deletion(record: OpenedRecord, task: Task): Change[] {
  const sessions = record.sessionsOfTask(task.id);
  if (sessions.some((session) => session.endedAt === null)) {
    throw new UserError(
      `A session is being timed for “${task.title.slice(0, 60)}” in an editor. Stop it, or delete the task there. Nothing was changed.`,
    );
  }
  return [...deleteTaskChanges(task), ...returnToInbox(sessions, (id) => record.spansOfSession(id))];
}
