/**
 * When and by whom an operation was made: a hybrid logical clock plus the writer's id, as text that sorts by time. It
 * never goes back, even if the machine's clock does, so that the later action of a writer always wins.
 */
export type Stamp = string;

/** The state of a writer's clock: the latest time it gave out or saw, and how many stamps that moment has had. */
export interface HybridClock {
  readonly time: number;
  readonly counter: number;
}

export const clockAtRest: HybridClock = { time: 0, counter: 0 };

/** A clock further ahead than this is considered wrong, so that one bad machine can't drag all others along. */
export const believedAheadMs = 24 * 60 * 60 * 1000;

// Decimal, since numbers turn into other bases ten times slower.
const timeDigits = 15;
const counterDigits = 5;
const counterEnd = 10 ** counterDigits;
const timeEnd = 10 ** timeDigits;
const stampPattern = /^[0-9]{15}-[0-9]{5}-[0-9a-z]{1,40}$/u;

/** @param writer lower-case letters and digits, at most 40. */
export function formatStamp({ time, counter }: HybridClock, writer: string): Stamp {
  return `${digits(time, timeDigits)}-${digits(counter, counterDigits)}-${writer}`;
}

export function isStamp(text: string): boolean {
  return stampPattern.test(text);
}

/** The clock's part of a stamp that `isStamp`. */
export function clockOf(stamp: Stamp): HybridClock {
  return {
    time: Number(stamp.slice(0, timeDigits)),
    counter: Number(stamp.slice(timeDigits + 1, timeDigits + 1 + counterDigits)),
  };
}

/** The writer's part of a stamp. */
export function writerOfStamp(stamp: Stamp): string {
  return stamp.slice(timeDigits + counterDigits + 2);
}

/** The next reading: later than every earlier one, and not before `now`. */
export function ticked(clock: HybridClock, now: number): HybridClock {
  const time = Math.min(Math.max(0, Math.floor(now)), timeEnd - 2);
  if (time > clock.time) {
    return { time, counter: 0 };
  }
  return clock.counter + 1 < counterEnd
    ? { time: clock.time, counter: clock.counter + 1 }
    : { time: clock.time + 1, counter: 0 };
}

/** The later of two readings. */
export function later(a: HybridClock, b: HybridClock): HybridClock {
  return b.time > a.time || (b.time === a.time && b.counter > a.counter) ? b : a;
}

/** Whether a stamp lies so far ahead of `now` that it must not move the clock. */
export function isAheadOfBelief(stamp: Stamp, now: number): boolean {
  return clockOf(stamp).time > now + believedAheadMs;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
