import type { RunningSession } from '../../../core/task/runningSession';
import type { CommandDeps } from '../deps/commandDeps';

type SessionDeps = Pick<CommandDeps, 'recorder' | 'clock'>;

/** Sessions running for a task, in any window. */
export function sessionsOf({ recorder, clock }: SessionDeps, taskId: string): readonly RunningSession[] {
  return recorder.sessions.running(clock()).filter((session) => session.taskId === taskId);
}

/** Those that this window runs, and so can pause, move and end. */
export function ownSessions(deps: SessionDeps, taskId: string): readonly RunningSession[] {
  return sessionsOf(deps, taskId).filter(({ state }) => state !== 'other-window');
}
