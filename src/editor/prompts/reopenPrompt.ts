import { isClosed } from '../../core/task';
import { UserError } from '../../core/userError';
import type { CommandParts } from '../commands/commandParts';
import { taskToWorkOn } from '../commands/taskToWorkOn';
import { writePrompt } from './writePrompt';

/** Opens the prompt sent last as a new document of the same task; where that is no longer open, of the one worked on. */
export async function reopenPrompt(parts: CommandParts): Promise<void> {
  const { store, recorder, lastPrompt } = parts;
  const prompt = lastPrompt.sent;
  if (prompt === undefined) {
    throw new UserError('No prompt was sent from this window yet. Run Write Prompt.');
  }
  const before = store.task(prompt.taskId ?? '');
  const task = before && !isClosed(before) ? before : await taskToWorkOn(parts, 'Reopen Last Prompt');
  await (task && writePrompt(recorder, task.id, prompt.text));
}
