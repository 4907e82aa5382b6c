import { periodOf, type Period } from '../../findings/finding/period';

/** The days to publish, both ends included; an end that is undefined is that of the record. */
export interface PublishedSpan {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** The calendar's day, week, month, quarter or year where a span is exactly one, else a choice of days. */
export function periodOfSpan(from: string, to: string): Period {
  const periods = units.map((unit) => periodOf(from, unit));
  return periods.find((period) => period.from === from && period.to === to) ?? { unit: 'days', from, to };
}

/** For a heading or a file: `2026-04-19`, `2026-04`, `2026-04-13 to 2026-04-19`. */
export function spanName({ unit, from, to }: Period): string {
  switch (unit) {
    case 'day':
      return from;
    case 'month':
      return from.slice(0, 7);
    case 'year':
      return from.slice(0, 4);
    case 'week':
    case 'quarter':
    case 'days':
      return from === to ? from : `${from} to ${to}`;
  }
}
