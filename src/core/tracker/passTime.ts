import { finishSpan } from './sessionSpans';
import type { Tracked, TrackerContext } from './tracked';
import { finishBurst } from './typingBurst';
import { isFollowed, type TrackedSession, type TrackerState } from './trackerState';

/** Clocks are corrected by fractions of a second all the time; only more than this is a clock set back. */
const clockSlackMs = 2000;

/**
 * Moves the state to `now`. Silence ends the spans it is too long for; where the machine slept or its clock was set
 * back, every span ends at the last moment observed and what runs on begins a new one.
 */
export function passTime(state: TrackerState, now: number, context: TrackerContext): Tracked {
  const setBack = state.at - now > clockSlackMs;
  const moment = setBack ? now : Math.max(now, state.at);
  const broken = setBack || moment - state.at > context.rules.sleepMs;
  const sessions = [...state.sessions.values()].map((session) => {
    if (session.condition.kind !== 'busy') {
      return { session, changes: [] };
    }
    if (session.mode === 'interactive' && !isFollowed(session)) {
      const silentMs = moment - session.condition.span.seenAt;
      return broken || silentMs > context.rules.bridgeMs
        ? finishSpan(session, state.at)
        : { session, changes: [] };
    }
    if (!broken) {
      return { session, changes: [] };
    }
    const { session: finished, changes } = finishSpan(session, state.at);
    if (isFollowed(session)) {
      return { session: finished, changes };
    }
    return { session: beginSpan(finished, moment, context), changes };
  });
  const pausedMs = state.typing ? moment - state.typing.lastAt : 0;
  const typed = broken || pausedMs >= context.rules.thinkingMs ? finishBurst(state) : { state, changes: [] };
  return {
    state: {
      ...typed.state,
      at: moment,
      sessions: new Map(sessions.map(({ session }) => [session.sessionId, session])),
    },
    changes: [...typed.changes, ...sessions.flatMap(({ changes }) => changes)],
  };
}

function beginSpan(session: TrackedSession, start: number, { newId }: TrackerContext): TrackedSession {
  return { ...session, condition: { kind: 'busy', span: { spanId: newId(), start, seenAt: start } } };
}
