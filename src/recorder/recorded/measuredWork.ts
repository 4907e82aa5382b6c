import type { RunningWork } from '../../core/tracker/windowRegistry';
import type { RunningSession } from '../../core/task/runningSession';
import type { FurtherWork } from '../../core/task/measurementOf';
import type { Span } from '../../core/task/span';
import type { Measurement } from '../../core/task/task';
import { addTokens } from '../../core/task/tokens';
import { clipped, measurementOf } from '../../core/task/measurementOf';
import { openSpans, runningSession, type TrackerState } from '../../core/tracker/trackerState';
import type { Heartbeat } from '../windows/heartbeat';
import type { RecordedSessions } from './recordedSessions';
import type { RecordedSpans } from './recordedSpans';

interface MeasuredWorkDeps {
  readonly state: () => TrackerState;
  readonly recorded: RecordedSpans;
  readonly sessions: Pick<RecordedSessions, 'tokensOf'>;
  readonly heartbeat: Pick<Heartbeat, 'others'>;
}

/** Everything measured up to now: stored, running here, and reported by other windows. */
export class MeasuredWork {
  private readonly known = new WeakMap<readonly Span[], Measurement>();

  constructor(private readonly deps: MeasuredWorkDeps) {}

  /** Those of this window first. */
  runningSessions(now: number): readonly RunningSession[] {
    const here = [...this.deps.state().sessions.values()].map((session) => runningSession(session, now));
    return [...here, ...this.deps.recorded.sessionsOfOtherWindows(this.othersThan(here), now)];
  }

  ofTask(taskId: string, now: number, further: FurtherWork = { spans: [], tokens: undefined }): Measurement {
    const { recorded, sessions } = this.deps;
    const running = this.runningSpans(now).filter((span) => span.taskId === taskId);
    const known = sessions.tokensOf(taskId);
    const tokens = known && further.tokens ? addTokens(known, further.tokens) : (known ?? further.tokens);
    const stored = recorded.ofTask(taskId);
    const more = [...running, ...further.spans];
    const measured = more.length > 0 ? measurementOf([...stored, ...more]) : this.measured(stored);
    return { ...measured, ...(tokens && { tokens }) };
  }

  between(from: number, to: number, now: number): Measurement {
    return measurementOf(clipped(this.spansBetween(from, to, now), from, to));
  }

  spansBetween(from: number, to: number, now: number): readonly Span[] {
    // A range that reaches past now is asked for without an end, so that the answer holds as time passes.
    const stored = this.deps.recorded.between(from, to >= now ? Number.MAX_SAFE_INTEGER : to);
    const running = this.runningSpans(now);
    return [...stored, ...running].filter((span) => span.end > from && span.start < to);
  }

  /** Of a list that may be long and is the same one as long as nothing on it changes. */
  private measured(spans: readonly Span[]): Measurement {
    const known = this.known.get(spans) ?? measurementOf(spans);
    this.known.set(spans, known);
    return known;
  }

  private runningSpans(now: number): readonly Span[] {
    const state = this.deps.state();
    const others = this.othersThan([...state.sessions.values()]);
    return [...openSpans(state, now), ...this.deps.recorded.ofOtherWindows(others, now)];
  }

  private othersThan(here: readonly { readonly sessionId: string }[]): readonly RunningWork[] {
    const ids = new Set(here.map(({ sessionId }) => sessionId));
    return this.deps.heartbeat.others.map((work) => ({
      ...work,
      sessions: work.sessions.filter(({ sessionId }) => !ids.has(sessionId)),
    }));
  }
}
