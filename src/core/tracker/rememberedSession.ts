import type { Interval } from '../days/interval';
import type { NewId } from '../ports';
import {
  isAbsentOr,
  isCount,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isObjectOf,
  isOneOf,
  isText,
  isTextOf,
} from '../shapes';
import type { SessionFields } from '../task/agentSession';
import type { Span } from '../task/span';
import type { Condition, TrackedSession, TrackerState } from './trackerState';

/** A window's memory of a running session, for the host that takes over after a reload. */
export interface RememberedSession extends Pick<SessionFields, 'taskId' | 'agent' | 'folder' | 'startedAt'> {
  readonly sessionId: string;
  readonly mode: TrackedSession['mode'];
  readonly terminal: string | null;
  readonly paused: boolean;
  readonly pauses?: readonly Interval[] | undefined;
  readonly sentAt?: readonly number[] | undefined;
  /** The span that a batch program may still be working on. */
  readonly openSpan: { readonly spanId: string; readonly start: number } | null;
}

export interface RememberedSessions {
  readonly at: number;
  readonly sessions: readonly RememberedSession[];
}

const isRemembered = isObjectOf<RememberedSession>({
  taskId: isNullOr(isText),
  agent: isTextOf(1, 200),
  folder: isNullOr(isText),
  startedAt: isCount,
  sessionId: isText,
  mode: isOneOf(['batch', 'interactive', 'manual']),
  terminal: isNullOr(isText),
  paused: isFlag,
  pauses: isAbsentOr(isListOf(isObjectOf<Interval>({ start: isNumber, end: isNumber }))),
  sentAt: isAbsentOr(isListOf(isNumber)),
  openSpan: isNullOr(isObjectOf({ spanId: isText, start: isNumber })),
});
const areRemembered = isObjectOf<RememberedSessions>({ at: isNumber, sessions: isListOf(isRemembered) });

/** A manually timed session continues by itself after a reload that took less than this. */
const reloadMs = 120_000;

/** After a longer absence a program is not believed to be the same, even with the same process id. */
const believedMs = 24 * 3_600_000;

export function rememberedSessions(state: TrackerState): readonly RememberedSession[] {
  return [...state.sessions.values()].map(
    ({ sessionId, taskId, agent, mode, folder, terminal, startedAt, condition, pauses, sentAt }) => ({
      sessionId,
      taskId,
      agent,
      mode,
      folder,
      terminal,
      startedAt,
      paused: condition.kind === 'paused',
      ...(pauses && { pauses }),
      ...(sentAt && { sentAt }),
      openSpan: mode === 'batch' ? openSpanOf(condition) : null,
    }),
  );
}

/** @returns nothing remembered if the value is not ours */
export function parseRememberedSessions(raw: unknown): RememberedSessions {
  return areRemembered(raw) ? raw : { at: 0, sessions: [] };
}

/**
 * Resumes a session. A program in a terminal stays suspended until its end is seen; a manually timed session continues
 * after a reload, and waits paused after a longer absence.
 */
export function restoredSession(
  remembered: RememberedSession,
  at: number,
  spans: readonly Span[],
  now: number,
  newId: NewId,
): TrackedSession {
  const { sessionId, taskId, agent, mode, folder, terminal, startedAt, pauses, sentAt } = remembered;
  const condition = restoredCondition(remembered, at, now, newId);
  return {
    sessionId,
    taskId,
    agent,
    mode,
    folder,
    terminal,
    startedAt,
    spans,
    condition,
    ...(pauses && { pauses }),
    ...(sentAt && { sentAt }),
  };
}

/**
 * Gives a session its stored spans, including a part recovered at the last heartbeat: it was seen at least up to there.
 */
export function withStoredSpans(
  session: TrackedSession,
  stored: readonly Span[],
  seenAt: number,
): TrackedSession {
  const ids = new Set(stored.map(({ id }) => id));
  const spans = [...stored, ...session.spans.filter(({ id }) => !ids.has(id))];
  const { condition } = session;
  return condition.kind === 'suspended'
    ? { ...session, spans, condition: { ...condition, at: Math.max(condition.at, seenAt) } }
    : { ...session, spans };
}

/** Whether the terminal may still hold the remembered program. */
export function isRecentEnough(remembered: RememberedSessions, now: number): boolean {
  return Math.abs(now - remembered.at) <= believedMs;
}

function restoredCondition(
  { mode, paused, openSpan }: RememberedSession,
  at: number,
  now: number,
  newId: NewId,
): Condition {
  if (paused) {
    return { kind: 'paused' };
  }
  if (mode !== 'manual') {
    return { kind: 'suspended', at, span: openSpan && { ...openSpan, seenAt: openSpan.start } };
  }
  const reloaded = now >= at && now - at < reloadMs;
  return reloaded ? { kind: 'busy', span: { spanId: newId(), start: now, seenAt: now } } : { kind: 'paused' };
}

function openSpanOf(condition: Condition): RememberedSession['openSpan'] {
  const span = condition.kind === 'busy' || condition.kind === 'suspended' ? condition.span : null;
  return span && { spanId: span.spanId, start: span.start };
}
