import { pickOne } from '../quickInput/pickOne';
import type { CommandParts } from './commandParts';
import { openChoice } from './pickTask';
import { openTaskById } from './taskById';

/** One pick, also where only one task is open: it shows what becomes current. */
export async function switchTask(parts: Pick<CommandParts, 'store' | 'recorder'>): Promise<void> {
  const tasks = parts.store.openTasks().map(openChoice(parts));
  const task = await pickOne('Switch Task', 'The task that this window works on from now', tasks);
  if (task !== undefined) {
    parts.recorder.currentTask.set(openTaskById(parts, task.id).id);
  }
}
