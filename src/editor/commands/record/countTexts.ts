import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';

/** `1 task`, `1,200 tasks`: stands alone; a sentence has texts of its own. */
export function tasksText(count: number): string {
  return count === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', formatCount(count));
}

/** `1 day`, `30 days`: stands alone. */
export function daysText(count: number): string {
  return count === 1 ? l10n.t('1 day') : l10n.t('{0} days', formatCount(count));
}
