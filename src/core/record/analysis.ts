import { leverageWouldChange, supervisoryWouldChange } from './averageChange';
import { comparison } from './comparison';
import { dayTotals, type DayRecord, type DayTotals, type RecordRow } from './dayRecord';
import { evidenceSentence } from './evidenceSentence';
import { formatAverage, formatCount } from '../figures/format';
import type { DaySums } from './recordStore';
import { roundHalfUp } from '../figures/roundHalfUp';
import { isDropped } from '../task/countedHours';
import { namedRow, percent } from './sentenceParts';
import { mostSupervision, oneMinuteRows } from './supervisionSentences';
import type { Texts } from '../texts/texts';

const lowFactor = 10;

/**
 * Sentences about a day, each computed from its rows; none for a day without tasks.
 * @param earlier sums of every recorded day before this one, ascending: claiming a record needs them all
 */
export function analysis(record: DayRecord, earlier: readonly DaySums[], l10n: Texts): string[] {
  if (record.rows.length === 0) {
    return [];
  }
  return [
    firstRows(record, l10n),
    median(record.rows, l10n),
    lowRows(record, l10n),
    mostSupervision(record, l10n),
    oneMinuteRows(record, l10n),
    withoutEstimate(record, l10n),
    dropped(record, l10n),
    evidenceSentence(record.rows, l10n),
    ...comparison(record, earlier, l10n),
  ].filter((sentence) => sentence !== undefined);
}

function firstRows({ rows, totals }: DayRecord, l10n: Texts): string | undefined {
  const [one, two, three] = rows;
  if (rows.length < 5 || one?.leverageFactor === undefined || two?.leverageFactor === undefined) {
    return undefined;
  }
  const first = totalsOf([one, two]);
  const shares = [
    percent(first.humanHours, totals.humanHours, l10n),
    percent(first.aiMinutes, totals.aiMinutes, l10n),
  ];
  const averages = averagesOf(first);
  if (three?.leverageFactor !== two.leverageFactor) {
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

function median(rows: readonly RecordRow[], l10n: Texts): string | undefined {
  const factors = rows.flatMap((row) => row.leverageFactor ?? []);
  const upper = factors[Math.floor(factors.length / 2)];
  const lower = factors[Math.floor((factors.length - 1) / 2)];
  if (factors.length < 3 || upper === undefined || lower === undefined) {
    return undefined;
  }
  const middle = formatAverage((lower + upper) / 2);
  return factors.length === rows.length
    ? l10n.t('The median leverage factor is {0}.', middle)
    : l10n.t(
        'The median leverage factor of the {0} of {1} tasks that have one is {2}.',
        formatCount(factors.length),
        formatCount(rows.length),
        middle,
      );
}

function lowRows({ rows, totals }: DayRecord, l10n: Texts): string | undefined {
  const withFactor = rows.flatMap(({ leverageFactor }) => leverageFactor ?? []);
  if (rows.length === 1 || withFactor.length === 0) {
    return undefined;
  }
  // A factor of 9.97 is under 10 and printed as 10.0x.
  const isLow = (factor: number) => roundHalfUp(factor, 1) < lowFactor;
  const low = withFactor.filter(isLow).length;
  const narrow = withFactor.filter((factor) => factor < lowFactor && !isLow(factor)).length;
  const allHaveOne = withFactor.length === rows.length;
  if (low === 0 && narrow > 0) {
    return narrow === 1
      ? l10n.t('1 task is just under 10x and rounds to 10.0x.')
      : l10n.t('{0} tasks are just under 10x and round to 10.0x.', formatCount(narrow));
  }
  if (low === 0) {
    if (withFactor.length < 3) {
      return undefined;
    }
    return allHaveOne ? l10n.t('No task is under 10x.') : l10n.t('No task with a factor is under 10x.');
  }
  if (low === withFactor.length) {
    if (low === 1) {
      return l10n.t('The only task with a factor is under 10x.');
    }
    return allHaveOne ? l10n.t('Every task is under 10x.') : l10n.t('Every task with a factor is under 10x.');
  }
  const rest = totalsOf(
    rows.filter(({ leverageFactor }) => leverageFactor === undefined || !isLow(leverageFactor)),
  );
  const sentence = lowSentence(low, effectsOf(totals, rest, l10n), l10n);
  if (narrow === 0) {
    return sentence;
  }
  const rounded =
    narrow === 1
      ? l10n.t('1 is just under it and rounds to 10.0x.')
      : l10n.t('{0} are just under it and round to 10.0x.', formatCount(narrow));
  return `${sentence} ${rounded}`;
}

function lowSentence(low: number, effects: string | undefined, l10n: Texts): string {
  if (effects === undefined) {
    return low === 1 ? l10n.t('1 task is under 10x.') : l10n.t('{0} tasks are under 10x.', formatCount(low));
  }
  return low === 1
    ? l10n.t('1 task is under 10x; without it, {0}.', effects)
    : l10n.t('{0} tasks are under 10x; without them, {1}.', formatCount(low), effects);
}

function withoutEstimate({ rows, totals }: DayRecord, l10n: Texts): string | undefined {
  const count = rows.filter((row) => row.task.estimate === null).length;
  if (count === 0) {
    return undefined;
  }
  if (count === rows.length) {
    return count === 1
      ? l10n.t('The task has no human estimate, so the day has no averages.')
      : l10n.t('No task has a human estimate, so the day has no averages.');
  }
  const effects = effectsOf(totals, totalsOf(rows.filter((row) => row.task.estimate !== null)), l10n);
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

function dropped({ rows }: DayRecord, l10n: Texts): string | undefined {
  const count = rows.filter(({ task }) => isDropped(task)).length;
  if (count === 0) {
    return undefined;
  }
  return count === 1
    ? l10n.t('1 task was dropped: it counts 0 hours, while its minutes still count.')
    : l10n.t(
        '{0} tasks were dropped: they count 0 hours, while their minutes still count.',
        formatCount(count),
      );
}

/**
 * Clauses about both averages without some of the rows, whichever direction each would move.
 * @returns undefined if the day has no average
 */
function effectsOf(all: DayTotals, rest: DayTotals, l10n: Texts): string | undefined {
  const leverage =
    all.leverageFactor === undefined
      ? undefined
      : leverageWouldChange(all.leverageFactor, rest.leverageFactor, l10n);
  const supervisory =
    all.supervisoryLeverageFactor === undefined
      ? undefined
      : supervisoryWouldChange(all.supervisoryLeverageFactor, rest.supervisoryLeverageFactor, l10n);
  return leverage === undefined || supervisory === undefined
    ? (leverage ?? supervisory)
    : l10n.t('{0} and {1}', leverage, supervisory);
}

function totalsOf(rows: readonly RecordRow[]): DayTotals {
  return dayTotals(rows.map((row) => row.task));
}

/** @returns undefined if one of the two is absent */
function averagesOf(totals: DayTotals): readonly string[] | undefined {
  const { leverageFactor, supervisoryLeverageFactor } = totals;
  return leverageFactor === undefined || supervisoryLeverageFactor === undefined
    ? undefined
    : [formatAverage(leverageFactor), formatAverage(supervisoryLeverageFactor)];
}
