import type { Change } from '../task/change';
import type { Observation } from './observation';
import { passTime } from './passTime';
import {
  endSession,
  finishSpan,
  reopen,
  startedSession,
  suspend,
  type Ending,
  type SessionChange,
} from './sessionSpans';
import type { Tracked, TrackerContext } from './tracked';
import { transcriptLost, transcriptRead } from './transcriptRead';
import { isFollowed, lostMs, type TrackedSession, type TrackerState } from './trackerState';
import { finishBurst, keyPressed } from './typingBurst';

/** State + observation + now → new state + changes to store. Unobserved time that passed is accounted for first. */
export function track(
  state: TrackerState,
  observation: Observation,
  now: number,
  context: TrackerContext,
): Tracked {
  const passed = passTime(state, now, context);
  const applied = apply(passed.state, observation, passed.state.at, context);
  return { state: applied.state, changes: [...passed.changes, ...applied.changes] };
}

function apply(state: TrackerState, observation: Observation, now: number, context: TrackerContext): Tracked {
  switch (observation.kind) {
    case 'tick':
    case 'focus-gained':
      return unchanged(state);
    case 'session-started':
      return startSession(state, observation, now, context);
    case 'working':
      return update(state, inTerminal(state, observation.terminal), (session) =>
        working(session, now, context),
      );
    case 'transcript-read':
      return update(state, state.sessions.get(observation.sessionId), (session) =>
        transcriptRead(session, observation, now, context.newId),
      );
    case 'transcript-lost':
      return update(state, state.sessions.get(observation.sessionId), transcriptLost);
    case 'prompt-sent':
      return update(state, inTerminal(state, observation.terminal), (session) =>
        keep({ ...session, sentAt: [...(session.sentAt ?? []), now] }),
      );
    case 'session-ended':
      return endIn(state, observation.terminal, now, { ending: 'exited', exitCode: observation.exitCode });
    case 'end-missed':
      return endMissed(state, observation.terminal, now);
    case 'terminal-closed':
      return endIn(state, observation.terminal, now, { ending: 'terminal-closed', exitCode: null });
    case 'terminal-suspended':
      return update(state, inTerminal(state, observation.terminal), (session) => suspend(session, now));
    case 'host-silent':
      return updateAll(state, (session) => suspend(session, observation.since));
    case 'host-answered':
      return updateAll(state, (session) =>
        session.condition.kind === 'suspended' && session.condition.at === observation.since
          ? reopen(session, now, context.newId)
          : keep(session),
      );
    case 'session-restored':
      return { state: put(state, observation.session), changes: [] };
    case 'session-lost':
      return end(state, state.sessions.get(observation.sessionId), now, {
        ending: 'recovered',
        exitCode: null,
      });
    case 'session-paused':
      return update(state, state.sessions.get(observation.sessionId), (session) => pause(session, now));
    case 'session-resumed':
      return update(state, state.sessions.get(observation.sessionId), (session) =>
        session.condition.kind === 'paused' ? resume(session, now, context) : keep(session),
      );
    case 'session-stopped':
      return end(state, state.sessions.get(observation.sessionId), now, {
        ending: 'stopped',
        exitCode: null,
      });
    case 'session-forgotten':
      return unchanged(without(state, observation.sessionId));
    case 'session-moved':
      return update(state, state.sessions.get(observation.sessionId), (session) =>
        moveTo(session, observation.taskId),
      );
    case 'typed':
      return keyPressed(state, observation, now, context);
    case 'prompt-finished':
      return state.typing?.document === observation.document ? finishBurst(state) : unchanged(state);
    case 'focus-lost':
      return finishBurst(state);
  }
}

function startSession(
  state: TrackerState,
  started: Extract<Observation, { kind: 'session-started' }>,
  now: number,
  { newId }: TrackerContext,
): Tracked {
  // A terminal runs one program at a time: anything believed to run in it has ended unseen.
  const before = endIn(state, started.terminal, now, { ending: 'exited', exitCode: null });
  const { sessionId, taskId, agent, mode, folder, terminal, sentAt = [] } = started;
  const startedAt = Math.min(started.startedAt ?? now, now);
  const session: TrackedSession = {
    sessionId,
    taskId,
    agent,
    mode,
    folder,
    terminal,
    startedAt,
    condition:
      mode === 'interactive'
        ? { kind: 'waiting' }
        : { kind: 'busy', span: { spanId: newId(), start: now, seenAt: now } },
    spans: [],
    ...(sentAt.length > 0 && { sentAt }),
  };
  return { state: put(before.state, session), changes: [...before.changes, startedSession(session)] };
}

function working(session: TrackedSession, now: number, { newId }: TrackerContext): SessionChange {
  if (session.mode === 'batch') {
    const { condition } = session;
    const isBack = condition.kind === 'suspended' && now - condition.at > lostMs;
    const { session: living, changes } = isBack ? reopen(session, now, newId) : keep(session);
    return { session: { ...living, workedAt: now }, changes };
  }
  if (session.mode !== 'interactive' || session.condition.kind === 'paused') {
    return keep(session);
  }
  if (isFollowed(session)) {
    return keep({ ...session, workedAt: now });
  }
  // A gap too long to bridge has been closed by passTime already.
  const span =
    session.condition.kind === 'busy'
      ? { ...session.condition.span, seenAt: now }
      : { spanId: newId(), start: now, seenAt: now };
  return keep({ ...session, workedAt: now, condition: { kind: 'busy', span } });
}

function pause(session: TrackedSession, now: number): SessionChange {
  const { session: finished, changes } = finishSpan(session, now);
  if (finished.mode !== 'interactive' || session.condition.kind === 'paused') {
    return { session: { ...finished, condition: { kind: 'paused' } }, changes };
  }
  const pauses = [...(session.pauses ?? []), { start: now, end: Number.MAX_SAFE_INTEGER }];
  return { session: { ...finished, pauses, condition: { kind: 'paused' } }, changes };
}

function resume(session: TrackedSession, now: number, { newId }: TrackerContext): SessionChange {
  const { session: reopened, changes } = reopen(session, now, newId);
  const pauses = session.pauses?.map((each) =>
    // Finished ones stay as they are, even if the clock was set back since.
    each.end === Number.MAX_SAFE_INTEGER ? { start: each.start, end: now } : each,
  );
  return { session: pauses ? { ...reopened, pauses } : reopened, changes };
}

function moveTo(session: TrackedSession, taskId: string): SessionChange {
  const spans = session.spans.map((span) => ({ ...span, taskId }));
  return {
    session: { ...session, taskId, spans },
    changes: [
      { entity: 'session', id: session.sessionId, kind: 'set', fields: { taskId } },
      // Whole spans, so that those waiting for the disk can be counted without asking the store.
      ...spans.map(({ id, ...fields }): Change => ({ entity: 'span', id, kind: 'set', fields })),
    ],
  };
}

function endIn(state: TrackerState, terminal: string | null, now: number, ending: Ending): Tracked {
  return terminal === null ? unchanged(state) : end(state, inTerminal(state, terminal), now, ending);
}

/** A program whose end was missed counts only up to its last sign of life, if it gave one. */
function endMissed(state: TrackerState, terminal: string, now: number): Tracked {
  const session = inTerminal(state, terminal);
  if (session === undefined) {
    return unchanged(state);
  }
  const { mode, condition, startedAt, workedAt } = session;
  const silent = now - startedAt > lostMs ? startedAt : now;
  const shown = condition.kind === 'busy' ? condition.span.seenAt : now;
  const suspended = suspend(session, mode === 'batch' ? (workedAt ?? silent) : shown);
  const ended = end(put(state, suspended.session), suspended.session, now, {
    ending: 'recovered',
    exitCode: null,
  });
  return { state: ended.state, changes: [...suspended.changes, ...ended.changes] };
}

function end(state: TrackerState, session: TrackedSession | undefined, now: number, ending: Ending): Tracked {
  return session === undefined
    ? unchanged(state)
    : { state: without(state, session.sessionId), changes: endSession(session, now, ending) };
}

function inTerminal(state: TrackerState, terminal: string): TrackedSession | undefined {
  for (const session of state.sessions.values()) {
    if (session.terminal === terminal) {
      return session;
    }
  }
  return undefined;
}

function update(
  state: TrackerState,
  session: TrackedSession | undefined,
  change: (session: TrackedSession) => SessionChange,
): Tracked {
  if (session === undefined) {
    return unchanged(state);
  }
  const changed = change(session);
  return { state: put(state, changed.session), changes: changed.changes };
}

/** For events that concern the whole window; typing ends with them. */
function updateAll(state: TrackerState, change: (session: TrackedSession) => SessionChange): Tracked {
  const typed = finishBurst(state);
  const changed = [...state.sessions.values()].map(change);
  return {
    state: { ...typed.state, sessions: new Map(changed.map(({ session }) => [session.sessionId, session])) },
    changes: [...typed.changes, ...changed.flatMap(({ changes }) => changes)],
  };
}

function put(state: TrackerState, session: TrackedSession): TrackerState {
  return { ...state, sessions: new Map(state.sessions).set(session.sessionId, session) };
}

function without(state: TrackerState, sessionId: string): TrackerState {
  const sessions = new Map(state.sessions);
  sessions.delete(sessionId);
  return { ...state, sessions };
}

function keep(session: TrackedSession): SessionChange {
  return { session, changes: [] };
}

function unchanged(state: TrackerState): Tracked {
  return { state, changes: [] };
}
