import type { Interval } from '../days/interval';
import { weakestEvidence } from '../task/evidence';
import type { RunningSession } from '../task/runningSession';
import type { SpanFields } from '../task/span';
import { intersection, normalized } from '../transcript/intervals';
import type { Lane, LaneSegment } from './timelineView';
import { longestWaitMs, waitsBetween } from './waits';

interface SessionWork {
  /** Of one session for one task, also from around the day. */
  readonly spans: readonly SpanFields[];
  readonly waits: boolean;
  /** Its state now, if it runs for this task. */
  readonly state: RunningSession['state'] | undefined;
}

/** What a session did within a day; undefined if that is nothing. */
export function sessionLane(
  { spans, waits, state }: SessionWork,
  day: Interval,
  now: number,
): Pick<Lane, 'evidence' | 'segments' | 'growing'> | undefined {
  const busy = normalized(spans);
  // A wait over midnight lies between work of two days.
  const waited = waits ? [...waitsBetween(busy), ...waitUntil(now, busy, state)] : [];
  const segments = [
    ...intersection(busy, [day]).map((each): LaneSegment => ({ kind: 'busy', ...each })),
    ...intersection(waited, [day]).map((each): LaneSegment => ({ kind: 'waiting', ...each })),
  ].sort((a, b) => a.start - b.start);
  const last = segments.at(-1);
  return last === undefined
    ? undefined
    : {
        evidence: weakestEvidence(spans.map(({ evidence }) => evidence)),
        segments,
        growing: last.end === now && (last.kind === 'busy' || state === 'waiting'),
      };
}

/** The wait that goes on now: for whom it waits is here, though nobody knows yet whether the session goes on. */
function waitUntil(
  now: number,
  busy: readonly Interval[],
  state: RunningSession['state'] | undefined,
): Interval[] {
  const since = busy.at(-1)?.end ?? now;
  return state === 'waiting' && since < now && now - since <= longestWaitMs
    ? [{ start: since, end: now }]
    : [];
}
