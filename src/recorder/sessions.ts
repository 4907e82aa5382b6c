import type { NewId } from '../core/ports';
import type { RecordStore } from '../core/record/recordStore';
import type { RunningSession } from '../core/task/runningSession';
import type { LiveTracker } from './live/liveTracker';
import type { TerminalPrograms } from './programs/terminalPrograms';
import type { MeasuredWork } from './recorded/measuredWork';
import { refuseEnded } from '../core/record/takesWork';

/** The sessions that run now, and what a user can do with those of this window. */
export interface Sessions {
  /** Sessions running in this window, then those of other windows. */
  running(now: number): readonly RunningSession[];
  /**
   * Starts a session that is timed manually; @returns its id once it is stored.
   * @throws {UserError} if it can't be stored, or the task is no longer open.
   */
  startManual(taskId: string, agent: string): Promise<string>;
  /** Any running session of this window can be paused: until resumed it counts nothing. */
  pause(sessionId: string): Promise<void>;
  resume(sessionId: string): Promise<void>;
  /** Ends the timing of a session; a program still running in its terminal is left alone and no longer timed. */
  stop(sessionId: string): Promise<void>;
  /**
   * Ends a session with its task. If its program keeps running, its next turn begins a new session of the
   * task that is current by then.
   */
  release(sessionId: string): Promise<void>;
  /** Ends a session with its task; what it measures from now on is a new session of another task. */
  passOn(sessionId: string, taskId: string): Promise<void>;
  /**
   * Hands a running session, with the time it measured so far, to another task.
   * @throws {UserError} if that is no longer open.
   */
  move(sessionId: string, taskId: string): Promise<void>;
}

interface SessionDeps {
  readonly tracker: LiveTracker;
  readonly programs: TerminalPrograms;
  readonly measured: MeasuredWork;
  readonly store: Pick<RecordStore, 'status' | 'task'>;
  readonly newId: NewId;
}

export function sessions({ tracker, programs, measured, store, newId }: SessionDeps): Sessions {
  const stop = (sessionId: string): Promise<void> => tracker.observed({ kind: 'session-stopped', sessionId });
  return Object.freeze<Sessions>({
    running: (now) => measured.runningSessions(now),
    startManual: async (taskId, agent) => {
      refuseEnded(store, taskId);
      const sessionId = newId();
      await tracker.startManual(sessionId, taskId, agent);
      return sessionId;
    },
    pause: (sessionId) => tracker.observed({ kind: 'session-paused', sessionId }),
    resume: (sessionId) => tracker.observed({ kind: 'session-resumed', sessionId }),
    stop,
    release: async (sessionId) => {
      programs.release(sessionId);
      await stop(sessionId);
    },
    passOn: async (sessionId, taskId) => {
      const session = tracker.sessions.get(sessionId);
      const stopped = stop(sessionId);
      if (session) {
        programs.goOn(session, taskId);
      }
      await stopped;
    },
    move: async (sessionId, taskId) => {
      refuseEnded(store, taskId);
      await tracker.observed({ kind: 'session-moved', sessionId, taskId });
    },
  });
}
