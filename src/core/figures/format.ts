import { roundHalfUp } from './roundHalfUp';

/** Stands for a figure that does not exist, such as a factor over 0 minutes. */
export const absent = '–';

/** Hours are printed with every decimal they can have, so that the printed row gives the printed factor. */
const hourDecimals = 4;

/**
 * `137.1x` with one decimal; `137.14x`, `480.0x` with up to two and at least one. Takes the exact factor, since it
 * rounds only once.
 */
export function formatFactor(exact: number | undefined | null, decimals: 1 | 2): string {
  if (exact === undefined || exact === null || !Number.isFinite(exact)) {
    return absent;
  }
  const text = roundHalfUp(exact, decimals).toFixed(decimals);
  return `${decimals === 2 ? text.replace(/0$/, '') : text}x`;
}

/** An average over tasks, `119.5x`: always one decimal, whatever the rows have. */
export function formatAverage(exact: number | undefined | null): string {
  return formatFactor(exact, 1);
}

/** An average before and after something, `45.0x → 38.2x`; only the latter if there was none before. */
export function formatAverageChange(before: number | undefined | null, after: typeof before): string {
  return before === undefined || before === null
    ? formatAverage(after)
    : `${formatAverage(before)} → ${formatAverage(after)}`;
}

/** Hours for a cell, `1250.5`: no unit, no separators, and no decimal point if integral. */
export function formatHours(hours: number): string {
  return String(roundHalfUp(hours, hourDecimals));
}

/** Hours for a total, `1,222.75`. */
export function formatTotalHours(hours: number): string {
  return grouped(formatHours(hours));
}

/** `4,129,000`. */
export function formatCount(count: number): string {
  return grouped(String(roundHalfUp(count, 0)));
}

/** `40 min`, `2,010 min`. */
export function formatMinutes(minutes: number): string {
  return `${formatCount(minutes)} min`;
}

/** A running clock, `0:07:31`, in whole elapsed seconds; hours grow as needed and never become days. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
