import { totalsOfRows } from '../../record/dayRecord';
import { formatCount } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { effectsOf } from '../words/averageChange';
import { numbersOf } from '../finding/rowFigures';
import type { Finder, PeriodRecord } from '../finding/finding';

/** Tasks without an estimate, which pull both averages down. */
export const missingEstimates: Finder = ({ record, l10n }) => {
  const without = record.rows.filter((row) => row.task.estimate === null);
  return without.length === 0
    ? undefined
    : {
        sentences: [sentence(without.length, record, l10n)],
        figures: [{ measure: 'tasks', value: without.length, rows: numbersOf(without) }],
        rows: numbersOf(without),
      };
};

function sentence(count: number, { rows, totals }: PeriodRecord, l10n: Texts): string {
  if (count === rows.length) {
    return count === 1
      ? l10n.t('The task has no human estimate, so there are no averages.')
      : l10n.t('No task has a human estimate, so there are no averages.');
  }
  const effects = effectsOf(totals, totalsOfRows(rows.filter((row) => row.task.estimate !== null)), l10n);
  if (effects === undefined) {
    return count === 1
      ? l10n.t('1 task has no human estimate and counts 0 hours.')
      : l10n.t('{0} tasks have no human estimate and count 0 hours.', formatCount(count));
  }
  return count === 1
    ? l10n.t('1 task has no human estimate and counts 0 hours; without it, {0}.', effects)
    : l10n.t(
        '{0} tasks have no human estimate and count 0 hours; without them, {1}.',
        formatCount(count),
        effects,
      );
}
