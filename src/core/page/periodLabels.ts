import * as l10n from '@vscode/l10n';
import type { Period } from '../findings/finding/period';
import type { DayRange } from '../history/comparison';

/** Writes periods in a language. */
export class PeriodLabels {
  // Making a formatter takes as long as using it a hundred times.
  private readonly dayFormat: Intl.DateTimeFormat;
  private readonly monthFormat: Intl.DateTimeFormat;

  constructor(language: string) {
    this.dayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    this.monthFormat = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  }

  /** `Apr 19, 2026` */
  day(day: string): string {
    return this.dayFormat.format(momentOf(day));
  }

  /** `Apr 16 – 18, 2026`, or the day if it is one. */
  range({ from, to }: DayRange): string {
    return from === to ? this.day(from) : this.dayFormat.formatRange(momentOf(from), momentOf(to));
  }

  /** `Apr 19, 2026`, `Week of Apr 13, 2026`, `April 2026`, `Quarter 2 of 2026`, `2026`, or the days. */
  period(period: Period): string {
    const { unit, from } = period;
    const year = from.slice(0, 4);
    switch (unit) {
      case 'day':
        return this.day(from);
      case 'week':
        return l10n.t('Week of {0}', this.day(from));
      case 'month':
        return this.monthFormat.format(momentOf(from));
      case 'quarter':
        return l10n.t('Quarter {0} of {1}', Math.ceil(Number(from.slice(5, 7)) / 3), year);
      case 'year':
        return year;
      case 'days':
        return this.range(period);
    }
  }
}

function momentOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
