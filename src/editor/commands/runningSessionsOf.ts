import type { RunningSession } from '../../core/task/runningSession';
import type { CommandParts } from './commandParts';

type SessionParts = Pick<CommandParts, 'recorder' | 'clock'>;

/** Sessions running for a task, in any window. */
export function sessionsOf({ recorder, clock }: SessionParts, taskId: string): readonly RunningSession[] {
  return recorder.sessions.running(clock()).filter((session) => session.taskId === taskId);
}

/** Those that this window runs, and so can pause, move and end. */
export function ownSessions(parts: SessionParts, taskId: string): readonly RunningSession[] {
  return sessionsOf(parts, taskId).filter(({ state }) => state !== 'other-window');
}
