import { evenTime } from './day';

/** A zone's UTC offsets, each computed once: there are many moments, and the calendar is slow. */
export class ZoneOffsets {
  private readonly stretches: ReturnType<typeof evenTime>[] = [];

  constructor(private readonly zone: string) {}

  /** [start, end) around a moment in which the offset is the same. */
  around(ms: number): ReturnType<typeof evenTime> {
    let found = this.stretches.find((each) => ms >= each.start && ms < each.end);
    if (!found) {
      found = evenTime(ms, this.zone);
      this.stretches.push(found);
    }
    return found;
  }
}
