import * as l10n from '@vscode/l10n';
import type { ImportPlan } from '../../../core/exchange/importing/planImport';
import { formatCount } from '../../../core/figures/format';
import type { Choice } from '../../quickInput/pickOne';
import { daysText } from './countTexts';

export interface ChosenImport {
  readonly adds: boolean;
  /** The tasks of the file that were deleted. */
  readonly bringsBack: boolean;
  /** Replaces the figures of tasks that the record has with others. */
  readonly takesOver: boolean;
}

/** The ways to import a file as planned, the last of which does nothing. */
export function importChoices(plan: ImportPlan): Choice<ChosenImport | undefined>[] {
  const { rows, differing, deleted } = plan;
  const [adds, bringsBack] = [rows.length > 0, deleted.length > 0];
  const isNothing = !adds && !bringsBack && differing.length === 0;
  const add = { adds, bringsBack: false, takesOver: false };
  return [
    ...(adds ? [{ label: addText(rows.length), description: addDetails(plan), value: add }] : []),
    ...(bringsBack ? [{ ...bringBackText(rows.length, deleted.length), value: { ...add, bringsBack } }] : []),
    ...(differing.length > 0
      ? [{ ...updateText(rows.length, differing.length), value: { ...add, takesOver: true } }]
      : []),
    { label: isNothing ? l10n.t('Close') : l10n.t('Cancel'), value: undefined },
  ];
}

function addDetails({ rows, unreadable }: ImportPlan): string {
  const days = daysText(new Set(rows.map(({ day }) => day)).size);
  return unreadable.length === 0 ? days : `${days} · ${leftOutText(unreadable.length)}`;
}

function addText(tasks: number): string {
  return tasks === 1 ? l10n.t('Import 1 task') : l10n.t('Import {0} tasks', formatCount(tasks));
}

function leftOutText(rows: number): string {
  return rows === 1 ? l10n.t('leaves out 1 row') : l10n.t('leaves out {0} rows', formatCount(rows));
}

function bringBackText(added: number, deleted: number): Pick<Choice<never>, 'label' | 'description'> {
  if (added === 0) {
    return {
      label:
        deleted === 1
          ? l10n.t('Bring back 1 deleted task')
          : l10n.t('Bring back {0} deleted tasks', formatCount(deleted)),
    };
  }
  return {
    label:
      added === 1
        ? l10n.t('Import 1 task and bring back deleted tasks')
        : l10n.t('Import {0} tasks and bring back deleted tasks', formatCount(added)),
    description: deleted === 1 ? l10n.t('1 deleted task') : l10n.t('{0} deleted tasks', formatCount(deleted)),
  };
}

function updateText(added: number, differing: number): Pick<Choice<never>, 'label' | 'description'> {
  if (added === 0) {
    return {
      label:
        differing === 1
          ? l10n.t('Update 1 task that differs')
          : l10n.t('Update {0} tasks that differ', formatCount(differing)),
      description: l10n.t('uses the figures of the file'),
    };
  }
  return {
    label:
      added === 1
        ? l10n.t('Import 1 task and update tasks that differ')
        : l10n.t('Import {0} tasks and update tasks that differ', formatCount(added)),
    description:
      differing === 1
        ? l10n.t('uses the figures of the file for 1 task')
        : l10n.t('uses the figures of the file for {0} tasks', formatCount(differing)),
  };
}
