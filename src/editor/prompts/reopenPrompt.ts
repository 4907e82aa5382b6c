import { isClosed, type Task } from '../../core/task/task';
import { UserError } from '../../core/userError';
import type { CommandDeps } from '../commands/commandDeps';
import { quoted } from '../commands/task/taskText';
import { taskToWorkOn } from '../commands/task/taskToWorkOn';
import type { SentPrompt } from './lastPrompt';
import { writePrompt } from './writePrompt';

/** Opens the prompt sent last as a new document of the same task; where that is no longer open, of the one worked on. */
export async function reopenPrompt(deps: CommandDeps): Promise<void> {
  const { store, recorder, lastPrompt } = deps;
  const prompt = lastPrompt.sent;
  if (prompt === undefined) {
    throw new UserError('No prompt was sent from this window yet. Run Write Prompt.');
  }
  const before = prompt.taskId === undefined ? undefined : store.task(prompt.taskId);
  const task =
    before && !isClosed(before)
      ? before
      : await taskToWorkOn(deps, 'Reopen Last Prompt', whyAsked(prompt, before));
  await (task && writePrompt(recorder.prompts, task.id, prompt.text));
}

/** Undefined where the prompt was for whatever task was current. */
function whyAsked({ taskId }: SentPrompt, before: Task | undefined): string | undefined {
  if (taskId === undefined) {
    return undefined;
  }
  return before
    ? `${quoted(before)} is closed. The task that its prompt is for now`
    : 'The task of the prompt was deleted. The task that it is for now';
}
