import * as l10n from '@vscode/l10n';
import type { Interval } from '../../../core/days/interval';
import { cameOutText } from '../../../core/record/cameOut';
import type { Task } from '../../../core/task/task';
import { askGit } from '../../git/askGit';
import type { Settings } from '../../settings';
import type { ActionRow } from './taskForm';

/** What git says came out of the work, only to be read; none where the user doesn't want it or nothing is known. */
export async function cameOutRow(
  { whatCameOut }: Pick<Settings, 'whatCameOut'>,
  place: Pick<Task, 'folder' | 'branch'>,
  spans: readonly Interval[],
): Promise<readonly ActionRow[]> {
  const found = whatCameOut ? await askGit(place, spans) : undefined;
  const text = found && cameOutText(found);
  return text === undefined
    ? []
    : [
        {
          row: { id: 'cameOut', label: l10n.t('What came out'), description: text },
          run: () => Promise.resolve(),
        },
      ];
}
