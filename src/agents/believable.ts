import type { ReadingRules, Skip } from './transcriptReader';

const aDayMs = 86_400_000;
const firstYear = Date.UTC(2020, 0);

/** Whether a record can be from then: neither before there were agents nor from beyond tomorrow. */
export function isBelievable(at: number, { now }: ReadingRules, skip: Skip): boolean {
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

/** Whether it is a time at all, and not before there were agents. */
export function isTime(at: number): boolean {
  return at >= firstYear;
}
