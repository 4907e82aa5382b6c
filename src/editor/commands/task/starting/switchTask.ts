import * as l10n from '@vscode/l10n';
import { pickOne } from '../../../quickInput/pickOne';
import type { Log } from '../../../../core/ports';
import type { CommandDeps } from '../../deps/commandDeps';
import { openChoice } from './pickTask';
import { sayNoOpenTask } from './sayNoOpenTask';
import { openTaskById } from '../taskById';

interface SwitchingDeps extends Pick<CommandDeps, 'store' | 'recorder'> {
  readonly log: Pick<Log, 'error'>;
}

/**
 * @param given without it, the user picks, even from only one open task: the list shows which task becomes current.
 * @throws {UserError} if that task is no longer open.
 */
export async function switchTask(deps: SwitchingDeps, given: string | undefined): Promise<void> {
  const id = given ?? (await pickId(deps));
  if (id !== undefined) {
    deps.recorder.currentTask.set(openTaskById(deps, id).id);
  }
}

async function pickId(deps: SwitchingDeps): Promise<string | undefined> {
  const tasks = deps.store.openTasks().map(openChoice(deps));
  if (tasks.length === 0) {
    sayNoOpenTask(deps.log);
    return undefined;
  }
  const task = await pickOne(
    l10n.t('Switch Task'),
    l10n.t('Select the task to work on in this window'),
    tasks,
    { staysOpen: false },
  );
  return task?.id;
}
