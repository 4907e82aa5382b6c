import type { DayTotals, RecordRow } from '../../record/dayRecord';
import { absent, formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import { isolated } from '../../texts/isolatedText';
import { roundHalfUp } from '../../figures/roundHalfUp';
import { flatTitle } from '../../texts/flatTitle';
import { parseTitle } from '../../typed/parseTitle';
import type { Texts } from '../../texts/texts';

const longestName = 40;

/** Short enough for a sentence, and one line whatever the title contains. */
export function namedRow({ task }: RecordRow): string {
  return named(task.title);
}

/** The same of another text of the user's. */
export function named(text: string): string {
  const title = parseTitle(text);
  return `“${isolated(flatTitle(title.ok ? title.value : absent, longestName))}”`;
}

/** Never rounds a part to 0 or to 100 percent. */
export function percent(part: number, whole: number, l10n: Texts): string {
  const text = roundHalfUp((part * 100) / whole, 1).toFixed(1);
  if (part > 0 && text === '0.0') {
    return l10n.t('less than 0.1%');
  }
  // Sums of the same hours may differ in their last binary places.
  const isPart = Math.round(part * 1e6) < Math.round(whole * 1e6);
  return isPart && text === '100.0' ? l10n.t('more than 99.9%') : `${text}%`;
}

export function hoursText(hours: number, l10n: Texts): string {
  return hours === 1 ? l10n.t('1 human hour') : l10n.t('{0} human hours', formatTotalHours(hours));
}

export function aiMinutesText(minutes: number, l10n: Texts): string {
  return minutes === 1 ? l10n.t('1 AI minute') : l10n.t('{0} AI minutes', formatCount(minutes));
}

export function supervisoryMinutesText(minutes: number, l10n: Texts): string {
  return minutes === 1
    ? l10n.t('1 supervisory minute')
    : l10n.t('{0} supervisory minutes', formatCount(minutes));
}

/** A clause with the sums of some tasks and the averages that they have. */
export function sumsText(totals: DayTotals, l10n: Texts): string {
  const { humanHours, aiMinutes, supervisoryMinutes, leverageFactor, supervisoryLeverageFactor } = totals;
  const sums = [
    hoursText(humanHours, l10n),
    aiMinutesText(aiMinutes, l10n),
    supervisoryMinutesText(supervisoryMinutes, l10n),
  ];
  const [factor, supervisory] = [formatAverage(leverageFactor), formatAverage(supervisoryLeverageFactor)];
  if (leverageFactor !== undefined && supervisoryLeverageFactor !== undefined) {
    return l10n.t('{0} in {1} and {2}, which is {3} (supervisory {4})', ...sums, factor, supervisory);
  }
  if (leverageFactor !== undefined) {
    return l10n.t('{0} in {1} and {2}, which is {3}', ...sums, factor);
  }
  return supervisoryLeverageFactor === undefined
    ? l10n.t('{0} in {1} and {2}', ...sums)
    : l10n.t('{0} in {1} and {2}, a supervisory factor of {3}', ...sums, supervisory);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], l10n: Texts): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : l10n.t('{0} and {1}', items.slice(0, -1).join(', '), last);
}
