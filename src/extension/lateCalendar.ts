import type * as calendar from '../core/days/day';

type Calendar = typeof calendar;

/** The calendar, which is large: loaded when the record or a page is, since no day is shown before. */
export class LateCalendar {
  private loaded: Calendar | undefined;

  async load(): Promise<void> {
    this.loaded ??= await import('../core/days/day');
  }

  readonly dayAround: Calendar['dayAround'] = (ms, zone, dayStart) =>
    this.calendar.dayAround(ms, zone, dayStart);

  readonly isZone: Calendar['isZone'] = (text) => this.calendar.isZone(text);

  private get calendar(): Calendar {
    if (!this.loaded) {
      throw new Error('A day was asked for before the calendar was loaded.');
    }
    return this.loaded;
  }
}
