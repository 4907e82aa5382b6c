import { dayNumber, dayOfNumber, daysIn } from '../days/dayNumbers';
import { periodOf } from '../findings/finding/period';
import { totalsOfSums, type DayTotals } from '../record/dayRecord';
import { RunningTotals } from '../record/runningTotals';
import type { DayRange } from './comparison';
import type { PassingDay } from './passing';
import type { RecordBounds } from './timeframe';

export type BucketUnit = 'day' | 'week' | 'month' | 'year';

/** A step of the time axis. */
export interface TimeBucket extends DayRange {
  /** Undefined where there is no record: before it began, and after today. */
  readonly totals: DayTotals | undefined;
  readonly record: 'recorded' | 'none' | 'ahead';
}

export interface TimeSeries {
  readonly unit: BucketUnit;
  readonly buckets: readonly TimeBucket[];
}

const mostDays = 92;
const mostDaysByWeek = 731;
/** A page can't show more steps than these apart. */
const mostSteps = 400;
const daysOfMonth = 30.5;
const daysOfYear = 365.25;

/** Steps short enough to show a course and few enough to tell apart. */
export function bucketUnitOf(period: DayRange): BucketUnit {
  const days = daysIn(period);
  if (days <= mostDays) {
    return 'day';
  }
  if (days <= mostDaysByWeek) {
    return 'week';
  }
  return days <= mostSteps * daysOfMonth ? 'month' : 'year';
}

/**
 * The sums of a period step by step: first and last steps end with the period, so that together they are all of it.
 * @param days those of the period that are recorded, ascending
 */
export function timeSeries(
  period: DayRange,
  days: readonly PassingDay[],
  today: string,
  recorded: RecordBounds | undefined,
): TimeSeries {
  const unit = bucketUnitOf(period);
  const buckets: TimeBucket[] = [];
  let at = 0;
  for (const range of steps(period, unit)) {
    const sums = new RunningTotals();
    for (let each = days[at]; each !== undefined && each.day <= range.to; each = days[at]) {
      sums.addSums(each.totals, each.totals.tasks);
      at += 1;
    }
    const record = recordOf(range, today, recorded);
    buckets.push({ ...range, record, totals: record === 'recorded' ? totalsOfSums(sums) : undefined });
  }
  return { unit, buckets };
}

function recordOf(
  { from, to }: DayRange,
  today: string,
  recorded: RecordBounds | undefined,
): TimeBucket['record'] {
  if (recorded === undefined || to < recorded.began) {
    return 'none';
  }
  return from > today && from > recorded.last ? 'ahead' : 'recorded';
}

function steps(period: DayRange, unit: BucketUnit): readonly DayRange[] {
  const found: DayRange[] = [];
  const last = dayNumber(period.to);
  // Only a clock that was centuries off makes a period of more years than there may be steps.
  const years = Math.ceil(daysIn(period) / daysOfYear / mostSteps);
  for (let next = dayNumber(period.from); next <= last;) {
    const from = dayOfNumber(next);
    const end = Math.min(dayNumber(lastOf(from, unit, years)), last);
    found.push({ from, to: dayOfNumber(end) });
    next = end + 1;
  }
  return found;
}

function lastOf(day: string, unit: BucketUnit, years: number): string {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
    case 'month':
      return periodOf(day, unit).to;
    case 'year':
      return `${String(Math.min(Number(day.slice(0, 4)) + years - 1, 9999)).padStart(4, '0')}-12-31`;
  }
}
