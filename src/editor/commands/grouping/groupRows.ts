import * as l10n from '@vscode/l10n';
import { groupings, type Grouping } from '../../../core/task/grouping';
import type { Task } from '../../../core/task/task';
import { isolated } from '../../../core/texts/isolatedText';
import type { CommandDeps } from '../deps/commandDeps';
import { askGroup } from './askGroup';
import { groupingName } from './groupingText';
import type { ActionRow } from '../form/taskForm';

/** Category and workstream of a form's task; like all that a form holds, they are stored once it is completed. */
export function groupRows(
  deps: Pick<CommandDeps, 'store' | 'drafts'>,
  key: string,
  task: Pick<Task, 'id' | 'title' | 'folder' | Grouping>,
): readonly ActionRow[] {
  return groupings.map((grouping) => ({
    row: {
      id: grouping,
      label: groupingName(grouping),
      description: task[grouping] === null ? l10n.t('Not set') : isolated(task[grouping]),
    },
    run: async () => {
      const title = groupingName(grouping);
      const chosen = await askGroup(deps, { grouping, title, tasks: [task], isSet: task[grouping] !== null });
      if (chosen) {
        deps.drafts.set(key, { ...deps.drafts.get(key), [grouping]: chosen.name });
      }
    },
  }));
}
