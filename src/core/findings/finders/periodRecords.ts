import { averageOf } from '../../record/dayRecord';
import { formatAverage, formatCount } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import type { Figure, Finder } from '../finding/finding';
import { periodName, type Period, type PeriodSums } from '../finding/period';

/** If it is ahead of only one period, the comparison says so already. */
const fewestBeaten = 2;

/** One of the two averages. */
interface Average {
  readonly name: 'leverage' | 'supervisory';
  readonly now: number | undefined;
  readonly of: (sums: PeriodSums) => number | undefined;
}

interface Rival {
  readonly period: Period;
  readonly factor: number;
}

/** Averages that are higher or lower than before. They compare with earlier periods only, so later ones change none. */
export const periodRecords: Finder = ({ record, before, l10n }) => {
  const { totals } = record;
  const averages: readonly Average[] = [
    {
      name: 'leverage',
      now: totals.leverageFactor,
      of: ({ humanHours, aiMinutes }) => averageOf(humanHours, aiMinutes),
    },
    {
      name: 'supervisory',
      now: totals.supervisoryLeverageFactor,
      of: ({ humanHours, supervisoryMinutes }) => averageOf(humanHours, supervisoryMinutes),
    },
  ];
  const said = averages.flatMap((average) => recordOf(average, before, l10n) ?? []);
  return said.length === 0
    ? undefined
    : {
        sentences: said.map(({ sentence }) => sentence),
        figures: said.flatMap(({ figures }) => figures),
        rows: [],
      };
};

interface Said {
  readonly sentence: string;
  readonly figures: readonly Figure[];
}

function recordOf(average: Average, before: readonly PeriodSums[], l10n: Texts): Said | undefined {
  return ahead('highest', average, before, l10n) ?? ahead('lowest', average, before, l10n);
}

function ahead(
  end: 'highest' | 'lowest',
  { name, now, of }: Average,
  before: readonly PeriodSums[],
  l10n: Texts,
): Said | undefined {
  if (now === undefined) {
    return undefined;
  }
  const rivals = before.flatMap((each): Rival[] => {
    const factor = of(each);
    return factor === undefined ? [] : [{ period: each.period, factor }];
  });
  const reached = rivals.findLast(({ factor }) => (end === 'highest' ? factor >= now : factor <= now));
  const isAfter = ({ period }: { readonly period: Period }) =>
    reached === undefined || period.from > reached.period.from;
  const beaten = rivals.filter(isAfter);
  if (beaten.length < fewestBeaten || (end === 'lowest' && reached !== undefined)) {
    return undefined;
  }
  const allHaveOne = beaten.length === before.filter(isAfter).length;
  const others = othersText(beaten, allHaveOne, reached, l10n);
  const factor = formatAverage(now);
  const sentence = recordText(end, name, factor, others, reached, l10n);
  const close = narrowly(end, now, beaten, l10n);
  const measure = name === 'leverage' ? 'leverageFactor' : 'supervisoryLeverageFactor';
  return {
    sentence: close === undefined ? sentence : `${sentence} ${close}`,
    figures: [
      { measure, value: now },
      ...(reached === undefined ? [] : [{ measure, value: reached.factor, period: reached.period } as const]),
    ],
  };
}

function recordText(
  end: 'highest' | 'lowest',
  name: Average['name'],
  factor: string,
  others: string,
  reached: Rival | undefined,
  l10n: Texts,
): string {
  if (end === 'lowest') {
    return name === 'leverage'
      ? l10n.t('The leverage factor of {0} is lower than {1}.', factor, others)
      : l10n.t('The supervisory leverage factor of {0} is lower than {1}.', factor, others);
  }
  if (reached === undefined) {
    return name === 'leverage'
      ? l10n.t('The leverage factor of {0} is higher than {1}.', factor, others)
      : l10n.t('The supervisory leverage factor of {0} is higher than {1}.', factor, others);
  }
  const then = [periodName(reached.period, l10n), formatAverage(reached.factor)];
  return name === 'leverage'
    ? l10n.t(
        'The leverage factor of {0} is higher than {1} since {2}, when it was {3}.',
        factor,
        others,
        ...then,
      )
    : l10n.t(
        'The supervisory leverage factor of {0} is higher than {1} since {2}, when it was {3}.',
        factor,
        others,
        ...then,
      );
}

/** `on all 12 earlier recorded days`, `in the 3 earlier recorded weeks that have one`. */
function othersText(
  beaten: readonly Rival[],
  allHaveOne: boolean,
  reached: Rival | undefined,
  l10n: Texts,
): string {
  const count = formatCount(beaten.length);
  const isAll = reached === undefined;
  switch (beaten[0]?.period.unit) {
    case 'week':
      return allHaveOne
        ? isAll
          ? l10n.t('in all {0} earlier recorded weeks', count)
          : l10n.t('in the {0} earlier recorded weeks', count)
        : isAll
          ? l10n.t('in all {0} earlier recorded weeks that have one', count)
          : l10n.t('in the {0} earlier recorded weeks that have one', count);
    case 'month':
      return allHaveOne
        ? isAll
          ? l10n.t('in all {0} earlier recorded months', count)
          : l10n.t('in the {0} earlier recorded months', count)
        : isAll
          ? l10n.t('in all {0} earlier recorded months that have one', count)
          : l10n.t('in the {0} earlier recorded months that have one', count);
    case 'quarter':
      return allHaveOne
        ? isAll
          ? l10n.t('in all {0} earlier recorded quarters', count)
          : l10n.t('in the {0} earlier recorded quarters', count)
        : isAll
          ? l10n.t('in all {0} earlier recorded quarters that have one', count)
          : l10n.t('in the {0} earlier recorded quarters that have one', count);
    case 'year':
      return allHaveOne
        ? isAll
          ? l10n.t('in all {0} earlier recorded years', count)
          : l10n.t('in the {0} earlier recorded years', count)
        : isAll
          ? l10n.t('in all {0} earlier recorded years that have one', count)
          : l10n.t('in the {0} earlier recorded years that have one', count);
    case 'day':
    case 'days':
    case undefined:
      return allHaveOne
        ? isAll
          ? l10n.t('on all {0} earlier recorded days', count)
          : l10n.t('on the {0} earlier recorded days', count)
        : isAll
          ? l10n.t('on all {0} earlier recorded days that have one', count)
          : l10n.t('on the {0} earlier recorded days that have one', count);
  }
}

/** Names the closest one if the printed figures don't show which is ahead. */
function narrowly(
  end: 'highest' | 'lowest',
  now: number,
  beaten: readonly Rival[],
  l10n: Texts,
): string | undefined {
  const closest = beaten.reduce((best, each) =>
    (end === 'highest' ? each.factor >= best.factor : each.factor <= best.factor) ? each : best,
  );
  if (formatAverage(closest.factor) !== formatAverage(now)) {
    return undefined;
  }
  return end === 'highest'
    ? l10n.t('It is ahead of {0} by less than 0.1x.', periodName(closest.period, l10n))
    : l10n.t('It is behind {0} by less than 0.1x.', periodName(closest.period, l10n));
}
