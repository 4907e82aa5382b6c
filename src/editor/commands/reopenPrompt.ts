import * as l10n from '@vscode/l10n';
import { isClosed } from '../../core/task/isClosed';
import type { Task } from '../../core/task/task';
import { UserError } from '../../core/userError';
import type { CommandDeps } from './deps/commandDeps';
import { shortTitle } from './task/taskText';
import { taskToWorkOn } from './task/starting/taskToWorkOn';
import type { SentPrompt } from '../prompts/lastPrompt';
import { writePrompt } from '../prompts/writePrompt';

/**
 * Opens the prompt sent last as a new document of the same task; where that is no longer open, of the one worked on.
 * @throws {UserError} if no prompt has been sent from this window.
 */
export async function reopenPrompt(deps: CommandDeps): Promise<void> {
  const { store, recorder, lastPrompt } = deps;
  const prompt = lastPrompt.sent;
  if (prompt === undefined) {
    throw new UserError(l10n.t('No prompt has been sent from this window yet. Run Write Prompt.'));
  }
  const before = prompt.taskId === undefined ? undefined : store.task(prompt.taskId);
  const task =
    before && !isClosed(before)
      ? before
      : await taskToWorkOn(deps, l10n.t('Reopen Last Prompt'), whyAsked(prompt, before));
  await (task && writePrompt(recorder.prompts, task.id, prompt.text));
}

/** Undefined where the prompt was for whatever task was current. */
function whyAsked({ taskId }: SentPrompt, before: Task | undefined): string | undefined {
  if (taskId === undefined) {
    return undefined;
  }
  return before
    ? l10n.t('“{0}” is closed. Select a task for this prompt.', shortTitle(before))
    : l10n.t('The task of this prompt was deleted. Select another task for it.');
}
