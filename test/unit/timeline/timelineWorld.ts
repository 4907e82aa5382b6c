import type { AgentSession } from '../../../src/core/task/agentSession';
import type { RunningSession } from '../../../src/core/task/runningSession';
import type { Span } from '../../../src/core/task/span';
import { dayTimeline } from '../../../src/core/timeline/dayTimeline';
import type { TimelineView } from '../../../src/core/timeline/timelineView';
import { openTask } from '../../fixtures/tasks';

export const minute = 60_000;
export const dayStart = Date.UTC(2026, 3, 19);
export const day = { start: dayStart, end: dayStart + 24 * 60 * minute };

let made = 0;

/** @param from in minutes since the day began */
export function span(from: number, to: number, fields: Partial<Span> = {}): Span {
  made += 1;
  return {
    id: `span-${made}`,
    taskId: 'task-1',
    sessionId: 'session-1',
    kind: 'agent',
    start: dayStart + from * minute,
    end: dayStart + to * minute,
    evidence: 'measured',
    ...fields,
  };
}

export const supervision = (from: number, to: number, fields: Partial<Span> = {}): Span =>
  span(from, to, { kind: 'supervision', sessionId: null, ...fields });

export function session(id: string, fields: Partial<AgentSession> = {}): AgentSession {
  return {
    id,
    taskId: 'task-1',
    agent: 'claude',
    mode: 'interactive',
    folder: null,
    startedAt: dayStart,
    endedAt: null,
    ending: null,
    exitCode: null,
    transcript: null,
    ignored: false,
    ...fields,
  };
}

interface World {
  readonly spans: readonly Span[];
  readonly sessions?: readonly AgentSession[];
  readonly running?: readonly RunningSession[];
  /** In minutes since the day began. */
  readonly now?: number;
  readonly day?: { readonly start: number; readonly end: number };
  readonly zone?: string;
}

/** The timeline of a record that has these; every session is an interactive one of claude unless some are given. */
export function timelineOf(world: World): TimelineView {
  const { spans, sessions, running = [], now = 48 * 60, zone = 'UTC' } = world;
  return dayTimeline({
    day: world.day ?? day,
    zone,
    now: dayStart + now * minute,
    spansBetween: (from, to) => spans.filter(({ start, end }) => end > from && start < to),
    running,
    session: (id) => (sessions ? sessions.find((each) => each.id === id) : session(id)),
    task: (id) => (id === 'gone' ? undefined : openTask({ id, title: `Title of ${id}` })),
  });
}

/** Each lane in one line: `session-1 task-1: busy 0–10, waiting 10–14`, in minutes since the day began. */
export function lines({ lanes }: TimelineView): readonly string[] {
  return lanes.map(({ id, segments, growing }) => {
    const parts = segments.map(({ kind, start, end }) => `${kind} ${minutesOf(start)}–${minutesOf(end)}`);
    return `${JSON.parse(id).join(' ')}: ${parts.join(', ')}${growing ? ' …' : ''}`;
  });
}

export function minutesOf(ms: number): number {
  return (ms - dayStart) / minute;
}
