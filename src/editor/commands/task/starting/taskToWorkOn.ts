import * as l10n from '@vscode/l10n';
import type { Task } from '../../../../core/task/task';
import { pickFromGroups } from '../../../quickInput/pickOne';
import type { CommandDeps } from '../../deps/commandDeps';
import { openChoice } from './pickTask';
import { placeOfWork } from '../place/placeOfWork';
import { startTask } from './startTask';

/**
 * The current task; without one, the open task the user picks or the new one they start. It becomes the current.
 * @param why they are asked, where that needs saying; then they are asked also before they start the first task.
 * @returns undefined if the user left.
 */
export async function taskToWorkOn(
  deps: CommandDeps,
  title: string,
  why?: string,
): Promise<Task | undefined> {
  const { store, recorder } = deps;
  const current = recorder.currentTask.id === undefined ? undefined : store.task(recorder.currentTask.id);
  if (current !== undefined) {
    return current;
  }
  const picked = await pickOpenOrNew(deps, title, why);
  if (picked === undefined) {
    return undefined;
  }
  const id = picked === 'new' ? await startTask(deps, placeOfWork) : picked.id;
  if (id === undefined) {
    return undefined;
  }
  recorder.currentTask.set(id);
  return store.task(id);
}

async function pickOpenOrNew(
  deps: CommandDeps,
  title: string,
  why: string | undefined,
): Promise<Task | 'new' | undefined> {
  const open = deps.store.openTasks();
  if (open.length === 0 && why === undefined) {
    return 'new';
  }
  return pickFromGroups<Task | 'new'>(title, why ?? l10n.t('Select the task you are working on'), [
    { heading: l10n.t('Open tasks'), choices: open.map(openChoice(deps)) },
    { heading: '', choices: [{ label: `$(add) ${l10n.t('Start Task')}`, value: 'new' }] },
  ]);
}
