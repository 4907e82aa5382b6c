import type { DayRecord } from './dayRecord';
import { leverage } from './factor';
import { formatAverage, formatCount } from './format';
import type { DaySums } from './recordStore';

/** A day's two averages, and how to take the same from the sums of another day. */
interface Average {
  readonly name: string;
  readonly now: number | undefined;
  readonly on: (day: DaySums) => number | undefined;
}

/** Sentences that set a day beside earlier ones; none if there is no earlier day. */
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
      on: (day) => leverage(day.humanHours, day.aiMinutes),
    },
    {
      name: 'supervisory leverage factor',
      now: totals.supervisoryLeverageFactor,
      on: (day) => leverage(day.humanHours, day.supervisoryMinutes),
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
  if (now === undefined || before === undefined) {
    return undefined;
  }
  const [from, to] = [formatAverage(before), formatAverage(now)];
  if (from === to) {
    return `the ${name} stayed at ${to}`;
  }
  return `the ${name} ${now > before ? 'rose' : 'fell'} from ${from} to ${to}`;
}

/** Said only where every day it is said of is lower; a day without the factor is no rival. */
function highest({ name, now, on }: Average, days: readonly DaySums[]): string | undefined {
  const factors = days.map((day) => ({ day: day.day, factor: on(day) }));
  const rivals = factors.filter((each) => each.factor !== undefined);
  if (now === undefined || rivals.length === 0) {
    return undefined;
  }
  const rival = rivals.filter((each) => (each.factor ?? 0) >= now).at(-1);
  if (rival === undefined) {
    return `The ${name} of ${formatAverage(now)} is the highest of all ${formatCount(days.length + 1)} recorded days.`;
  }
  // Higher than one day is what the comparison says already.
  return rivals.filter((each) => each.day > rival.day).length < 2
    ? undefined
    : `The ${name} of ${formatAverage(now)} is the highest since ${rival.day}.`;
}
