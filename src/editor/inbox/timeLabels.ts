import { ZoneOffsets } from '../../core/days/zoneOffsets';

/** Writes calendar days in a language. */
export class DayLabels {
  // Making a formatter takes as long as using it a hundred times, and a formatted day is asked for again and again.
  private readonly format: Intl.DateTimeFormat;
  private readonly known = new Map<string, string>();

  constructor(private readonly language: string) {
    this.format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
  }

  /** @param day YYYY-MM-DD @returns such as `Sunday, April 19, 2026` */
  of(day: string): string {
    const known = this.known.get(day);
    if (known !== undefined) {
      return known;
    }
    const label = this.format.format(new Date(`${day}T00:00:00Z`));
    this.known.set(day, label);
    return label;
  }

  /** @returns such as `Nov 23 – 29, 2026` */
  range({ from, to }: { readonly from: string; readonly to: string }): string {
    const format = new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeZone: 'UTC' });
    return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  }
}

/** Writes times of day in a zone, on a clock of 24 hours in every language. */
export class ClockLabels {
  private readonly offsets: ZoneOffsets;

  constructor(readonly zone: string) {
    this.offsets = new ZoneOffsets(zone);
  }

  /** `09:00 – 09:34`, or one time where both are the same minute. */
  range(start: number, end: number): string {
    const [from, to] = [this.time(start), this.time(end)];
    return from === to ? from : `${from} – ${to}`;
  }

  private time(ms: number): string {
    const minutes = Math.floor((ms + this.offsets.around(ms).offsetMs) / 60_000);
    const two = (part: number): string => String(part).padStart(2, '0');
    const ofDay = ((minutes % 1440) + 1440) % 1440;
    return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
  }
}

/** As the pages show both. */
export interface TimeLabels {
  readonly days: DayLabels;
  readonly clock: ClockLabels;
}
