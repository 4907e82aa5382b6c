import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import type { Interval } from './interval';
import { isDayStart } from './dayStart';

/** A calendar day, YYYY-MM-DD, and its [start, end) in epoch milliseconds. */
export interface LocalDay extends Interval {
  readonly day: string;
}

const daySchema = z.iso.date();

/** @returns whether the text is a calendar day that exists, written YYYY-MM-DD */
export function isDay(text: string): boolean {
  return daySchema.safeParse(text).success;
}

/** @returns whether the text is a time zone that `dayOf` and `dayBounds` know */
export function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day, YYYY-MM-DD, that a moment belongs to when days begin at `dayStart` (HH:MM) in the zone. */
export function dayOf(ms: number, zone: string, dayStart: string): string {
  return dayAround(ms, zone, dayStart).day;
}

/** The same day with its bounds. */
export function dayAround(ms: number, zone: string, dayStart: string): LocalDay {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone);
  const date = local.toPlainDate();
  const next = date.add({ days: 1 });
  const end = startMs(next, zone, dayStart);
  if (end <= ms) {
    return { day: next.toString(), start: end, end: startMs(next.add({ days: 1 }), zone, dayStart) };
  }
  const start = startMs(date, zone, dayStart);
  if (start <= ms) {
    return { day: date.toString(), start, end };
  }
  const before = date.subtract({ days: 1 });
  return { day: before.toString(), start: startMs(before, zone, dayStart), end: start };
}

/** [start, end) of a day in epoch milliseconds; 23 or 25 hours long, or empty if the zone skipped the day. */
export function dayBounds(day: string, zone: string, dayStart: string): Interval {
  const date = Temporal.PlainDate.from(day);
  return { start: startMs(date, zone, dayStart), end: startMs(date.add({ days: 1 }), zone, dayStart) };
}

/** [start, end) around a moment in which the zone's UTC offset is the same; infinite if it never changes. */
export function evenTime(ms: number, zone: string): Interval & { readonly offsetMs: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone);
  // Temporal doesn't count a change at this very moment as an earlier one.
  const start = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
  const end = local.getTimeZoneTransition('next')?.epochMilliseconds;
  return {
    start: start ?? Number.NEGATIVE_INFINITY,
    end: end ?? Number.POSITIVE_INFINITY,
    offsetMs: local.offsetNanoseconds / 1e6,
  };
}

/** The latest day anywhere in the world at a moment: records from other zones may have it. */
export function latestDay(ms: number): string {
  return dayOf(ms, 'Etc/GMT-14', '00:00');
}

export function addDays(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/**
 * The first moment at which the clock reads the day start or later. If the clock skips it, that is the jump; if it
 * comes twice, the first time. So days never overlap and never leave a moment out.
 */
function startMs(date: Temporal.PlainDate, zone: string, dayStart: string): number {
  if (!isDayStart(dayStart)) {
    throw new Error(`Expected dayStart as HH:MM, got ${dayStart}`);
  }
  const wanted = date.toPlainDateTime(dayStart);
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const inGap = !found.toPlainDateTime().equals(wanted);
  return (inGap ? (found.getTimeZoneTransition('next') ?? found) : found).epochMilliseconds;
}
