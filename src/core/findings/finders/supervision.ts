import { averageOf, type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { largest, smallest } from '../../figures/extremes';
import { formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { supervisoryAverageWouldFall } from '../words/averageChange';
import { medianOf, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder, PeriodRecord } from '../finding/finding';
import { namedRow, percent } from '../words/sentenceParts';

const fewestTasks = 3;

/** How supervision is spread, and how much the figures depend on a single minute of it. */
export const supervision: Finder = ({ record, l10n }) => {
  const minutes = record.rows.map(minutesOf);
  const most = mostSupervised(record);
  const atFloor = record.rows.filter((row) => minutesOf(row) === 1);
  const sentences = [
    spread(minutes, l10n),
    most.length === 0 ? undefined : mostSupervision(most, record, l10n),
    oneMinuteRows(record, l10n),
  ].filter((sentence) => sentence !== undefined);
  const named = [...new Set([...most, ...atFloor])];
  return sentences.length === 0
    ? undefined
    : {
        sentences,
        figures: [
          { measure: 'supervisoryMinutes', value: record.totals.supervisoryMinutes },
          { measure: 'medianSupervisoryMinutes', value: medianOf(minutes) ?? 0 },
          ...[most, atFloor].flatMap((rows) =>
            rows.length === 0 ? [] : sumFigures(totalsOfRows(rows), rows),
          ),
        ],
        rows: numbersOf(named),
      };
};

function minutesOf({ counted }: RecordRow): number {
  return counted.supervisoryMinutes;
}

function spread(minutes: readonly number[], l10n: Texts): string | undefined {
  const [least, most, middle] = [smallest(minutes), largest(minutes), medianOf(minutes)];
  return minutes.length < fewestTasks || least === most || middle === undefined
    ? undefined
    : l10n.t(
        'Supervision ranges from {0} to {1} minutes per task, with a median of {2}.',
        formatCount(least),
        formatCount(most),
        formatTotalHours(middle),
      );
}

/** Those with the most; none if all have it. */
function mostSupervised({ rows }: PeriodRecord): readonly RecordRow[] {
  const most = largest(rows.map(minutesOf));
  const those = rows.filter((row) => minutesOf(row) === most);
  return rows.length < fewestTasks || those.length === rows.length ? [] : those;
}

function mostSupervision(
  those: readonly RecordRow[],
  { rows, totals }: PeriodRecord,
  l10n: Texts,
): string | undefined {
  const [first] = those;
  const count = those.length;
  if (first === undefined) {
    return undefined;
  }
  const most = minutesOf(first);
  const minutes = most === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', formatCount(most));
  if (count === 1) {
    return l10n.t(
      '{0} (row {1}) took the most supervision: {2}, {3} of all.',
      namedRow(first),
      first.number,
      minutes,
      percent(most, totals.supervisoryMinutes, l10n),
    );
  }
  return count * 2 > rows.length
    ? l10n.t(
        '{0} of the {1} tasks took {2} of supervision each, the rest less.',
        formatCount(count),
        formatCount(rows.length),
        minutes,
      )
    : l10n.t('{0} tasks took the most supervision, {1} each.', formatCount(count), minutes);
}

/** With one minute in the denominator the figure says more about rounding than about the work. */
function oneMinuteRows({ rows, totals }: PeriodRecord, l10n: Texts): string | undefined {
  const all = rows.filter((row) => minutesOf(row) === 1);
  const count = all.filter((row) => row.supervisoryLeverageFactor !== undefined).length;
  const now = totals.supervisoryLeverageFactor;
  const then = averageOf(totals.humanHours, totals.supervisoryMinutes + count);
  if (count === 0 || now === undefined || then === undefined) {
    return undefined;
  }
  if (rows.length === 1) {
    return l10n.t(
      'The only task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor to {0}.',
      formatAverage(then),
    );
  }
  const change = supervisoryAverageWouldFall(now, then, l10n);
  if (all.length === count) {
    return count === 1
      ? l10n.t(
          '1 task has 1 supervisory minute, where rounding dominates: with one more minute its supervisory factor would halve and {0}.',
          change,
        )
      : l10n.t(
          '{0} tasks have 1 supervisory minute, where rounding dominates: with one more minute each their supervisory factors would halve and {1}.',
          formatCount(count),
          change,
        );
  }
  return count === 1
    ? l10n.t(
        '1 task with a human estimate has 1 supervisory minute, where rounding dominates: with one more minute its supervisory factor would halve and {0}.',
        change,
      )
    : l10n.t(
        '{0} tasks with a human estimate have 1 supervisory minute, where rounding dominates: with one more minute each their supervisory factors would halve and {1}.',
        formatCount(count),
        change,
      );
}
