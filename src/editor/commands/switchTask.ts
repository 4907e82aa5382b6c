import { pickOne } from '../quickInput/pickOne';
import type { Log } from '../../core/ports';
import type { CommandParts } from './commandParts';
import { openChoice } from './pickTask';
import { sayNoOpenTask } from './sayNoOpenTask';
import { openTaskById } from './taskById';

interface SwitchingParts extends Pick<CommandParts, 'store' | 'recorder'> {
  readonly log: Pick<Log, 'error'>;
}

/**
 * @param given without it, the user picks, also where only one task is open: the pick shows what becomes current.
 * @throws {UserError} if that task is no longer open.
 */
export async function switchTask(parts: SwitchingParts, given: string | undefined): Promise<void> {
  const id = given ?? (await pickId(parts));
  if (id !== undefined) {
    parts.recorder.currentTask.set(openTaskById(parts, id).id);
  }
}

async function pickId(parts: SwitchingParts): Promise<string | undefined> {
  const tasks = parts.store.openTasks().map(openChoice(parts));
  if (tasks.length === 0) {
    sayNoOpenTask(parts.log);
    return undefined;
  }
  const task = await pickOne('Switch Task', 'The task that this window works on from now', tasks);
  return task?.id;
}
