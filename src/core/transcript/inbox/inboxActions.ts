import { startTaskChanges, type NewTask } from '../../task/actions';
import type { AgentSession, SessionFields } from '../../task/agentSession';
import type { Change } from '../../task/change';
import { closeTaskChanges, type ClosingDraft } from '../../task/closing';
import type { FurtherWork } from '../../task/measurementOf';
import type { Span, SpanFields } from '../../task/span';
import type { Measurement } from '../../task/task';
import { addTokens, noTokens, totalTokens } from '../../task/tokens';
import { measurementOf } from '../../task/measurementOf';
import { composingTime, type KnownSupervision } from './promptComposing';
import { difference } from '../intervals';
import { endOf, sessionIdOf, startOf, type UnassignedPart } from './inbox';
import type { CoveredTranscript } from '../source/transcriptSource';

/** A part of a session with its transcript's facts, fetched for [from, until). */
export interface FetchedPart {
  readonly part: UnassignedPart;
  /** Null if it follows the transcript as it grows. */
  readonly until: number | null;
  readonly covered: CoveredTranscript;
  /** Spans of the recorded session that the fetched ones replace; none if it is new there. */
  readonly storedSpans: readonly string[];
  /** Spans of the recorded session that it is cut out of; absent if there is none. */
  readonly cutSpans?: readonly Span[];
  /** Supervision around its prompts that tasks have already: none of the user's time counts twice. */
  readonly supervised: readonly KnownSupervision[];
}

/** Where a part ends for a task that is closed at once: everything so far. */
export function endForClosed(part: UnassignedPart): number {
  // Include the last record, with the tokens it reports.
  return part.to ?? part.session.end + 1;
}

/** Gives parts of sessions to a task, with the time and tokens from their transcripts. */
export function assignParts(taskId: string, fetched: readonly FetchedPart[]): Change[] {
  return withSpans(taskId, fetched).flatMap(({ each, spans }) => {
    const sessionId = sessionIdOf(each.part);
    const kept = new Set(spans.map(({ id }) => id));
    return [
      ...shown({ entity: 'session', id: sessionId, kind: 'set', fields: sessionFields(taskId, each) }),
      ...cutOut(each),
      ...each.storedSpans
        .filter((id) => !kept.has(id))
        .map((id): Change => ({ entity: 'span', id, kind: 'delete' })),
      ...spans.flatMap(({ id, fields }) => shown({ entity: 'span', id, kind: 'set', fields })),
    ];
  });
}

/** Takes the time of the part from the spans of the session that it is cut out of. */
function cutOut({ part: { from }, until, cutSpans = [] }: FetchedPart): Change[] {
  const to = until ?? Number.POSITIVE_INFINITY;
  return cutSpans.flatMap((span): Change[] => {
    const { id, start, end, ...fields } = span;
    if (start >= to || end <= from) {
      return [];
    }
    const [first, second] = difference([span], [{ start: from, end: to }]);
    return [
      first === undefined
        ? { entity: 'span', id, kind: 'delete' }
        : { entity: 'span', id, kind: 'set', fields: { ...fields, ...first } },
      ...(second
        ? shown({ entity: 'span', id: `${id}/${to}`, kind: 'set', fields: { ...fields, ...second } })
        : []),
    ];
  });
}

/** Starts a task when the first of its sessions began, and leaves it open. */
export function makeOpenTask(id: string, task: NewTask, fetched: readonly FetchedPart[]): Change[] {
  return [...startTaskChanges(id, task, firstStart(fetched)), ...assignParts(id, fetched)];
}

/** Records finished work of the past as a closed task. */
export function makePastRecord(
  id: string,
  task: NewTask,
  closing: ClosingDraft,
  fetched: readonly FetchedPart[],
): Change[] {
  return [
    ...startTaskChanges(id, task, firstStart(fetched)),
    ...closeTaskChanges(id, closing, lastEnd(fetched.map(({ part }) => part))),
    ...assignParts(id, fetched),
  ];
}

/** Returns a task's transcript work to the inbox; undoing this finds out who has it by then. */
export function returnToInbox(
  sessions: readonly AgentSession[],
  spansOf: (sessionId: string) => readonly Span[],
): Change[] {
  return sessions
    .filter(({ transcript }) => transcript !== null)
    .flatMap(({ id }): Change[] => [
      { entity: 'session', id, kind: 'set', fields: { taskId: null } },
      ...spansOf(id).map((span): Change => ({
        entity: 'span',
        id: span.id,
        kind: 'set',
        fields: { taskId: null },
      })),
    ]);
}

/** Puts parts aside: they belong to no task and never will, however their transcripts grow. */
export function ignoreParts(parts: readonly UnassignedPart[]): Change[] {
  return parts.flatMap((part) => {
    const { session, from, to, storedAs } = part;
    const id = sessionIdOf(part);
    if (storedAs !== null) {
      return [{ entity: 'session', id, kind: 'set', fields: { ignored: true } }];
    }
    const { externalId, branch, version, models, turns, prompts, tokens } = session;
    const facts = { externalId, branch, version, models: [...models], turns, prompts, tokens, from, to };
    return shown({
      entity: 'session',
      id,
      kind: 'set',
      fields: { ...commonFields(part), taskId: null, transcript: facts, ignored: true },
    });
  });
}

export function ignoreFolderChanges(folder: string): Change[] {
  return shown({ entity: 'folder', id: folder, kind: 'set', fields: { ignored: true } });
}

export function stopIgnoringFolderChanges(folder: string): Change[] {
  return [{ entity: 'folder', id: folder, kind: 'set', fields: { ignored: false } }];
}

/** The measurement of a task with just these parts, by the rules of counting. */
export function measurementOfParts(fetched: readonly FetchedPart[]): Measurement {
  const { spans, tokens } = furtherWork('measured', fetched);
  const measured = measurementOf(spans);
  return tokens && totalTokens(tokens) > 0 ? { ...measured, tokens } : measured;
}

/** When the last of the parts ended. */
export function lastEnd(parts: readonly UnassignedPart[]): number {
  return parts.reduce((last, part) => Math.max(last, endOf(part)), 0);
}

function firstStart(fetched: readonly FetchedPart[]): number {
  return fetched.reduce((first, { part }) => Math.min(first, startOf(part)), Number.MAX_SAFE_INTEGER);
}

/** Work measured live keeps its evidence of how it was found; only the transcript's facts are new. */
function sessionFields(taskId: string, { part, until, covered }: FetchedPart): Partial<SessionFields> {
  const transcript = { ...covered.facts, from: part.from, to: until };
  return { ...(part.storedAs === null && commonFields(part)), taskId, transcript, ignored: false };
}

function commonFields(part: UnassignedPart) {
  const { agent, folder } = part.session;
  return {
    agent,
    mode: 'transcript',
    folder,
    startedAt: startOf(part),
    endedAt: endOf(part),
    ending: null,
    exitCode: null,
  } as const;
}

interface PlannedSpan {
  readonly id: string;
  readonly fields: SpanFields;
}

/** The additional work a task would get if the parts were assigned to it. */
export function furtherWork(taskId: string, fetched: readonly FetchedPart[]): FurtherWork {
  return {
    spans: withSpans(taskId, fetched).flatMap(({ spans }) => spans.map(({ fields }) => fields)),
    tokens:
      fetched.length === 0
        ? undefined
        : fetched.map(({ covered }) => covered.facts.tokens).reduce(addTokens, noTokens),
  };
}

/** The parts with their spans; of simultaneous prompts in several parts, only the first gets the time. */
function withSpans(
  taskId: string,
  fetched: readonly FetchedPart[],
): { readonly each: FetchedPart; readonly spans: readonly PlannedSpan[] }[] {
  const before: SpanFields[] = [];
  return fetched.map((each) => {
    const { part, covered, supervised } = each;
    const sessionId = sessionIdOf(part);
    // The session that it is cut out of may still have spans of those ids.
    const idOf = (id: string): string => (part.cutOf === undefined ? id : `${id}/cut`);
    const supervision = composingTime(taskId, covered.composed, [...supervised, ...before]).map(
      ({ id, start, end }): PlannedSpan => ({
        id: idOf(id),
        fields: { taskId, sessionId, kind: 'supervision', start, end, evidence: 'estimated' },
      }),
    );
    supervision.forEach(({ fields }) => before.push(fields));
    const work = covered.spans.map(({ id, start, end, evidence }): PlannedSpan => ({
      id: idOf(id),
      fields: { taskId, sessionId, kind: 'agent', start, end, evidence },
    }));
    return { each, spans: [...work, ...supervision] };
  });
}

/** Sets an entity and restores it, since undoing an assignment left it deleted. */
function shown(change: Change & { readonly kind: 'set' }): Change[] {
  return [change, { entity: change.entity, id: change.id, kind: 'restore' }];
}
