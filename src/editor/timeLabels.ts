/** Writes calendar days in a language. */
export class DayLabels {
  // Making a formatter takes as long as using it a hundred times, and a formatted day is asked for again and again.
  private readonly format: Intl.DateTimeFormat;
  private readonly known = new Map<string, string>();

  constructor(language: string) {
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
}

/** Writes times of day in a zone. */
export class ClockLabels {
  private readonly format: Intl.DateTimeFormat;

  constructor(readonly zone: string) {
    this.format = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone });
  }

  /** `09:00 – 09:34`, or one time where both are the same minute. */
  range(start: number, end: number): string {
    const [from, to] = [this.format.format(start), this.format.format(end)];
    return from === to ? from : `${from} – ${to}`;
  }
}

/** As the pages show both. */
export interface TimeLabels {
  readonly days: DayLabels;
  readonly clock: ClockLabels;
}
