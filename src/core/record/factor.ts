/** Hours are kept to a millionth, which makes every factor a ratio of whole numbers. */
const hourParts = 1_000_000;

/**
 * Human hours × 60 ÷ minutes, exact; undefined (printed "–") if the minutes are 0.
 * It is one division of whole numbers, so that equal ratios (0.7 h in 7 min, 0.1 h in 1 min) are equal numbers.
 */
export function leverage(humanHours: number, minutes: number): number | undefined {
  return minutes > 0 ? (Math.round(humanHours * hourParts) * 60) / (hourParts * minutes) : undefined;
}

/** Sum of hours without binary rounding errors (0.1 + 0.2 is 0.3), and so the same in any order. */
export function sumHours(hours: Iterable<number>): number {
  let parts = 0;
  for (const each of hours) {
    parts += Math.round(each * hourParts);
  }
  return parts / hourParts;
}
