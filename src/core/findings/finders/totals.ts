import { formatCount } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import type { Figure, Finder, PeriodRecord } from '../finding/finding';
import type { Texts } from '../../texts/texts';

const workWeekHours = 40;
/** The shortest time that is easier to grasp in hours. */
const longMinutes = 120;

/** The sums in other units, and the tokens. */
export const totals: Finder = ({ record, l10n }) => {
  const { humanHours, aiMinutes, supervisoryMinutes, tokens } = record.totals;
  const perMinute = supervisoryMinutes > 0 && humanHours > 0 ? humanHours / supervisoryMinutes : undefined;
  const weeks = humanHours >= workWeekHours ? humanHours / workWeekHours : undefined;
  const sentences = [
    perMinute === undefined ? undefined : perMinuteText(perMinute, l10n),
    weeks === undefined
      ? undefined
      : weeks === 1
        ? l10n.t('The human hours are 1 work week of 40 hours.')
        : l10n.t('The human hours are {0} work weeks of 40 hours.', hundredths(weeks)),
    timeInHours(aiMinutes, supervisoryMinutes, l10n),
    tokensText(record, l10n),
  ].filter((sentence) => sentence !== undefined);
  const figures: readonly (Figure | undefined)[] = [
    { measure: 'humanHours', value: humanHours },
    { measure: 'aiMinutes', value: aiMinutes },
    { measure: 'supervisoryMinutes', value: supervisoryMinutes },
    perMinute === undefined ? undefined : { measure: 'hoursPerSupervisoryMinute', value: perMinute },
    weeks === undefined ? undefined : { measure: 'workWeeks', value: weeks },
    tokens === undefined ? undefined : { measure: 'tokens', value: tokens },
  ];
  return sentences.length === 0
    ? undefined
    : { sentences, figures: figures.filter((figure) => figure !== undefined), rows: [] };
};

function perMinuteText(hours: number, l10n: Texts): string | undefined {
  const text = roundHalfUp(hours, 1).toFixed(1);
  return text === '0.0'
    ? undefined
    : l10n.t('Each supervisory minute stands for {0} human hours on average.', text);
}

function timeInHours(aiMinutes: number, supervisoryMinutes: number, l10n: Texts): string | undefined {
  const [ai, supervisory] = [hundredths(aiMinutes / 60), hundredths(supervisoryMinutes / 60)];
  if (aiMinutes < longMinutes) {
    return supervisoryMinutes < longMinutes ? undefined : l10n.t('Supervision took {0} hours.', supervisory);
  }
  return supervisoryMinutes < longMinutes
    ? l10n.t('The AI minutes are {0} hours.', ai)
    : l10n.t('The AI minutes are {0} hours, the supervisory minutes {1}.', ai, supervisory);
}

function tokensText({ rows, totals: { tokens } }: PeriodRecord, l10n: Texts): string | undefined {
  const counted = rows.filter((row) => (row.counted.tokens ?? 0) > 0).length;
  if (tokens === undefined || tokens < 2) {
    return undefined;
  }
  if (counted === rows.length) {
    return l10n.t('The agents used {0} tokens.', formatCount(tokens));
  }
  return counted === 1
    ? l10n.t(
        '1 of the {0} tasks has a token count, of {1} tokens.',
        formatCount(rows.length),
        formatCount(tokens),
      )
    : l10n.t(
        '{0} of the {1} tasks have a token count, {2} tokens together.',
        formatCount(counted),
        formatCount(rows.length),
        formatCount(tokens),
      );
}

/** At most two decimals, and separators. */
function hundredths(value: number): string {
  const [whole = '', decimals = ''] = roundHalfUp(value, 2).toFixed(2).split('.');
  const kept = decimals.replace(/0{1,2}$/u, '');
  return kept === '' ? formatCount(Number(whole)) : `${formatCount(Number(whole))}.${kept}`;
}
