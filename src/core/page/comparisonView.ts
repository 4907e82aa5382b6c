import * as l10n from '@vscode/l10n';
import { daysIn } from '../days/dayNumbers';
import type { Period } from '../findings/finding/period';
import type { Comparison, HistoryAnswer } from '../history/history';
import type { DayTotals } from '../record/dayRecord';
import type { ComparisonView, SumsView } from './historyProtocol';
import type { PeriodLabels } from './periodLabels';

/** What a timeframe is compared with, and in a sentence which days those are. */
export function comparisonView(
  { comparison, timeframe, recorded }: HistoryAnswer,
  labels: PeriodLabels,
  sumsView: (totals: DayTotals) => SumsView,
): ComparisonView {
  switch (comparison.kind) {
    case 'all':
      return { kind: 'none', sentence: l10n.t('This is the whole record; there is nothing before it.') };
    case 'empty':
      return { kind: 'none', sentence: l10n.t('Nothing is recorded yet.') };
    case 'noRecord':
      return {
        kind: 'none',
        sentence: l10n.t(
          'There is no record before {0}.',
          labels.day(recorded?.began ?? timeframe.period.from),
        ),
      };
    case 'compared': {
      const { earlier, beganWithin } = comparison;
      const sentence = comparedSentence(comparison, timeframe.period, labels);
      return {
        kind: 'compared',
        ...earlier,
        label: labels.range(earlier),
        sums: sumsView(comparison.sumsEarlier),
        now: sumsView(comparison.sumsNow),
        sentence:
          beganWithin && recorded !== undefined
            ? `${sentence} ${l10n.t('The record began on {0}.', labels.day(recorded.began))}`
            : sentence,
      };
    }
  }
}

function comparedSentence(
  { earlier, before, now, untilToday }: Extract<Comparison, { kind: 'compared' }>,
  { to }: Period,
  labels: PeriodLabels,
): string {
  const isCut = now.to < to;
  if (isCut && daysIn(earlier) === daysIn(now)) {
    return l10n.t(
      "Compared with {0}, the same part of the period before. Today isn't over.",
      labels.range(earlier),
    );
  }
  const whole = labels.period(before);
  return untilToday
    ? l10n.t("Compared with {0}, the whole period before. Today isn't over.", whole)
    : l10n.t('Compared with {0}, the period before.', whole);
}
