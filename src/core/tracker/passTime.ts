import type { Change } from '../task/change';
import { finishSpan, suspend, type SessionChange } from './sessionSpans';
import type { Tracked, TrackerContext } from './tracked';
import { finishBurst } from './typingBurst';
import { isFollowed, lastSignOf, lostMs, type TrackedSession, type TrackerState } from './trackerState';

/** Clocks are corrected by fractions of a second all the time; only more than this is a clock set back. */
const clockSlackMs = 2000;

/**
 * Moves the state to `now`. Silence ends the spans it is too long for; if the machine slept or its clock was set back,
 * every span ends at the last moment observed and running sessions begin a new one.
 */
export function passTime(state: TrackerState, now: number, context: TrackerContext): Tracked {
  const setBack = state.at - now > clockSlackMs;
  const moment = setBack ? now : Math.max(now, state.at);
  const broken = setBack || moment - state.at > context.rules.sleepMs;
  const passed = passSessions(state, moment, broken, context);
  const pausedMs = state.typing ? moment - state.typing.lastAt : 0;
  const typed = broken || pausedMs >= context.rules.thinkingMs ? finishBurst(state) : { state, changes: [] };
  return {
    state: { ...typed.state, at: moment, sessions: passed.sessions },
    changes: [...typed.changes, ...passed.changes],
  };
}

/** @returns the very same sessions if none changes: time passes with every key */
function passSessions(
  state: TrackerState,
  moment: number,
  broken: boolean,
  context: TrackerContext,
): { readonly sessions: TrackerState['sessions']; readonly changes: readonly Change[] } {
  let sessions: Map<string, TrackedSession> | undefined;
  const changes: Change[] = [];
  for (const session of state.sessions.values()) {
    const passed = passSession(session, state.at, moment, broken, context);
    if (passed !== undefined) {
      sessions ??= new Map(state.sessions);
      sessions.set(session.sessionId, passed.session);
      passed.changes.forEach((change) => changes.push(change));
    }
  }
  return { sessions: sessions ?? state.sessions, changes };
}

/** @returns undefined if the session stays as it is */
function passSession(
  session: TrackedSession,
  lastAt: number,
  moment: number,
  broken: boolean,
  context: TrackerContext,
): SessionChange | undefined {
  if (session.condition.kind !== 'busy') {
    return undefined;
  }
  if (session.mode === 'interactive' && !isFollowed(session)) {
    const silentMs = moment - session.condition.span.seenAt;
    return broken || silentMs > context.rules.bridgeMs ? finishSpan(session, lastAt) : undefined;
  }
  if (!broken) {
    const sign = lastSignOf(session);
    return session.mode === 'batch' && moment - sign > lostMs ? suspend(session, sign) : undefined;
  }
  const finished = finishSpan(session, lastAt);
  return isFollowed(session)
    ? finished
    : { session: beginSpan(finished.session, moment, context), changes: finished.changes };
}

function beginSpan(session: TrackedSession, start: number, { newId }: TrackerContext): TrackedSession {
  return { ...session, condition: { kind: 'busy', span: { spanId: newId(), start, seenAt: start } } };
}
