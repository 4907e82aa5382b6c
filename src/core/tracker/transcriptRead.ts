import type { TranscriptFacts } from '../task/agentSession';
import type { Change } from '../task/change';
import type { NewId } from '../ports';
import type { Span } from '../task/span';
import type { Interval } from '../days/interval';
import { difference } from '../transcript/intervals';
import { tellsTurns } from '../programs/terminalAgents';
import type { CoveredSpan, CoveredTranscript } from '../transcript/source/transcriptSource';
import type { Observation } from './observation';
import { finishSpan, type SessionChange } from './sessionSpans';
import { isFollowed, type TrackedMode, type TrackedSession } from './trackerState';

/** Facts about a session that don't come from its transcript. */
interface KnownBeside {
  readonly pauses?: readonly Interval[] | undefined;
  /** The session's supervision from now on; omitted: unchanged. */
  readonly supervision?: readonly Span[] | undefined;
}

/** A session's new spans, and the changes to store for them. */
export interface ReplacedSpans {
  readonly spans: readonly Span[];
  readonly changes: readonly Change[];
}

/** Replaces the known spans with those of a transcript; unchanged ones are not written again. */
function replacedSpans(
  known: readonly Span[],
  read: readonly Span[],
  kept: readonly Span[] = [],
): ReplacedSpans {
  const spans = [...read, ...kept].sort((a, b) => a.start - b.start);
  const before = new Map(known.map((span) => [span.id, span]));
  const ids = new Set(spans.map(({ id }) => id));
  const changes: Change[] = [];
  for (const span of read) {
    const { id, ...fields } = span;
    const old = before.get(id);
    if (old === undefined) {
      // An id reappears when a turn is cut into as many pieces as it once was.
      changes.push({ entity: 'span', id, kind: 'set', fields }, { entity: 'span', id, kind: 'restore' });
    } else if (!sameSpan(old, span)) {
      changes.push({ entity: 'span', id, kind: 'set', fields });
    }
  }
  for (const { id } of known) {
    if (!ids.has(id)) {
      changes.push({ entity: 'span', id, kind: 'delete' });
    }
  }
  return { spans, changes };
}

/** A session whose transcript was read, in the record or running. */
export interface ReadSession {
  readonly sessionId: string;
  readonly taskId: string | null;
  readonly agent: string;
  readonly mode: TrackedMode | 'transcript';
  readonly facts: TranscriptFacts | null;
  readonly spans: readonly Span[];
}

/**
 * Corrects a session by its transcript: its spans and facts. A batch run keeps its measured time; a transcript without
 * turns replaces nothing.
 */
export function correctedSession(
  session: ReadSession,
  { facts, spans: covered }: CoveredTranscript,
  running: boolean,
  { pauses = [], supervision = supervisionOf(session.spans) }: KnownBeside = {},
): ReplacedSpans {
  const { sessionId, taskId } = session;
  const told: Change[] = sameFacts(session.facts, facts)
    ? []
    : [{ entity: 'session', id: sessionId, kind: 'set', fields: { transcript: facts } }];
  if (session.mode === 'batch' || session.mode === 'manual' || covered.length === 0) {
    return { spans: session.spans, changes: told };
  }
  const last = covered.at(-1)?.end ?? 0;
  // Some agents write only when a turn is over: until then, rely on their output.
  const kept =
    running && !tellsTurns(session.agent)
      ? session.spans.filter(
          ({ kind, start, evidence }) => kind === 'agent' && evidence === 'estimated' && start >= last,
        )
      : [];
  const replaced = replacedSpans(
    session.spans,
    [
      ...(pauses.length > 0 ? covered.flatMap((span) => outside(span, pauses)) : covered).map(
        (each): Span => ({ ...each, sessionId, taskId, kind: 'agent' }),
      ),
      ...supervision.map((each) => ({ ...each, taskId })),
    ],
    kept,
  );
  return { spans: replaced.spans, changes: [...replaced.changes, ...told] };
}

/** The transcript of a running session was read: from now on its turns are the session's. */
export function transcriptRead(
  known: TrackedSession,
  {
    covered,
    supervision,
  }: Pick<Extract<Observation, { kind: 'transcript-read' }>, 'covered' | 'supervision'>,
  now: number,
  newId: NewId,
): SessionChange {
  const session: TrackedSession = { ...known, isTranscriptLost: false };
  const { spans, changes } = correctedSession({ ...session, facts: session.facts ?? null }, covered, true, {
    pauses: session.pauses,
    supervision,
  });
  const shownAt = session.mode === 'batch' ? Math.min(covered.spans.at(-1)?.end ?? 0, now) : 0;
  const workedAt = Math.max(shownAt, session.workedAt ?? 0);
  const read: TrackedSession = {
    ...session,
    spans,
    facts: covered.facts,
    ...(workedAt > 0 && { workedAt }),
  };
  const { condition } = session;
  const driven = session.mode === 'interactive' && tellsTurns(session.agent);
  if (!driven || condition.kind === 'paused' || condition.kind === 'suspended') {
    return { session: read, changes };
  }
  const { busySince } = covered;
  if (busySince === null && covered.spans.length === 0) {
    // It shows no work yet: keep the time from the output so far.
    const finished = finishSpan({ ...session, spans }, now);
    return {
      session: { ...finished.session, facts: covered.facts },
      changes: [...changes, ...finished.changes],
    };
  }
  const start = Math.min(busySince ?? now, now);
  const goesOn = condition.kind === 'busy' && condition.span.start === start;
  const span = { spanId: goesOn ? condition.span.spanId : newId(), start, seenAt: now };
  return {
    session: { ...read, condition: busySince === null ? { kind: 'waiting' } : { kind: 'busy', span } },
    changes,
  };
}

/** From now on its output shows when it works; the last sign of work is the later of the two. */
export function transcriptLost(session: TrackedSession): SessionChange {
  const { condition, workedAt = 0 } = session;
  if (!isFollowed(session)) {
    return { session, changes: [] };
  }
  const lost: TrackedSession = { ...session, isTranscriptLost: true };
  if (condition.kind !== 'busy') {
    return { session: lost, changes: [] };
  }
  const span = { ...condition.span, seenAt: Math.max(condition.span.seenAt, workedAt) };
  return { session: { ...lost, condition: { kind: 'busy', span } }, changes: [] };
}

function supervisionOf(spans: readonly Span[]): readonly Span[] {
  return spans.filter(({ kind }) => kind === 'supervision');
}

function outside(span: CoveredSpan, pauses: readonly Interval[]): CoveredSpan[] {
  return difference([span], pauses).map((part, index) => ({
    ...span,
    ...part,
    id: index === 0 ? span.id : `${span.id}/${index}`,
  }));
}

function sameSpan(a: Span, b: Span): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.evidence === b.evidence &&
    a.taskId === b.taskId &&
    a.sessionId === b.sessionId
  );
}

function sameFacts(a: TranscriptFacts | null, b: TranscriptFacts): boolean {
  return a !== null && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(facts: TranscriptFacts): unknown {
  const { externalId, branch, version, models, turns, prompts, from, to } = facts;
  const { input, output, cacheRead, cacheWrite, unsplit } = facts.tokens;
  return [
    externalId,
    branch,
    version,
    models,
    turns,
    prompts,
    from,
    to,
    input,
    output,
    cacheRead,
    cacheWrite,
    unsplit,
  ];
}
