import { dayNumber, dayOfNumber } from '../days/dayNumbers';
import { periodOf, type Period } from '../findings/finding/period';
import type { HistoryQuestion } from './historyQuery';

/** The first and the last day on record. */
export interface RecordBounds {
  readonly began: string;
  readonly last: string;
}

/** What is looked at, and where its neighbours are. */
export interface Timeframe {
  readonly period: Period;
  /** It includes today, so it isn't over. */
  readonly current: boolean;
  /** A day of the period before, if there is a record that far back. */
  readonly previous: string | undefined;
  /** A day of the period after, if that has begun or has a record. */
  readonly next: string | undefined;
}

/** @param recorded undefined: nothing is recorded */
export function timeframeOf(
  { timeframe, anchor, custom }: Pick<HistoryQuestion, 'timeframe' | 'anchor' | 'custom'>,
  today: string,
  recorded: RecordBounds | undefined,
): Timeframe {
  const end = later(recorded?.last ?? today, today);
  const period = periodAsked();
  const { unit, from, to } = period;
  const before = dayOfNumber(dayNumber(from) - 1);
  const after = dayOfNumber(dayNumber(to) + 1);
  const stands = unit === 'days';
  return {
    period,
    current: from <= today && today <= to,
    previous:
      !stands && recorded !== undefined && recorded.began < from && before < from ? before : undefined,
    next: !stands && after > to && after <= end ? after : undefined,
  };

  function periodAsked(): Period {
    switch (timeframe) {
      case 'all':
        return { unit: 'days', from: earlier(recorded?.began ?? today, today), to: end };
      case 'custom': {
        const [first, second] = [custom?.from ?? today, custom?.to ?? today];
        return { unit: 'days', from: earlier(first, second), to: later(first, second) };
      }
      case 'day':
      case 'week':
      case 'month':
      case 'quarter':
      case 'year':
        return periodOf(anchor ?? today, timeframe);
    }
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
