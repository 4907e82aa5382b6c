import type { ReadingRules, Skip } from './transcriptReader';

const aDayMs = 86_400_000;
const firstYear = Date.UTC(2020, 0);

/** Whether a record can be from then: not before agents existed and not after tomorrow. */
export function isBelievable(at: number, { now }: Pick<ReadingRules, 'now'>, skip: Skip): boolean {
  if (!isTime(at)) {
    skip('missing time');
    return false;
  }
  if (at > now + aDayMs) {
    skip('time in the future');
    return false;
  }
  return true;
}

/**
 * Whether something can have taken this long in a session of that span. Sleep or a clock that was set back can make a
 * turn longer than its records show, but by hours, not years.
 */
export function isBelievableDuration(ms: number, spanMs: number, skip: Skip): boolean {
  if (ms > spanMs + aDayMs) {
    skip('malformed line');
    return false;
  }
  return true;
}

/** Whether it is a time at all, and not before agents existed. */
export function isTime(at: number): boolean {
  return at >= firstYear;
}
