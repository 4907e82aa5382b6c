import { dayAround } from './day';
import type { Interval } from './span';

/** How days are counted. */
export interface DayCounting {
  /** IANA zone */
  readonly timeZone: string;
  /** HH:MM */
  readonly dayStart: string;
}

/** The local day around a moment. The calendar is slow: it is asked only when the moment leaves the day it last told. */
export class CurrentDay {
  private known: (Interval & DayCounting) | undefined;

  constructor(
    private readonly counting: () => DayCounting,
    private readonly boundsAround: (now: number, zone: string, dayStart: string) => Interval = dayAround,
  ) {}

  /** @returns [start, end) in epoch milliseconds */
  around(now: number): Interval {
    const { timeZone, dayStart } = this.counting();
    const { known } = this;
    if (
      known?.timeZone === timeZone &&
      known.dayStart === dayStart &&
      now >= known.start &&
      now < known.end
    ) {
      return known;
    }
    const { start, end } = this.boundsAround(now, timeZone, dayStart);
    this.known = { start, end, timeZone, dayStart };
    return this.known;
  }
}
