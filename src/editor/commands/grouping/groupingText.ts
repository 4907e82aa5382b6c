import * as l10n from '@vscode/l10n';
import type { Grouping } from '../../../core/task/grouping';

/** How a category or workstream is called, alone. */
export function groupingName(grouping: Grouping): string {
  return grouping === 'category' ? l10n.t('Category') : l10n.t('Workstream');
}

/** What is asked for one. */
export function groupingQuestion(grouping: Grouping): string {
  return grouping === 'category'
    ? l10n.t('Select a category or type a new one')
    : l10n.t('Select a workstream or type a new one');
}
