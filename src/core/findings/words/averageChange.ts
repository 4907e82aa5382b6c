import type { DayTotals } from '../../record/dayRecord';
import { formatAverage } from '../../figures/format';
import type { Texts } from '../../texts/texts';

/** A clause about a change of a day's leverage factor; one too small for a decimal reads “by less than 0.1x”. */
export function leverageChange(from: number, to: number, l10n: Texts): string {
  const [before, after] = [formatAverage(from), formatAverage(to)];
  switch (changeKind(from, to)) {
    case 'stays':
      return l10n.t('the leverage factor stayed at {0}', after);
    case 'rises':
      return l10n.t('the leverage factor rose from {0} to {1}', before, after);
    case 'falls':
      return l10n.t('the leverage factor fell from {0} to {1}', before, after);
    case 'rises a little':
      return l10n.t('the leverage factor rose by less than 0.1x to {0}', after);
    case 'falls a little':
      return l10n.t('the leverage factor fell by less than 0.1x to {0}', after);
  }
}

/** The same of the supervisory leverage factor. */
export function supervisoryChange(from: number, to: number, l10n: Texts): string {
  const [before, after] = [formatAverage(from), formatAverage(to)];
  switch (changeKind(from, to)) {
    case 'stays':
      return l10n.t('the supervisory leverage factor stayed at {0}', after);
    case 'rises':
      return l10n.t('the supervisory leverage factor rose from {0} to {1}', before, after);
    case 'falls':
      return l10n.t('the supervisory leverage factor fell from {0} to {1}', before, after);
    case 'rises a little':
      return l10n.t('the supervisory leverage factor rose by less than 0.1x to {0}', after);
    case 'falls a little':
      return l10n.t('the supervisory leverage factor fell by less than 0.1x to {0}', after);
  }
}

/** A clause about a hypothetical change of a leverage factor. @param to undefined: there would be none */
export function leverageWouldChange(from: number, to: number | undefined, l10n: Texts): string {
  if (to === undefined) {
    return l10n.t('there would be no leverage factor');
  }
  const [before, after] = [formatAverage(from), formatAverage(to)];
  switch (changeKind(from, to)) {
    case 'stays':
      return l10n.t('the leverage factor would stay at {0}', after);
    case 'rises':
      return l10n.t('the leverage factor would rise from {0} to {1}', before, after);
    case 'falls':
      return l10n.t('the leverage factor would fall from {0} to {1}', before, after);
    case 'rises a little':
      return l10n.t('the leverage factor would rise by less than 0.1x to {0}', after);
    case 'falls a little':
      return l10n.t('the leverage factor would fall by less than 0.1x to {0}', after);
  }
}

/** The same of the supervisory leverage factor. */
export function supervisoryWouldChange(from: number, to: number | undefined, l10n: Texts): string {
  if (to === undefined) {
    return l10n.t('there would be no supervisory leverage factor');
  }
  const [before, after] = [formatAverage(from), formatAverage(to)];
  switch (changeKind(from, to)) {
    case 'stays':
      return l10n.t('the supervisory leverage factor would stay at {0}', after);
    case 'rises':
      return l10n.t('the supervisory leverage factor would rise from {0} to {1}', before, after);
    case 'falls':
      return l10n.t('the supervisory leverage factor would fall from {0} to {1}', before, after);
    case 'rises a little':
      return l10n.t('the supervisory leverage factor would rise by less than 0.1x to {0}', after);
    case 'falls a little':
      return l10n.t('the supervisory leverage factor would fall by less than 0.1x to {0}', after);
  }
}

/** A clause about the supervisory average with more minutes, which never makes it rise. */
export function supervisoryAverageWouldFall(from: number, to: number, l10n: Texts): string {
  const [before, after] = [formatAverage(from), formatAverage(to)];
  if (from === to) {
    return l10n.t('the supervisory average would stay at {0}', after);
  }
  return before === after
    ? l10n.t('the supervisory average would fall by less than 0.1x to {0}', after)
    : l10n.t('the supervisory average would fall from {0} to {1}', before, after);
}

/**
 * Clauses about both averages without some of the rows, whichever direction each would move.
 * @returns undefined if there is no average
 */
export function effectsOf(all: DayTotals, rest: DayTotals, l10n: Texts): string | undefined {
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

function changeKind(
  from: number,
  to: number,
): 'stays' | 'rises' | 'falls' | 'rises a little' | 'falls a little' {
  if (from === to) {
    return 'stays';
  }
  const isLittle = formatAverage(from) === formatAverage(to);
  return to > from ? (isLittle ? 'rises a little' : 'rises') : isLittle ? 'falls a little' : 'falls';
}
