import type { LocalDay } from './day';

/** How days are counted. */
export interface DayCounting {
  /** IANA zone */
  readonly timeZone: string;
  /** HH:MM */
  readonly dayStart: string;
}

/** The local day around a moment. The calendar is slow: it is asked only when the moment leaves the last day. */
export class CurrentDay {
  private known: (LocalDay & DayCounting) | undefined;

  constructor(
    private readonly counting: () => DayCounting,
    private readonly askCalendar: (now: number, zone: string, dayStart: string) => LocalDay,
  ) {}

  around(now: number): LocalDay {
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
    this.known = { ...this.askCalendar(now, timeZone, dayStart), timeZone, dayStart };
    return this.known;
  }
}
