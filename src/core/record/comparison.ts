import { leverageChange, supervisoryChange } from './averageChange';
import { averageOf, type DayRecord } from './dayRecord';
import { formatAverage, formatCount } from '../figures/format';
import type { DaySums } from './recordStore';
import type { Texts } from '../texts/texts';

/** One of a day's two averages, and how to compute the same from another day's sums. */
interface Average {
  readonly name: 'leverage' | 'supervisory';
  readonly now: number | undefined;
  readonly on: (day: DaySums) => number | undefined;
}

interface Rival {
  readonly day: string;
  readonly factor: number;
}

/** Sentences that compare a day with earlier ones; none if there is no earlier day. Later days change none of them. */
export function comparison(record: DayRecord, earlier: readonly DaySums[], l10n: Texts): string[] {
  const days = earlier
    .filter((each) => each.day < record.day && each.tasks > 0)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const previous = days.at(-1);
  if (previous === undefined) {
    return [];
  }
  const { totals } = record;
  const averages: readonly Average[] = [
    {
      name: 'leverage',
      now: totals.leverageFactor,
      on: (day) => averageOf(day.humanHours, day.aiMinutes),
    },
    {
      name: 'supervisory',
      now: totals.supervisoryLeverageFactor,
      on: (day) => averageOf(day.humanHours, day.supervisoryMinutes),
    },
  ];
  const [first, second] = averages.flatMap((average) => step(average, previous, l10n) ?? []);
  return [
    ...(first === undefined
      ? []
      : [
          second === undefined
            ? l10n.t('Against {0}, {1}.', previous.day, first)
            : l10n.t('Against {0}, {1}, and {2}.', previous.day, first, second),
        ]),
    ...averages.flatMap((average) => highest(average, days, l10n) ?? []),
  ];
}

function step({ name, now, on }: Average, previous: DaySums, l10n: Texts): string | undefined {
  const before = on(previous);
  if (now === undefined || before === undefined) {
    return undefined;
  }
  return name === 'leverage' ? leverageChange(before, now, l10n) : supervisoryChange(before, now, l10n);
}

/** Compares with earlier days only, so that it stays true once a later day surpasses it. */
function highest({ name, now, on }: Average, days: readonly DaySums[], l10n: Texts): string | undefined {
  if (now === undefined) {
    return undefined;
  }
  const rivals = days.flatMap((each): Rival[] => {
    const factor = on(each);
    return factor === undefined ? [] : [{ day: each.day, factor }];
  });
  const reached = rivals.findLast(({ factor }) => factor >= now);
  const beaten = rivals.filter(({ day }) => reached === undefined || day > reached.day);
  // If it beats only one day, the comparison says so already.
  if (beaten.length < 2) {
    return undefined;
  }
  const between = days.filter(({ day }) => reached === undefined || day > reached.day);
  const allHaveOne = beaten.length === between.length;
  const [factor, count] = [formatAverage(now), formatCount(beaten.length)];
  const sentence =
    reached === undefined
      ? highestOfAll(name, allHaveOne, [factor, count], l10n)
      : highestSince(name, allHaveOne, [factor, count, reached.day, formatAverage(reached.factor)], l10n);
  const close = narrowly(now, beaten, l10n);
  return close === undefined ? sentence : `${sentence} ${close}`;
}

function highestOfAll(
  name: Average['name'],
  allHaveOne: boolean,
  figures: readonly string[],
  l10n: Texts,
): string {
  if (name === 'leverage') {
    return allHaveOne
      ? l10n.t('The leverage factor of {0} is higher than on all {1} earlier recorded days.', ...figures)
      : l10n.t(
          'The leverage factor of {0} is higher than on all {1} earlier recorded days that have one.',
          ...figures,
        );
  }
  return allHaveOne
    ? l10n.t(
        'The supervisory leverage factor of {0} is higher than on all {1} earlier recorded days.',
        ...figures,
      )
    : l10n.t(
        'The supervisory leverage factor of {0} is higher than on all {1} earlier recorded days that have one.',
        ...figures,
      );
}

function highestSince(
  name: Average['name'],
  allHaveOne: boolean,
  figures: readonly string[],
  l10n: Texts,
): string {
  if (name === 'leverage') {
    return allHaveOne
      ? l10n.t(
          'The leverage factor of {0} is higher than on the {1} earlier recorded days since {2}, when it was {3}.',
          ...figures,
        )
      : l10n.t(
          'The leverage factor of {0} is higher than on the {1} earlier recorded days that have one since {2}, when it was {3}.',
          ...figures,
        );
  }
  return allHaveOne
    ? l10n.t(
        'The supervisory leverage factor of {0} is higher than on the {1} earlier recorded days since {2}, when it was {3}.',
        ...figures,
      )
    : l10n.t(
        'The supervisory leverage factor of {0} is higher than on the {1} earlier recorded days that have one since {2}, when it was {3}.',
        ...figures,
      );
}

/** Names the closest day if the printed figures don't show which is higher. */
function narrowly(now: number, beaten: readonly Rival[], l10n: Texts): string | undefined {
  const closest = beaten.reduce((best, each) => (each.factor >= best.factor ? each : best));
  return formatAverage(closest.factor) === formatAverage(now)
    ? l10n.t('It is ahead of {0} by less than 0.1x.', closest.day)
    : undefined;
}
