import { largest, smallest } from '../figures/extremes';
import type { Interval } from '../days/interval';
import type { TimelineView } from './timelineView';

const hourMs = 3_600_000;

/** `09:30` on a clock of 24 hours, in the zone of the day. */
export function timeOfDay(ms: number, { offsets }: Pick<TimelineView, 'offsets'>): string {
  const minutes = Math.floor((ms + offsetAt(ms, offsets)) / 60_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** The whole hours of the day's clock that everything on it fits into; undefined if nothing is on it. */
export function shownHours(view: TimelineView, now: number): Interval | undefined {
  const all = [...view.lanes.flatMap(({ segments }) => segments), ...view.user];
  if (all.length === 0) {
    return undefined;
  }
  const first = smallest(all.map(({ start }) => start));
  const last = view.lanes.some(({ growing }) => growing) ? now : largest(all.map(({ end }) => end));
  const hourOf = (ms: number): number => {
    const offset = offsetAt(ms, view.offsets);
    return ms - ((((ms + offset) % hourMs) + hourMs) % hourMs);
  };
  return {
    start: Math.max(view.start, hourOf(first)),
    end: Math.min(view.end, hourOf(Math.max(first, last - 1)) + hourMs),
  };
}

export interface HourTick {
  readonly at: number;
  readonly label: string;
}

const steps = [1, 2, 3, 4, 6, 12];

/** The hours to mark within a time, few enough to be read. */
export function hourTicks(
  { start, end }: Interval,
  view: Pick<TimelineView, 'offsets'>,
  mostTicks: number,
): readonly HourTick[] {
  const step = steps.find((each) => (end - start) / (each * hourMs) <= mostTicks) ?? 12;
  const ticks: HourTick[] = [];
  for (let at = start; at <= end;) {
    const sinceHour = (((at + offsetAt(at, view.offsets)) % hourMs) + hourMs) % hourMs;
    if (sinceHour === 0) {
      const label = timeOfDay(at, view);
      if (Number.parseInt(label, 10) % step === 0) {
        ticks.push({ at, label });
      }
    }
    // Where the clock changes by less than an hour, hours begin elsewhere from then on.
    const change = view.offsets.find(({ since }) => since > at)?.since ?? Number.POSITIVE_INFINITY;
    at = Math.min(at - sinceHour + hourMs, change);
  }
  return ticks;
}

function offsetAt(ms: number, offsets: TimelineView['offsets']): number {
  return (offsets.findLast(({ since }) => since <= ms) ?? offsets[0])?.offsetMs ?? 0;
}
