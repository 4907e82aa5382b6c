import { formatAverage, formatCount, formatTotalHours } from '../figures/format';
import { roundHalfUp } from '../figures/roundHalfUp';
import type { Texts } from '../texts/texts';
import type { Metric, Subject } from './named/rowFigures';
import type { Basis } from './reading/proseFinding';

/** A sentence on what a figure rests on: the record's figure, and which rows or day it is of. */
export function basisText(basis: Basis, l10n: Texts): string {
  switch (basis.kind) {
    case 'total':
      return totalText(
        basis.metric,
        subjectText(basis.subject, l10n),
        printed(basis.figure, basis.metric),
        l10n,
      );
    case 'each':
      return l10n.t(
        'Each of {0} has {1}.',
        subjectText(basis.subject, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'median':
      return l10n.t(
        'The median of {0} is {1}.',
        subjectText(basis.subject, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'mean':
      return l10n.t(
        'The mean of {0} is {1}.',
        subjectText(basis.subject, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'lowest':
      return l10n.t(
        'The lowest of {0} is {1}.',
        subjectText(basis.subject, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'highest':
      return l10n.t(
        'The highest of {0} is {1}.',
        subjectText(basis.subject, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'share':
      return shareText(basis.metric, subjectText(basis.subject, l10n), `${fixed(basis.figure)}%`, l10n);
    case 'count':
      return countText(basis.subject, basis.figure, l10n);
    case 'ratio':
      return l10n.t(
        '{0}: {1} for {2}, or {3} each.',
        subjectText(basis.subject, l10n),
        withUnit(sumOf(basis.subject, basis.metric), basis.metric, l10n),
        withUnit(sumOf(basis.subject, basis.per), basis.per, l10n),
        withUnit(basis.figure, basis.metric, l10n),
      );
    case 'difference':
    case 'change':
      return l10n.t(
        'From {0} ({1}) to {2} ({3}).',
        withUnit(sumOf(basis.from, basis.metric), basis.metric, l10n),
        subjectText(basis.from, l10n),
        withUnit(sumOf(basis.to, basis.metric), basis.metric, l10n),
        subjectText(basis.to, l10n),
      );
    case 'rank':
      return rankText(basis, l10n);
    case 'record':
      return basis.surpassedBy === undefined
        ? l10n.t('{0}: no earlier day surpasses it.', withUnit(basis.figure, basis.metric, l10n))
        : l10n.t(
            '{0} has {1}, this day {2}.',
            subjectText(basis.surpassedBy, l10n),
            withUnit(sumOf(basis.surpassedBy, basis.metric), basis.metric, l10n),
            withUnit(basis.figure, basis.metric, l10n),
          );
  }
}

function totalText(metric: Metric, subject: string, figure: string, l10n: Texts): string {
  switch (metric) {
    case 'leverage':
      return l10n.t('The leverage factor of {0} is {1}.', subject, figure);
    case 'supervisory':
      return l10n.t('The supervisory leverage factor of {0} is {1}.', subject, figure);
    case 'humanHours':
      return l10n.t('The human hours of {0} are {1}.', subject, figure);
    case 'aiMinutes':
      return l10n.t('The AI minutes of {0} are {1}.', subject, figure);
    case 'supervisoryMinutes':
      return l10n.t('The supervisory minutes of {0} are {1}.', subject, figure);
    case 'tokens':
      return l10n.t('The tokens of {0} are {1}.', subject, figure);
    case 'tasks':
      return l10n.t('The tasks of {0} are {1}.', subject, figure);
  }
}

function shareText(metric: Metric, subject: string, share: string, l10n: Texts): string {
  switch (metric) {
    case 'humanHours':
      return l10n.t("{0}: {1} of the day's human hours.", subject, share);
    case 'aiMinutes':
      return l10n.t("{0}: {1} of the day's AI minutes.", subject, share);
    case 'supervisoryMinutes':
      return l10n.t("{0}: {1} of the day's supervisory minutes.", subject, share);
    case 'tokens':
      return l10n.t("{0}: {1} of the day's tokens.", subject, share);
    default:
      return l10n.t("{0}: {1} of the day's tasks.", subject, share);
  }
}

function rankText(
  { end, place, rows, metric, figure }: Extract<Basis, { kind: 'rank' }>,
  l10n: Texts,
): string {
  const subject = rowsText(
    rows.map(({ number }) => number),
    l10n,
  );
  const value = withUnit(figure, metric, l10n);
  if (place > 1) {
    return end === 'most'
      ? l10n.t('Number {0} from the top is {1}, with {2}.', place, subject, value)
      : l10n.t('Number {0} from the bottom is {1}, with {2}.', place, subject, value);
  }
  return end === 'most'
    ? l10n.t('The highest is {0}, with {1}.', subject, value)
    : l10n.t('The lowest is {0}, with {1}.', subject, value);
}

function countText(subject: Subject, count: number, l10n: Texts): string {
  if (subject.otherDay !== undefined) {
    return l10n.t('{0} tasks on {1}.', formatCount(count), subject.otherDay);
  }
  return count === 0
    ? l10n.t('No task is meant by this.')
    : l10n.t('{0}: {1}.', formatCount(count), subjectText(subject, l10n));
}

function subjectText({ rows, otherDay }: Subject, l10n: Texts): string {
  if (otherDay !== undefined) {
    return otherDay;
  }
  return rowsText(
    rows.map(({ number }) => number),
    l10n,
  );
}

/** "row 3", "rows 1–10, 12"; long lists are cut. */
function rowsText(numbers: readonly number[], l10n: Texts): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) {
      last[1] = number;
    } else {
      runs.push([number, number]);
    }
  }
  const parts = runs.map(([first, last]) =>
    first === last ? String(first) : last === first + 1 ? `${first}, ${last}` : `${first}–${last}`,
  );
  const list = parts.length > mostRuns ? `${parts.slice(0, mostRuns).join(', ')} …` : parts.join(', ');
  return numbers.length === 1 ? l10n.t('row {0}', list) : l10n.t('rows {0}', list);
}

const mostRuns = 15;

function sumOf({ totals }: Subject, metric: Metric): number {
  switch (metric) {
    case 'leverage':
      return totals.leverageFactor ?? 0;
    case 'supervisory':
      return totals.supervisoryLeverageFactor ?? 0;
    default:
      return totals[metric] ?? 0;
  }
}

function printed(figure: number, metric: Metric): string {
  switch (metric) {
    case 'leverage':
    case 'supervisory':
      return formatAverage(figure);
    case 'humanHours':
      return formatTotalHours(figure);
    default:
      return Number.isInteger(figure) ? formatCount(figure) : fixed(figure);
  }
}

function withUnit(figure: number, metric: Metric, l10n: Texts): string {
  const value =
    metric === 'humanHours' && !Number.isInteger(figure * 4) ? fixed(figure) : printed(figure, metric);
  switch (metric) {
    case 'humanHours':
      return l10n.t('{0} human hours', value);
    case 'aiMinutes':
      return l10n.t('{0} AI minutes', value);
    case 'supervisoryMinutes':
      return l10n.t('{0} supervisory minutes', value);
    case 'tokens':
      return l10n.t('{0} tokens', value);
    case 'tasks':
      return l10n.t('{0} tasks', value);
    default:
      return value;
  }
}

function fixed(figure: number): string {
  return roundHalfUp(figure, 1).toFixed(1);
}
