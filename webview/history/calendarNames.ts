import type { RecordUnit } from '../../src/core/history/recordsBook';

/** Names of days in the language of the page. Making a formatter takes longer than using it often. */
export class CalendarNames {
  private readonly ofDay: Intl.DateTimeFormat;
  private readonly ofMonth: Intl.DateTimeFormat;
  private readonly ofWeekday: Intl.DateTimeFormat;
  private readonly ofDayInMonth: Intl.DateTimeFormat;
  private readonly ofMonthInYear: Intl.DateTimeFormat;

  /** @param language such as `de` or `pt-br` */
  constructor(language: string) {
    const timeZone = 'UTC';
    this.ofDay = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone });
    this.ofMonth = new Intl.DateTimeFormat(language, { month: 'short', timeZone });
    this.ofWeekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone });
    this.ofDayInMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone });
    this.ofMonthInYear = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone });
  }

  /** `Sunday, April 19, 2026` */
  day(day: string): string {
    return this.ofDay.format(dateOf(day));
  }

  /** `Apr` */
  month(day: string): string {
    return this.ofMonth.format(dateOf(day));
  }

  /** `Sun` */
  weekday(day: string): string {
    return this.ofWeekday.format(dateOf(day));
  }

  /** A part of the axis of time by its first day: `Apr 19`, `Apr 2026`, `2026`. */
  short(unit: RecordUnit, from: string): string {
    switch (unit) {
      case 'day':
      case 'week':
        return this.ofDayInMonth.format(dateOf(from));
      case 'month':
      case 'quarter':
        return this.ofMonthInYear.format(dateOf(from));
      case 'year':
        return from.slice(0, 4);
    }
  }
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
