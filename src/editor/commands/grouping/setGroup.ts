import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import { setGroupChanges } from '../../../core/grouping/regroup';
import { setPrivate } from '../../../core/task/actions';
import type { Grouping } from '../../../core/task/grouping';
import type { Task } from '../../../core/task/task';
import type { CommandDeps } from '../deps/commandDeps';
import { taskById } from '../task/taskById';
import { shortTitle } from '../task/taskText';
import { askGroup } from './askGroup';

type SettingDeps = Pick<CommandDeps, 'store' | 'undo'>;

/** Asks for one category or workstream for several tasks and gives it to them as one action. */
export async function setGroup(
  deps: SettingDeps,
  grouping: Grouping,
  ids: readonly string[],
  title: string,
): Promise<void> {
  const tasks = tasksOf(deps, ids);
  const isSet = tasks.some((task) => task[grouping] !== null);
  const chosen = await askGroup(deps, { grouping, title, tasks, isSet });
  if (chosen) {
    // Asked again: the choice may take hours.
    const changes = setGroupChanges(tasksOf(deps, ids), grouping, chosen.name);
    await deps.undo.apply(label(grouping, tasks), changes);
  }
}

/** Marks tasks private, or no longer, as one action. */
export async function markPrivate(
  deps: SettingDeps,
  ids: readonly string[],
  isPrivate: boolean,
): Promise<void> {
  const tasks = tasksOf(deps, ids);
  const changes = tasks.flatMap((task) => setPrivate(task, isPrivate));
  await deps.undo.apply(privateLabel(tasks, isPrivate), changes);
}

/** Those that are still there. @throws {UserError} if none is */
function tasksOf({ store }: SettingDeps, ids: readonly string[]): readonly Task[] {
  const [first = '', ...others] = ids;
  const there = ids.flatMap((id) => store.task(id) ?? []);
  return there.length === 0 && others.length === 0 ? [taskById({ store }, first)] : there;
}

function label(grouping: Grouping, tasks: readonly Task[]): string {
  const [only, ...more] = tasks;
  if (only && more.length === 0) {
    return grouping === 'category'
      ? l10n.t('Set Category of “{0}”', shortTitle(only))
      : l10n.t('Set Workstream of “{0}”', shortTitle(only));
  }
  const count = formatCount(tasks.length);
  return grouping === 'category'
    ? l10n.t('Set Category of {0} Tasks', count)
    : l10n.t('Set Workstream of {0} Tasks', count);
}

function privateLabel(tasks: readonly Task[], isPrivate: boolean): string {
  const [only, ...more] = tasks;
  if (only && more.length === 0) {
    return isPrivate
      ? l10n.t('Mark “{0}” Private', shortTitle(only))
      : l10n.t('Mark “{0}” Not Private', shortTitle(only));
  }
  const count = formatCount(tasks.length);
  return isPrivate ? l10n.t('Mark {0} Tasks Private', count) : l10n.t('Mark {0} Tasks Not Private', count);
}
