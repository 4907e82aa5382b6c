import type { Interval } from '../days/interval';
import { ZoneOffsets } from '../days/zoneOffsets';
import type { AgentSession } from '../task/agentSession';
import { clipped } from '../task/measurementOf';
import type { RunningSession } from '../task/runningSession';
import { isOfAgent, type Span } from '../task/span';
import type { Task } from '../task/task';
import { normalized } from '../transcript/intervals';
import { mostAtOnce } from './atOnce';
import { sessionLane } from './sessionLane';
import type { Lane, TimelineView } from './timelineView';
import { userSegments } from './userSegments';
import { longestWaitMs, waitsForUser } from './waits';

export interface TimelineSources {
  /** The day's bounds. */
  readonly day: Interval;
  readonly zone: string;
  readonly now: number;
  /** Those that touch the time given, running work included. */
  readonly spansBetween: (from: number, to: number) => readonly Span[];
  readonly running: readonly RunningSession[];
  readonly session: (id: string) => AgentSession | undefined;
  readonly task: (id: string) => Task | undefined;
}

/** Everything measured on a day, one lane for each session and task. */
export function dayTimeline(sources: TimelineSources): TimelineView {
  const { day, zone, spansBetween } = sources;
  const spans = spansBetween(Math.max(0, day.start - longestWaitMs), day.end + longestWaitMs);
  const worked = sessionLanes(spans.filter(isOfAgent), sources);
  const lanes = worked.map(({ lane }) => lane).sort((a, b) => startOf(a) - startOf(b));
  const supervision = spans.filter((span) => !isOfAgent(span));
  const user = userSegments(clipped(supervision, day.start, day.end));
  const { most, at } = mostAtOnce(busyOfSessions(worked));
  return {
    start: day.start,
    end: day.end,
    offsets: offsetsWithin(day, zone),
    lanes,
    user,
    tasks: titles([...lanes, ...user], sources),
    most: at === undefined ? null : { sessions: most, at },
  };
}

interface Worked {
  readonly sessionId: string | null;
  readonly lane: Lane;
}

function sessionLanes(work: readonly Span[], { day, now, running, session }: TimelineSources): Worked[] {
  const live = new Map(running.map((each) => [each.sessionId, each]));
  const groups = grouped(work, ({ sessionId, taskId }) => JSON.stringify([sessionId, taskId]));
  return [...groups].flatMap(([id, spans]): Worked[] => {
    const { sessionId = null, taskId = null } = spans[0] ?? {};
    const current = sessionId === null ? undefined : live.get(sessionId);
    const known = (sessionId === null ? undefined : session(sessionId)) ?? current;
    const waits = known !== undefined && waitsForUser(known);
    const state = current?.taskId === taskId ? current.state : undefined;
    const lane = sessionLane({ spans, waits, state }, day, now);
    return lane ? [{ sessionId, lane: { id, taskId, agent: known?.agent ?? null, ...lane } }] : [];
  });
}

/** A session works for several tasks one after the other, and is still one agent; one that isn't known is its own. */
function busyOfSessions(worked: readonly Worked[]): Iterable<readonly Interval[]> {
  const sessions = grouped(worked, ({ sessionId, lane }) => sessionId ?? lane.id);
  return [...sessions.values()].map((ofSession) =>
    normalized(ofSession.flatMap(({ lane }) => lane.segments.filter(({ kind }) => kind === 'busy'))),
  );
}

function startOf({ segments }: Lane): number {
  return segments[0]?.start ?? 0;
}

function titles(
  parts: readonly { readonly taskId: string | null }[],
  { task }: TimelineSources,
): TimelineView['tasks'] {
  return [...new Set(parts.map(({ taskId }) => taskId))].flatMap((id) => {
    const title = id === null ? undefined : task(id)?.title;
    return id === null || title === undefined ? [] : [{ id, title }];
  });
}

function offsetsWithin({ start, end }: Interval, zone: string): TimelineView['offsets'] {
  const offsets = new ZoneOffsets(zone);
  const found: TimelineView['offsets'] = [];
  for (let at = start; at < end;) {
    const { offsetMs, end: until } = offsets.around(at);
    found.push({ since: at, offsetMs });
    at = until;
  }
  return found;
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [each]);
    } else {
      group.push(each);
    }
  }
  return groups;
}
