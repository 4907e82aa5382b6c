import { type DayTotals, type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { largestFew } from '../../figures/extremes';
import { formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { effectsOf } from '../words/averageChange';
import { countedHoursOf, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder, PeriodRecord } from '../finding/finding';
import { hoursText, namedRow, percent } from '../words/sentenceParts';

const fewestTasks = 5;

/** How much of the sums the first two tasks hold, by factor and by hours, and the averages without them. */
export const topTasks: Finder = ({ record, l10n }) => {
  const { rows, totals } = record;
  const [one, two] = rows;
  if (
    rows.length < fewestTasks ||
    one?.leverageFactor === undefined ||
    two?.leverageFactor === undefined ||
    totals.humanHours === 0
  ) {
    return undefined;
  }
  const first = [one, two];
  const effects = effectsOf(totals, totalsOfRows(rows.slice(2)), l10n);
  const byHours = mostHours(record);
  const isSame = byHours.rows.length === 2 && byHours.rows.every((row) => first.includes(row));
  return {
    sentences: [
      firstRows(one, two, record, l10n),
      ...(effects === undefined ? [] : [l10n.t('Without these two, {0}.', effects)]),
      ...(isSame
        ? [l10n.t('They are also the two with the most human hours.')]
        : [byHoursText(byHours, record, l10n)]),
    ],
    figures: [
      ...sumFigures(totalsOfRows(first), first),
      ...sumFigures(totalsOfRows(byHours.rows), byHours.rows),
    ],
    rows: numbersOf([...new Set([...first, ...byHours.rows])]),
  };
};

function firstRows(one: RecordRow, two: RecordRow, { rows, totals }: PeriodRecord, l10n: Texts): string {
  const first = totalsOfRows([one, two]);
  const shares = [
    percent(first.humanHours, totals.humanHours, l10n),
    percent(first.aiMinutes, totals.aiMinutes, l10n),
  ];
  const averages = averagesOf(first);
  if (rows[2]?.leverageFactor !== two.leverageFactor) {
    const names = [namedRow(one), namedRow(two)];
    return averages === undefined
      ? l10n.t(
          'The first two rows, {0} and {1}, account for {2} of the human hours and {3} of the AI minutes.',
          ...names,
          ...shares,
        )
      : l10n.t(
          'The first two rows, {0} and {1}, account for {2} of the human hours and {3} of the AI minutes; together they average {4} (supervisory {5}).',
          ...names,
          ...shares,
          ...averages,
        );
  }
  // If the second ties with the third, their order means nothing.
  const names = [namedRow(one), one.number, namedRow(two), two.number];
  const sentence =
    averages === undefined
      ? l10n.t(
          '{0} (row {1}) and {2} (row {3}) account for {4} of the human hours and {5} of the AI minutes.',
          ...names,
          ...shares,
        )
      : l10n.t(
          '{0} (row {1}) and {2} (row {3}) account for {4} of the human hours and {5} of the AI minutes; together they average {6} (supervisory {7}).',
          ...names,
          ...shares,
          ...averages,
        );
  const ties = rows.slice(2).filter((row) => row.leverageFactor === two.leverageFactor).length;
  const factor = formatAverage(two.leverageFactor);
  const tied =
    ties === 1
      ? l10n.t('1 other task has the leverage factor of the second, {0}.', factor)
      : l10n.t('{0} other tasks have the leverage factor of the second, {1}.', formatCount(ties), factor);
  return `${sentence} ${tied}`;
}

interface MostHours {
  /** Those that are among the two with the most hours, whichever of equals one takes. */
  readonly rows: readonly RecordRow[];
  readonly hours: readonly number[];
}

function mostHours({ rows }: PeriodRecord): MostHours {
  const most = largestFew(rows, 3, countedHoursOf);
  const [one, two, three] = most;
  const hours = most.slice(0, 2).map(countedHoursOf);
  if (one === undefined || two === undefined || three === undefined) {
    return { rows: most, hours };
  }
  if (countedHoursOf(two) > countedHoursOf(three)) {
    return { rows: [one, two], hours };
  }
  return { rows: countedHoursOf(one) > countedHoursOf(two) ? [one] : [], hours };
}

function byHoursText({ rows, hours }: MostHours, { totals }: PeriodRecord, l10n: Texts): string {
  const [one, two] = rows;
  const [most = 0, second = 0] = hours;
  const share = percent(most + second, totals.humanHours, l10n);
  if (one === undefined) {
    return l10n.t(
      'No task has more than {0}; two of that size account for {1} of all human hours.',
      hoursText(most, l10n),
      share,
    );
  }
  return two === undefined
    ? l10n.t(
        'By human hours, {0} (row {1}) leads with {2}; the next tasks have {3} each, so the two largest account for {4} of all.',
        namedRow(one),
        one.number,
        formatTotalHours(most),
        formatTotalHours(second),
        share,
      )
    : l10n.t(
        'By human hours, {0} (row {1}) and {2} (row {3}) lead with {4} and {5}, together {6} of all.',
        namedRow(one),
        one.number,
        namedRow(two),
        two.number,
        formatTotalHours(most),
        formatTotalHours(second),
        share,
      );
}

/** @returns undefined if one of the two is absent */
function averagesOf(totals: DayTotals): readonly string[] | undefined {
  const { leverageFactor, supervisoryLeverageFactor } = totals;
  return leverageFactor === undefined || supervisoryLeverageFactor === undefined
    ? undefined
    : [formatAverage(leverageFactor), formatAverage(supervisoryLeverageFactor)];
}
