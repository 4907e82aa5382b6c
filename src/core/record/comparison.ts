import { averageChange } from './averageChange';
import { averageOf, type DayRecord } from './dayRecord';
import { formatAverage, formatCount } from './format';
import type { DaySums } from './recordStore';

/** A day's two averages, and how to take the same from the sums of another day. */
interface Average {
  readonly name: string;
  readonly now: number | undefined;
  readonly on: (day: DaySums) => number | undefined;
}

interface Rival {
  readonly day: string;
  readonly factor: number;
}

/** Sentences that set a day beside earlier ones; none if there is no earlier day. Later days change none of them. */
export function comparison(record: DayRecord, earlier: readonly DaySums[]): string[] {
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
      name: 'leverage factor',
      now: totals.leverageFactor,
      on: (day) => averageOf(day.humanHours, day.aiMinutes),
    },
    {
      name: 'supervisory leverage factor',
      now: totals.supervisoryLeverageFactor,
      on: (day) => averageOf(day.humanHours, day.supervisoryMinutes),
    },
  ];
  const steps = averages.flatMap((average) => step(average, previous) ?? []);
  return [
    ...(steps.length > 0 ? [`Against ${previous.day}, ${steps.join(', and ')}.`] : []),
    ...averages.flatMap((average) => highest(average, days) ?? []),
  ];
}

function step({ name, now, on }: Average, previous: DaySums): string | undefined {
  const before = on(previous);
  return now === undefined || before === undefined ? undefined : `the ${name} ${averageChange(before, now)}`;
}

/** Said of earlier days only, so that it stays true on a day that later ones surpass. */
function highest({ name, now, on }: Average, days: readonly DaySums[]): string | undefined {
  if (now === undefined) {
    return undefined;
  }
  const rivals = days.flatMap((each): Rival[] => {
    const factor = on(each);
    return factor === undefined ? [] : [{ day: each.day, factor }];
  });
  const reached = rivals.findLast(({ factor }) => factor >= now);
  const beaten = rivals.filter(({ day }) => reached === undefined || day > reached.day);
  // Higher than one day is what the comparison says already.
  if (beaten.length < 2) {
    return undefined;
  }
  const between = days.filter(({ day }) => reached === undefined || day > reached.day);
  const withFactor = beaten.length === between.length ? '' : ' that have one';
  const period =
    reached === undefined
      ? `all ${formatCount(beaten.length)} earlier recorded days${withFactor}`
      : `the ${formatCount(beaten.length)} earlier recorded days${withFactor} since ${reached.day}, when it was ${formatAverage(reached.factor)}`;
  return `The ${name} of ${formatAverage(now)} is higher than on ${period}${narrowly(now, beaten)}.`;
}

/** Names the closest day where the figures as printed don't show which is higher. */
function narrowly(now: number, beaten: readonly Rival[]): string {
  const closest = beaten.reduce((best, each) => (each.factor >= best.factor ? each : best));
  return formatAverage(closest.factor) === formatAverage(now)
    ? `; it is ahead of ${closest.day} by less than 0.1x`
    : '';
}
