import type { SessionMode, TranscriptFacts } from '../task/agentSession';
import type { Evidence } from '../task/evidence';
import type { RunningWork } from './windowRegistry';
import type { RunningSession } from '../task/runningSession';
import type { Span } from '../task/span';
import { unionMs, type Interval } from '../days/interval';
import { tellsTurns } from '../programs/terminalAgents';

/** The modes the tracker watches live; `transcript` sessions are read afterwards. */
export type TrackedMode = Exclude<SessionMode, 'transcript'>;

export interface OpenSpan {
  readonly spanId: string;
  readonly start: number;
  /** The last sign of work. An interactive agent that falls silent for a while was busy only up to here. */
  readonly seenAt: number;
}

/** A session's present state. Only a busy one has time that is not stored yet. */
export type Condition =
  | { readonly kind: 'busy'; readonly span: OpenSpan }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'paused' }
  /** Out of sight since `at`; a batch program may still be working on the span, whose stored part ends there. */
  | { readonly kind: 'suspended'; readonly at: number; readonly span: OpenSpan | null };

export interface TrackedSession {
  readonly sessionId: string;
  readonly taskId: string | null;
  readonly agent: string;
  readonly mode: TrackedMode;
  readonly folder: string | null;
  /** The terminal it runs in; null if it is timed manually. */
  readonly terminal: string | null;
  readonly startedAt: number;
  readonly condition: Condition;
  /** Finished spans, in the order they were measured; also the supervision from its transcript. */
  readonly spans: readonly Span[];
  /** The facts from its transcript, once one was found. */
  readonly facts?: TranscriptFacts;
  /** True while that transcript can't be read, so that the output counts again. */
  readonly isTranscriptLost?: boolean;
  /** When its output last showed work. */
  readonly workedAt?: number;
  /** Times that don't count, whatever its transcript says; the last may be open. */
  readonly pauses?: readonly Interval[];
  /** When prompts with measured typing were sent to it. */
  readonly sentAt?: readonly number[];
}

/** Keys in one document, each less than the thinking threshold after the one before. */
export interface TypingBurst {
  readonly document: string;
  readonly taskId: string | null;
  readonly spanId: string;
  readonly start: number;
  readonly lastAt: number;
}

export interface TrackerState {
  /** The last moment observed. */
  readonly at: number;
  readonly sessions: ReadonlyMap<string, TrackedSession>;
  readonly typing: TypingBurst | null;
  /** Milliseconds of finished bursts by document. */
  readonly typedMs: ReadonlyMap<string, number>;
}

export interface TrackerRules {
  /** Silence of an interactive agent up to this long is still work. */
  readonly bridgeMs: number;
  /** A pause in typing this long or longer is no longer composing. */
  readonly thinkingMs: number;
  /** Nothing observed for longer than this means that the machine slept. */
  readonly sleepMs: number;
}

/** Three ticks of the slow timer count as sleep. */
export const slowTickMs = 15_000;

/** A batch program that has shown no sign of life for longer than this counts nothing until it does, or ends. */
export const lostMs = 4 * 3_600_000;

/** The last moment at which a session was seen to live. */
export function lastSignOf({ startedAt, workedAt = 0 }: TrackedSession): number {
  return Math.max(startedAt, workedAt);
}

export const untracked: TrackerState = { at: 0, sessions: new Map(), typing: null, typedMs: new Map() };

/** How much a busy span of such a session can be trusted. */
export function evidenceOf(mode: SessionMode): Evidence {
  return mode === 'interactive' ? 'estimated' : 'measured';
}

/** Busy milliseconds up to `now`, the open span included; no moment counts twice. */
export function busyMs(session: TrackedSession, now: number): number {
  const open = openInterval(session, now);
  return unionMs([...session.spans.filter(({ kind }) => kind === 'agent'), ...(open ? [open] : [])]);
}

/** A busy session's time since its last finished span; undefined while it isn't busy. */
export function openInterval(session: TrackedSession, now: number): Interval | undefined {
  if (session.condition.kind !== 'busy') {
    return undefined;
  }
  const { start, seenAt } = session.condition.span;
  const ends = session.mode === 'interactive' && !isFollowed(session);
  return { start, end: ends ? seenAt : Math.max(seenAt, now) };
}

/** Whether a session's own transcript shows when it works, so that its output and silence don't matter. */
export function isFollowed({ mode, agent, facts, isTranscriptLost = false }: TrackedSession): boolean {
  return mode === 'interactive' && facts !== undefined && !isTranscriptLost && tellsTurns(agent);
}

/** Milliseconds typed in a document, the open burst included. */
export function typedMsIn(state: TrackerState, document: string): number {
  const burst = state.typing?.document === document ? state.typing.lastAt - state.typing.start : 0;
  return (state.typedMs.get(document) ?? 0) + burst;
}

/** Spans that are measured but not finished, as they would be stored if they ended now. */
export function openSpans(state: TrackerState, now: number): readonly Span[] {
  const spans: Span[] = [];
  for (const session of state.sessions.values()) {
    const open = openInterval(session, now);
    if (open && session.condition.kind === 'busy') {
      spans.push({
        ...open,
        id: session.condition.span.spanId,
        taskId: session.taskId,
        sessionId: session.sessionId,
        kind: 'agent',
        evidence: evidenceOf(session.mode),
      });
    }
  }
  if (state.typing) {
    const { spanId, taskId, start, lastAt } = state.typing;
    spans.push({
      id: spanId,
      taskId,
      sessionId: null,
      kind: 'supervision',
      start,
      end: lastAt,
      evidence: 'measured',
    });
  }
  return spans.filter((span) => span.end > span.start);
}

export function runningSession(session: TrackedSession, now: number): RunningSession {
  const { sessionId, taskId, agent, mode, startedAt } = session;
  return {
    sessionId,
    taskId,
    agent,
    mode,
    startedAt,
    state: session.condition.kind,
    busyMs: busyMs(session, now),
  };
}

/** The content of the heartbeat with which another window can finish the work if this one dies. */
export function runningWork(state: TrackerState): RunningWork {
  const { typing } = state;
  return {
    sessions: [...state.sessions.values()].map(({ sessionId, taskId, condition }) => ({
      sessionId,
      taskId,
      busySince: condition.kind === 'busy' ? condition.span.start : null,
    })),
    typing:
      typing && typing.taskId !== null
        ? { taskId: typing.taskId, since: typing.start, lastAt: typing.lastAt }
        : null,
  };
}

/** Whether the same sessions are in the same condition, so that heartbeat and views would not differ. */
export function sameWork(a: TrackerState, b: TrackerState): boolean {
  return a === b || (a.typing?.spanId === b.typing?.spanId && sameSessions(a.sessions, b.sessions));
}

function sameSessions(a: TrackerState['sessions'], b: TrackerState['sessions']): boolean {
  return (
    a === b ||
    (a.size === b.size && [...a.values()].every((session) => isSameWork(session, b.get(session.sessionId))))
  );
}

function isSameWork(a: TrackedSession, b: TrackedSession | undefined): boolean {
  return a.taskId === b?.taskId && a.condition.kind === b.condition.kind && spanIdOf(a) === spanIdOf(b);
}

/** The span that is open, or that a suspended program may still be working on. */
export function spanIdOf({ condition }: TrackedSession): string | undefined {
  return condition.kind === 'busy' || condition.kind === 'suspended' ? condition.span?.spanId : undefined;
}
