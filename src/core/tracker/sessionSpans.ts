import type { SessionFields, TranscriptFacts } from '../task/agentSession';
import type { Change } from '../task/change';
import type { NewId } from '../ports';
import type { Span } from '../task/span';
import { evidenceOf, openInterval, type OpenSpan, type TrackedSession } from './trackerState';

export interface SessionChange {
  readonly session: TrackedSession;
  readonly changes: readonly Change[];
}

export interface Ending {
  readonly ending: NonNullable<SessionFields['ending']>;
  readonly exitCode: number | null;
}

/** The change to store when a session starts. */
export function startedSession(session: TrackedSession): Change {
  const { sessionId, taskId, agent, mode, folder, startedAt } = session;
  return {
    entity: 'session',
    id: sessionId,
    kind: 'set',
    fields: {
      taskId,
      agent,
      mode,
      folder,
      startedAt,
      endedAt: null,
      ending: null,
      exitCode: null,
      transcript: null,
      ignored: false,
    },
  };
}

/** Ends the open span and leaves the session waiting. An empty span is not stored. */
export function finishSpan(session: TrackedSession, now: number): SessionChange {
  const open = openInterval(session, now);
  if (open === undefined || session.condition.kind !== 'busy') {
    return { session, changes: [] };
  }
  const waiting: TrackedSession = { ...session, condition: { kind: 'waiting' } };
  return open.end > open.start
    ? addSpan(waiting, agentSpan(session, session.condition.span.spanId, open.start, open.end))
    : { session: waiting, changes: [] };
}

/** Stores the time measured up to `at`, and remembers the work a batch program may be continuing. */
export function suspend(session: TrackedSession, at: number): SessionChange {
  const { condition } = session;
  if (condition.kind === 'paused' || condition.kind === 'suspended') {
    return { session, changes: [] };
  }
  const finished = finishSpan(session, at);
  const span = condition.kind === 'busy' && session.mode === 'batch' ? condition.span : null;
  return { ...finished, session: { ...finished.session, condition: { kind: 'suspended', at, span } } };
}

/** Counts again after a pause or a suspension. */
export function reopen(session: TrackedSession, now: number, newId: NewId): SessionChange {
  const { condition } = session;
  if (condition.kind === 'busy' || condition.kind === 'waiting') {
    return { session, changes: [] };
  }
  if (session.mode === 'interactive') {
    return { session: { ...session, condition: { kind: 'waiting' } }, changes: [] };
  }
  // A batch program continued unseen, and so does its span. A paused or manually timed session begins a new one.
  const goesOn = condition.kind === 'suspended' ? condition.span : null;
  const span: OpenSpan = goesOn ? { ...goesOn, seenAt: now } : { spanId: newId(), start: now, seenAt: now };
  const spans = session.spans.filter(({ id }) => id !== span.spanId);
  return { session: { ...session, condition: { kind: 'busy', span }, spans }, changes: [] };
}

/** The changes to store when a session ends. For a suspended one only an observed end is measured. */
export function endSession(
  session: TrackedSession,
  now: number,
  { ending, exitCode }: Ending,
): readonly Change[] {
  const { condition, sessionId, startedAt, facts } = session;
  if (condition.kind !== 'suspended') {
    return [
      ...finishSpan(session, now).changes,
      ended(sessionId, Math.max(startedAt, now), ending, exitCode, facts),
    ];
  }
  if (ending === 'exited' || ending === 'stopped') {
    const seen = ending === 'exited' ? condition.span : null;
    const end = Math.max(now, condition.at);
    const changes =
      seen && end > seen.start ? [spanChange(agentSpan(session, seen.spanId, seen.start, end))] : [];
    return [...changes, ended(sessionId, Math.max(startedAt, now), ending, exitCode, facts)];
  }
  const last = session.spans.find(({ id }) => id === condition.span?.spanId);
  return [
    ...(last ? [spanChange({ ...last, evidence: 'recovered' })] : []),
    ended(sessionId, Math.max(startedAt, condition.at), 'recovered', null, facts),
  ];
}

function addSpan(session: TrackedSession, span: Span): SessionChange {
  // A batch span that was suspended and continued replaces its stored beginning.
  const others = session.spans.filter(({ id }) => id !== span.id);
  return { session: { ...session, spans: [...others, span] }, changes: [spanChange(span)] };
}

function agentSpan(session: TrackedSession, id: string, start: number, end: number): Span {
  const { taskId, sessionId, mode } = session;
  return { id, taskId, sessionId, kind: 'agent', start, end, evidence: evidenceOf(mode) };
}

function spanChange({ id, ...fields }: Span): Change {
  return { entity: 'span', id, kind: 'set', fields };
}

function ended(
  id: string,
  endedAt: number,
  ending: NonNullable<SessionFields['ending']>,
  exitCode: number | null,
  facts: TranscriptFacts | undefined,
): Change {
  const told = facts && { transcript: factsUntil(facts, endedAt) };
  return { entity: 'session', id, kind: 'set', fields: { endedAt, ending, exitCode, ...told } };
}

/** A transcript's part cut off at the end of its session. */
export function factsUntil(facts: TranscriptFacts, at: number): TranscriptFacts {
  return { ...facts, to: Math.max(facts.from, Math.min(at, facts.to ?? at)) };
}
