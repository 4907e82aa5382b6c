import { dayNumber, dayOfNumber, daysIn } from '../days/dayNumbers';
import { periodOf, type Period } from '../findings/finding/period';
import type { RecordBounds } from './timeframe';

/** From a day to another, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** What a period is compared with: as many days of the period before as there are of this one so far. */
export type ComparedRanges =
  | {
      readonly kind: 'compared';
      /** The whole period before; it ends where this one begins. */
      readonly before: Period;
      /** Its part that is compared. */
      readonly earlier: DayRange;
      /** The part of this period that is compared, up to today while it isn't over. */
      readonly now: DayRange;
      /** Today is among its days, and isn't over. */
      readonly untilToday: boolean;
      /** The part has days before the record began, which add nothing. */
      readonly beganWithin: boolean;
    }
  /** All is shown, so there is nothing before it. */
  | { readonly kind: 'all' }
  /** The record began later. */
  | { readonly kind: 'noRecord'; readonly before: Period }
  | { readonly kind: 'empty' };

/** @param isAll whether the period is the whole record */
export function comparedRanges(
  period: Period,
  isAll: boolean,
  today: string,
  recorded: RecordBounds | undefined,
): ComparedRanges {
  if (recorded === undefined) {
    return { kind: 'empty' };
  }
  if (isAll) {
    return { kind: 'all' };
  }
  const before = periodBefore(period);
  const untilToday = period.from <= today && today <= period.to;
  const now = { from: period.from, to: untilToday ? today : period.to };
  const earlier = {
    from: before.from,
    to: today < period.to && untilToday ? asFar(before, daysIn(now)) : before.to,
  };
  return earlier.to < recorded.began || before.to >= period.from
    ? { kind: 'noRecord', before }
    : { kind: 'compared', before, earlier, now, untilToday, beganWithin: recorded.began > earlier.from };
}

/** The period of the same unit, or of as many days, that ends where this one begins. */
export function periodBefore({ unit, from, to }: Period): Period {
  const last = dayOfNumber(dayNumber(from) - 1);
  return unit === 'days'
    ? { unit, from: dayOfNumber(dayNumber(from) - daysIn({ from, to })), to: last }
    : periodOf(last, unit);
}

/** The last of so many days of a period; its last day if it hasn't as many, as February has not. */
function asFar({ from, to }: Period, days: number): string {
  const day = dayOfNumber(dayNumber(from) + days - 1);
  return day < to ? day : to;
}
