import type { RecordStore } from '../record/recordStore';
import type { AgentSession } from '../task/agentSession';
import { unionMs } from '../days/interval';
import { isOfAgent, type Span } from '../task/span';
import type { ClosedTask } from '../task/task';
import { lengthOf, normalized } from '../transcript/intervals';
import { isTyping } from './userSegments';
import { waitsBetween, waitsForUser } from './waits';

/** The parts of a task's time that its row doesn't have, in milliseconds. */
export interface TaskTimes {
  /** How long its sessions waited for their user; null if none of them is of a kind that does. */
  readonly waitedMs: number | null;
  /** The part of its supervision in which the user was seen typing. */
  readonly typedMs: number;
}

type Reads = Pick<RecordStore, 'spansOfTask' | 'sessionsOfTasks' | 'session'>;

/** The times of closed tasks. Kept as long as a task's spans are the same, since each state of a page asks for them. */
export class TimesOfTasks {
  private readonly known = new WeakMap<readonly Span[], TaskTimes>();

  constructor(private readonly store: Reads) {}

  /** By task; none for a task of which nothing was measured here. */
  of(tasks: readonly ClosedTask[]): ReadonlyMap<string, TaskTimes> {
    const measured = tasks
      .filter(({ closing }) => closing.measured !== undefined)
      .map(({ id }) => ({ id, spans: this.store.spansOfTask(id) }))
      .filter(({ spans }) => spans.length > 0);
    const unknown = measured.filter(({ spans }) => !this.known.has(spans));
    if (unknown.length > 0) {
      const sessions = new Map(
        this.store.sessionsOfTasks(unknown.map(({ id }) => id)).map((each) => [each.id, each]),
      );
      // A session that went on to another task left its earlier work where it was.
      const sessionOf = (id: string): AgentSession | undefined => sessions.get(id) ?? this.store.session(id);
      unknown.forEach(({ spans }) => this.known.set(spans, timesOf(spans, sessionOf)));
    }
    return new Map(
      measured.flatMap(({ id, spans }) => {
        const times = this.known.get(spans);
        return times ? [[id, times] as const] : [];
      }),
    );
  }
}

function timesOf(spans: readonly Span[], sessionOf: (id: string) => AgentSession | undefined): TaskTimes {
  const bySession = new Map<string, Span[]>();
  for (const span of spans.filter(isOfAgent)) {
    const { sessionId } = span;
    if (sessionId !== null) {
      const known = bySession.get(sessionId);
      if (known) {
        known.push(span);
      } else {
        bySession.set(sessionId, [span]);
      }
    }
  }
  const waiting = [...bySession].filter(([id]) => {
    const session = sessionOf(id);
    return session !== undefined && waitsForUser(session);
  });
  return {
    waitedMs:
      waiting.length === 0
        ? null
        : waiting.reduce((sum, [, work]) => sum + lengthOf(waitsBetween(normalized(work))), 0),
    typedMs: unionMs(spans.filter((span) => !isOfAgent(span) && isTyping(span))),
  };
}
