import type { SessionMode } from '../../core/task/agentSession';
import type { RecordStore } from '../../core/record/recordStore';
import type { RunningWork } from '../../core/tracker/windowRegistry';
import type { RunningSession } from '../../core/task/runningSession';
import { unionMs } from '../../core/days/interval';
import type { Span, SpanFields } from '../../core/task/span';
import { evidenceOf } from '../../core/tracker/trackerState';
import type { ChangeWriter } from './changeWriter';

interface Answer {
  readonly version: number;
  readonly revision: number;
  readonly spans: readonly Span[];
}

/** Finished spans, those that still wait for the disk included. Asks the store only when something changed. */
export class RecordedSpans {
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly store: RecordStore,
    private readonly writer: ChangeWriter,
  ) {}

  ofTask(taskId: string): readonly Span[] {
    return this.answer(
      `task ${taskId}`,
      () => this.store.spansOfTask(taskId),
      (span) => span.taskId === taskId,
    );
  }

  between(from: number, to: number): readonly Span[] {
    return this.answer(
      `between ${from} ${to}`,
      () => this.store.spansBetween(from, to),
      (span) => span.end > from && span.start < to,
    );
  }

  ofSession(sessionId: string): readonly Span[] {
    return this.answer(
      `session ${sessionId}`,
      () => this.store.spansOfSession(sessionId),
      (span) => span.sessionId === sessionId,
    );
  }

  /** The open spans of other windows, up to `now`, without those they have already finished. */
  ofOtherWindows(others: readonly RunningWork[], now: number): readonly Span[] {
    return others.flatMap(({ sessions, typing }) => [
      ...sessions.flatMap(({ sessionId, taskId, busySince }) => {
        const mode = this.store.session(sessionId)?.mode;
        const busy = mode !== undefined && this.isStillBusy(sessionId, busySince, now);
        return busy ? [busySpan(sessionId, taskId, busySince ?? now, now, mode)] : [];
      }),
      ...(typing && typing.lastAt > typing.since ? [typingSpan(typing)] : []),
    ]);
  }

  sessionsOfOtherWindows(others: readonly RunningWork[], now: number): readonly RunningSession[] {
    const running = this.ofOtherWindows(others, now);
    return others.flatMap(({ sessions }) =>
      sessions.flatMap(({ sessionId, taskId }): readonly RunningSession[] => {
        const session = this.store.session(sessionId);
        if (session === undefined || session.endedAt !== null) {
          return [];
        }
        const { agent, mode, startedAt } = session;
        const spans = [
          ...this.ofSession(sessionId).filter(({ kind }) => kind === 'agent'),
          ...running.filter((span) => span.sessionId === sessionId),
        ];
        return [{ sessionId, taskId, agent, mode, startedAt, state: 'other-window', busyMs: unionMs(spans) }];
      }),
    );
  }

  /** Spans that the heartbeat calls open may have been stored since. */
  private isStillBusy(sessionId: string, busySince: number | null, now: number): boolean {
    return (
      busySince !== null &&
      busySince < now &&
      this.store.session(sessionId)?.endedAt === null &&
      !this.ofSession(sessionId).some(({ kind, start }) => kind === 'agent' && start >= busySince)
    );
  }

  private answer(
    question: string,
    ask: () => readonly Span[],
    belongs: (span: Span) => boolean,
  ): readonly Span[] {
    const { version } = this.store;
    const { revision } = this.writer;
    const known = this.answers.get(question);
    if (known?.version === version && known.revision === revision) {
      return known.spans;
    }
    if (known === undefined && this.answers.size >= maxAnswers) {
      this.answers.clear();
    }
    const spans = this.withPending(ask(), belongs);
    this.answers.set(question, { version, revision, spans });
    return spans;
  }

  private withPending(stored: readonly Span[], belongs: (span: Span) => boolean): readonly Span[] {
    const { pending } = this.writer;
    if (pending.length === 0) {
      return stored;
    }
    const spans = new Map(stored.map((span) => [span.id, span]));
    for (const change of pending) {
      if (change.entity === 'span' && change.kind === 'delete') {
        spans.delete(change.id);
      } else if (change.entity === 'span' && change.kind === 'set') {
        const span = spanOf(change.id, { ...spans.get(change.id), ...change.fields });
        if (span !== undefined && belongs(span)) {
          spans.set(span.id, span);
        } else if (span !== undefined) {
          spans.delete(span.id);
        }
      }
    }
    return [...spans.values()];
  }
}

function busySpan(
  sessionId: string,
  taskId: string | null,
  start: number,
  end: number,
  mode: SessionMode,
): Span {
  return {
    id: `running ${sessionId}`,
    taskId,
    sessionId,
    kind: 'agent',
    start,
    end,
    evidence: evidenceOf(mode),
  };
}

/** Enough for every open task and session; this only bounds growth over months. */
const maxAnswers = 500;

function typingSpan(typing: NonNullable<RunningWork['typing']>): Span {
  const { taskId, since, lastAt } = typing;
  return {
    id: `typing ${taskId}`,
    taskId,
    sessionId: null,
    kind: 'supervision',
    start: since,
    end: lastAt,
    evidence: 'measured',
  };
}

/** @returns undefined if a field is missing: the change is to a span that isn't among those asked for. */
function spanOf(id: string, fields: Partial<SpanFields>): Span | undefined {
  const { taskId, sessionId, kind, start, end, evidence } = fields;
  return taskId === undefined ||
    sessionId === undefined ||
    kind === undefined ||
    start === undefined ||
    end === undefined ||
    evidence === undefined
    ? undefined
    : { id, taskId, sessionId, kind, start, end, evidence };
}
