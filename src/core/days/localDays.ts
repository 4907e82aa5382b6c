import { dayAround } from './day';
import type { Interval } from './interval';
import { ZoneOffsets } from './zoneOffsets';

export type DayInterval = Interval & { readonly day: string };

const aDayMs = 86_400_000;
/** Further from a clock change than any change shifts it. */
const awayFromChangeMs = 2 * aDayMs;

/** Finds the local day of a moment. Moments are many and the calendar is slow: it is asked only near clock changes. */
export class LocalDays {
  private readonly offsets: ZoneOffsets;
  private readonly known = new Map<number, DayInterval[]>();
  private readonly dayStartMs: number;
  private last: DayInterval | undefined;

  constructor(
    private readonly zone: string,
    /** HH:MM */
    private readonly dayStart: string,
  ) {
    this.offsets = new ZoneOffsets(zone);
    const [hours, minutes] = dayStart.split(':').map(Number);
    this.dayStartMs = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
  }

  at(ms: number): DayInterval {
    if (this.last && ms >= this.last.start && ms < this.last.end) {
      return this.last;
    }
    this.last = this.counted(ms) ?? this.asked(ms);
    return this.last;
  }

  /** An interval cut at the local midnights (or day starts) within it. */
  *cut({ start, end }: Interval): Generator<DayInterval> {
    let from = start;
    while (from < end) {
      const { day, end: midnight } = this.at(from);
      const until = Math.min(end, midnight);
      yield { day, start: from, end: until };
      from = until;
    }
  }

  /** By the UTC offset alone; undefined near a change of it. */
  private counted(ms: number): DayInterval | undefined {
    const { start: from, end: to, offsetMs } = this.offsets.around(ms);
    const number = Math.floor((ms + offsetMs - this.dayStartMs) / aDayMs);
    const start = number * aDayMs + this.dayStartMs - offsetMs;
    const end = start + aDayMs;
    return start - from >= awayFromChangeMs && to - end >= awayFromChangeMs
      ? { day: new Date(number * aDayMs).toISOString().slice(0, 10), start, end }
      : undefined;
  }

  private asked(ms: number): DayInterval {
    const utcDay = Math.floor(ms / aDayMs);
    const candidates = this.known.get(utcDay) ?? [];
    let found = candidates.find((each) => ms >= each.start && ms < each.end);
    if (!found) {
      found = dayAround(ms, this.zone, this.dayStart);
      this.known.set(utcDay, [...candidates, found]);
    }
    return found;
  }
}
