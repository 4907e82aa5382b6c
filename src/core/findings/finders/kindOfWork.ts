import { largest, smallest } from '../../figures/extremes';
import { type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { effectsOf } from '../words/averageChange';
import { countedHoursOf, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';
import { groupsBy } from './groups';
import { named, percent, sumsText } from '../words/sentenceParts';

const fewestTasks = 3;
/** Of the hours, in percent. */
const smallestShare = 25;

/** The largest kind of work within one workstream, if it is a good part of the period and not all of either group. */
export const kindOfWork: Finder = ({ record: { rows, totals }, l10n }) => {
  const [found] = groupsBy(rows, ({ workstream, category }) =>
    workstream === null || category === null ? null : JSON.stringify([workstream, category]),
  );
  const { workstream, category } = found?.rows[0]?.task ?? { workstream: null, category: null };
  if (found === undefined || workstream === null || category === null || found.rows.length < fewestTasks) {
    return undefined;
  }
  const sums = totalsOfRows(found.rows);
  const isWhole = (of: 'workstream' | 'category', name: string) =>
    rows.filter(({ task }) => task[of] === name).length === found.rows.length;
  if (
    sums.humanHours * 100 < smallestShare * totals.humanHours ||
    totals.supervisoryMinutes === 0 ||
    totals.aiMinutes === 0 ||
    totals.humanHours === 0 ||
    isWhole('workstream', workstream) ||
    isWhole('category', category)
  ) {
    return undefined;
  }
  const those = new Set(found.rows);
  const rest = totalsOfRows(rows.filter((row) => !those.has(row)));
  const effects = effectsOf(totals, rest, l10n);
  return {
    sentences: [
      l10n.t(
        '{0} tasks are of the category {1} in the workstream {2}: {3}.',
        formatCount(found.rows.length),
        named(category),
        named(workstream),
        sumsText(sums, l10n),
      ),
      l10n.t(
        'They hold {0} of the human hours with {1} of the AI minutes and {2} of the supervisory minutes.',
        percent(sums.humanHours, totals.humanHours, l10n),
        percent(sums.aiMinutes, totals.aiMinutes, l10n),
        percent(sums.supervisoryMinutes, totals.supervisoryMinutes, l10n),
      ),
      ...ranges(found.rows, l10n),
      ...(effects === undefined ? [] : [l10n.t('Without them, {0}.', effects)]),
    ],
    figures: sumFigures(sums, found.rows),
    rows: numbersOf(found.rows),
  };
};

function ranges(rows: readonly RecordRow[], l10n: Texts): string[] {
  const range = (values: readonly number[], format: (value: number) => string) => {
    const [low, high] = [format(smallest(values)), format(largest(values))];
    return low === high ? undefined : [low, high];
  };
  const hours = range(rows.map(countedHoursOf), formatTotalHours);
  const minutes = range(
    rows.map(({ task }) => task.closing.aiMinutes),
    formatCount,
  );
  const factors = rows.flatMap((row) => row.leverageFactor ?? []);
  const supervisory = rows.flatMap((row) => row.supervisoryLeverageFactor ?? []);
  const leverageRange = factors.length === rows.length ? range(factors, formatAverage) : undefined;
  const supervisoryRange = supervisory.length === rows.length ? range(supervisory, formatAverage) : undefined;
  return [
    ...(hours && minutes
      ? [
          l10n.t(
            'They range from {0} to {1} human hours and from {2} to {3} AI minutes.',
            ...hours,
            ...minutes,
          ),
        ]
      : []),
    ...(leverageRange && supervisoryRange
      ? [
          l10n.t(
            'Their leverage factors range from {0} to {1}, the supervisory ones from {2} to {3}.',
            ...leverageRange,
            ...supervisoryRange,
          ),
        ]
      : []),
  ];
}
