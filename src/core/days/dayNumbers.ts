const dayMs = 86_400_000;
const first = Date.parse('0000-01-01T00:00:00Z') / dayMs;
const last = Date.parse('9999-12-31T00:00:00Z') / dayMs;

/** Calendar days as whole numbers that follow one another, whatever clocks do: counting them takes no zone. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

/** The reverse; what lies outside the years that four digits write is the first or the last day of them. */
export function dayOfNumber(number: number): string {
  return new Date(Math.min(Math.max(number, first), last) * dayMs).toISOString().slice(0, 10);
}

/** How many days a range has, both ends included. */
export function daysIn({ from, to }: { readonly from: string; readonly to: string }): number {
  return dayNumber(to) - dayNumber(from) + 1;
}
