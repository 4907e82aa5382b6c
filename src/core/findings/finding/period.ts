import { dayNumber, dayOfNumber } from '../../days/dayNumbers';
import type { DaySums } from '../../record/recordStore';
import { sumHours } from '../../record/factor';
import type { Texts } from '../../texts/texts';

/** Days that are looked at together; `days` is a choice of any others, which has no periods before it. */
export const periodUnits = ['day', 'week', 'month', 'quarter', 'year', 'days'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** From the first day to the last, both included, as YYYY-MM-DD. */
export interface Period {
  readonly unit: PeriodUnit;
  readonly from: string;
  readonly to: string;
}

/** A period with the sums of its recorded days. */
export interface PeriodSums extends Omit<DaySums, 'day'> {
  readonly period: Period;
}

/** Days are numbered from a Thursday. */
const aMonday = 4;

/** The period of a unit that a day lies in; weeks begin on Monday. */
export function periodOf(day: string, unit: Exclude<PeriodUnit, 'days'>): Period {
  const year = day.slice(0, 4);
  switch (unit) {
    case 'day':
      return { unit, from: day, to: day };
    case 'week': {
      const number = dayNumber(day);
      const monday = number - ((((number - aMonday) % 7) + 7) % 7);
      return { unit, from: dayOfNumber(monday), to: dayOfNumber(monday + 6) };
    }
    case 'month':
      return { unit, from: `${day.slice(0, 7)}-01`, to: lastDayOfMonth(day) };
    case 'quarter': {
      const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
      const last = `${year}-${String(first + 2).padStart(2, '0')}-01`;
      return { unit, from: `${year}-${String(first).padStart(2, '0')}-01`, to: lastDayOfMonth(last) };
    }
    case 'year':
      return { unit, from: `${year}-01-01`, to: `${year}-12-31` };
  }
}

/** The recorded periods of the same unit before one, ascending; none for a choice of days. */
export function periodsBefore({ unit, from }: Period, days: readonly DaySums[]): readonly PeriodSums[] {
  if (unit === 'days') {
    return [];
  }
  const before = days
    .filter((each) => each.tasks > 0 && each.day < from)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const periods: PeriodSums[] = [];
  for (const { day, ...sums } of before) {
    const last = periods.at(-1);
    if (last !== undefined && day <= last.period.to) {
      periods[periods.length - 1] = { period: last.period, ...added(last, sums) };
    } else {
      periods.push({ period: periodOf(day, unit), ...sums });
    }
  }
  return periods;
}

/** For a sentence: `2026-04-12`, `the week of 2026-04-06`, `2026-04`, `2026 Q2`, `2026`. */
export function periodName({ unit, from, to }: Period, l10n: Texts): string {
  const year = from.slice(0, 4);
  switch (unit) {
    case 'day':
      return from;
    case 'week':
      return l10n.t('the week of {0}', from);
    case 'month':
      return from.slice(0, 7);
    case 'quarter':
      return l10n.t('quarter {0} of {1}', Math.ceil(Number(from.slice(5, 7)) / 3), year);
    case 'year':
      return year;
    case 'days':
      return l10n.t('{0} to {1}', from, to);
  }
}

function added(a: Omit<DaySums, 'day'>, b: Omit<DaySums, 'day'>): Omit<DaySums, 'day'> {
  return {
    tasks: a.tasks + b.tasks,
    humanHours: sumHours([a.humanHours, b.humanHours]),
    aiMinutes: a.aiMinutes + b.aiMinutes,
    supervisoryMinutes: a.supervisoryMinutes + b.supervisoryMinutes,
    tokens: a.tokens + b.tokens,
    highestLeverageFactor: higher(a.highestLeverageFactor, b.highestLeverageFactor),
    highestSupervisoryFactor: higher(a.highestSupervisoryFactor, b.highestSupervisoryFactor),
  };
}

function higher(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

function lastDayOfMonth(day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  return month === 12
    ? `${year}-12-31`
    : dayOfNumber(dayNumber(`${year}-${String(month + 1).padStart(2, '0')}-01`) - 1);
}
