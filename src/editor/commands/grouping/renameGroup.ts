import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import { renaming, type Renaming } from '../../../core/grouping/regroup';
import { suggestGroups } from '../../../core/grouping/suggestGroups';
import type { Grouping } from '../../../core/task/grouping';
import { isolated } from '../../../core/texts/isolatedText';
import { UserError } from '../../../core/userError';
import { parseGroupName } from '../../../core/typed/parseGroupName';
import { pickOne } from '../../quickInput/pickOne';
import { pickOrType } from '../../quickInput/pickOrType';
import type { CommandDeps } from '../deps/commandDeps';
import { tasksText } from '../record/countTexts';

type RenamingDeps = Pick<CommandDeps, 'store' | 'undo'>;
type Names = readonly [from: string, to: string];

/**
 * Gives a category or workstream another name over all days, or the name of another, which merges them. Says first how
 * many tasks that changes; one action.
 * @throws {UserError} if no task has one yet
 */
export async function renameGroup(deps: RenamingDeps, grouping: Grouping, title: string): Promise<void> {
  const names = await askNames(deps, grouping, title);
  if (!names || !(await isWanted(title, names, renamingNow(deps, grouping, names)))) {
    return;
  }
  // Asked again: the answer may take hours.
  const { changes } = renamingNow(deps, grouping, names);
  const [from, to] = names.map(isolated);
  await deps.undo.apply(l10n.t('Rename “{0}” to “{1}”', from ?? '', to ?? ''), changes);
}

function renamingNow({ store }: RenamingDeps, grouping: Grouping, names: Names): Renaming {
  return renaming(grouping, names, store.groupedTasks(), store.openProposals());
}

async function askNames(
  { store }: RenamingDeps,
  grouping: Grouping,
  title: string,
): Promise<Names | undefined> {
  const groups = suggestGroups(grouping, [], store.groupedTasks());
  if (groups.length === 0) {
    throw new UserError(
      grouping === 'category'
        ? l10n.t('No task has a category yet. Set one in the record or in Edit Task.')
        : l10n.t('No task has a workstream yet. Set one in the record or in Edit Task.'),
    );
  }
  const choices = groups.map(({ name, tasks }) => ({
    label: isolated(name),
    description: tasksText(tasks),
    value: name,
  }));
  const from = await pickOne(
    title,
    grouping === 'category'
      ? l10n.t('Select the category to rename')
      : l10n.t('Select the workstream to rename'),
    choices,
  );
  if (from === undefined) {
    return undefined;
  }
  const others = choices.filter(({ value }) => value !== from);
  const to = await pickOrType({
    title,
    placeholder: l10n.t('Type the new name of “{0}”, or select another to merge it with', isolated(from)),
    groups: [{ heading: '', choices: others }],
    typed: (text) => {
      const read = parseGroupName(text);
      return read.ok && groups.every(({ name }) => name !== read.value)
        ? { label: isolated(read.value), description: l10n.t('new name'), value: read.value }
        : undefined;
    },
  });
  return to === undefined ? undefined : [from, to];
}

async function isWanted(title: string, [from, to]: Names, found: Renaming): Promise<boolean> {
  const names = [isolated(from), isolated(to)];
  const chosen = await pickOne(title, l10n.t('Nothing is changed until you confirm; Undo takes it back'), [
    {
      label: `$(check) ${found.merged > 0 ? l10n.t('Merge “{0}” into “{1}”', ...names) : l10n.t('Rename “{0}” to “{1}”', ...names)}`,
      description: reachText(found),
      detail: mergedText(to, found.merged),
      value: true,
    },
    { label: l10n.t('Cancel'), value: false },
  ]);
  return chosen === true;
}

/** How much it changes: `changes 12 tasks on 5 days and 1 proposed task`. */
function reachText({ tasks, days, proposed }: Renaming): string {
  const ofTasks =
    tasks === 1
      ? l10n.t('changes 1 task')
      : days === 1
        ? l10n.t('changes {0} tasks on 1 day', formatCount(tasks))
        : l10n.t('changes {0} tasks on {1} days', formatCount(tasks), formatCount(days));
  switch (proposed) {
    case 0:
      return ofTasks;
    case 1:
      return l10n.t('{0}, and 1 proposed task', ofTasks);
    default:
      return l10n.t('{0}, and {1} proposed tasks', ofTasks, formatCount(proposed));
  }
}

function mergedText(to: string, merged: number): string | undefined {
  switch (merged) {
    case 0:
      return undefined;
    case 1:
      return l10n.t('1 task already has “{0}”; only Undo separates them again.', isolated(to));
    default:
      return l10n.t(
        '{0} tasks already have “{1}”; only Undo separates them again.',
        formatCount(merged),
        isolated(to),
      );
  }
}
