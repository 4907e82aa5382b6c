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
  const sum = new HourSum();
  for (const each of hours) {
    sum.add(each);
  }
  return sum.hours;
}

/** The same sum while it grows. */
export class HourSum {
  private parts = 0;

  add(hours: number): void {
    this.parts += Math.round(hours * hourParts);
  }

  get hours(): number {
    return this.parts / hourParts;
  }
}
