import { dayAverageWouldFall } from './averageChange';
import { averageOf, type DayRecord } from './dayRecord';
import { formatAverage, formatCount } from '../figures/format';
import { namedRow, percent } from './sentenceParts';
import type { Texts } from '../texts/texts';

export function mostSupervision({ rows, totals }: DayRecord, l10n: Texts): string | undefined {
  const most = rows.reduce((highest, row) => Math.max(highest, row.task.closing.supervisoryMinutes), 0);
  const those = rows.filter((row) => row.task.closing.supervisoryMinutes === most);
  const [first] = those;
  const count = those.length;
  if (rows.length < 3 || first === undefined || count === rows.length) {
    return undefined;
  }
  const minutes = most === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', formatCount(most));
  if (count === 1) {
    return l10n.t(
      "{0} (row {1}) took the most supervision: {2}, {3} of the day's.",
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
export function oneMinuteRows({ rows, totals }: DayRecord, l10n: Texts): string | undefined {
  const all = rows.filter((row) => row.task.closing.supervisoryMinutes === 1);
  const count = all.filter((row) => row.supervisoryLeverageFactor !== undefined).length;
  const now = totals.supervisoryLeverageFactor;
  const then = averageOf(totals.humanHours, totals.supervisoryMinutes + count);
  if (count === 0 || now === undefined || then === undefined) {
    return undefined;
  }
  if (rows.length === 1) {
    return l10n.t(
      "The day's only task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor to {0}.",
      formatAverage(then),
    );
  }
  const change = dayAverageWouldFall(now, then, l10n);
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
