import type { Clock, NewId } from '../../core/ports';
import type { Observation } from '../../core/tracker/observation';
import type { TrackedMode, TrackedSession, TrackerRules } from '../../core/tracker/trackerState';
import { ReleasedPrograms, type GoingProgram } from './releasedPrograms';

export interface StartedProgram {
  /** Names the terminal; the same after a reload. */
  readonly terminal: string;
  readonly agent: string;
  readonly mode: TrackedMode;
  readonly folder: string | null;
}

/** The window's tracker, as seen by the parts that decide what it observes. */
export interface Tracking {
  readonly sessions: ReadonlyMap<string, TrackedSession>;
  /** Never throws. */
  observe(observation: Observation): void;
}

interface ProgramPorts {
  readonly tracking: Tracking;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rules: () => Pick<TrackerRules, 'bridgeMs'>;
  readonly currentTaskId: () => string | undefined;
}

/** Facts about a new session from before it began. */
interface Since {
  readonly startedAt: number;
  readonly sentAt: readonly number[];
}

/** A transcript may begin with the prompt that was sent; agents write it this much later at most. */
const firstRecordMs = 5_000;

/** The agents in terminals: which session each is, and which task it works for. */
export class TerminalPrograms {
  private readonly released = new ReleasedPrograms();

  constructor(private readonly ports: ProgramPorts) {}

  started(program: StartedProgram): void {
    this.start(program, this.ports.currentTaskId() ?? null);
  }

  /** The agent in the terminal was sent a prompt of the task. */
  promptSent(terminal: string, taskId: string): void {
    const { tracking } = this.ports;
    const session = [...tracking.sessions.values()].find((each) => each.terminal === terminal);
    const released = this.released.take(terminal);
    if (session?.taskId === null) {
      tracking.observe({ kind: 'session-moved', sessionId: session.sessionId, taskId });
    } else if (session !== undefined && session.taskId !== taskId) {
      // The agent's work until now stays with the task it was for.
      tracking.observe({ kind: 'session-stopped', sessionId: session.sessionId });
      this.startAfter(session, taskId);
    } else if (released) {
      this.startAfter(released, taskId);
    }
    if (session !== undefined || released !== undefined) {
      tracking.observe({ kind: 'prompt-sent', terminal });
    }
  }

  /** The program continues as another session of the same task from `at` on. */
  succeed(sessionId: string, at: number): void {
    const { tracking } = this.ports;
    const session = tracking.sessions.get(sessionId);
    if (session !== undefined && session.terminal !== null) {
      const { taskId, sentAt = [] } = session;
      tracking.observe({ kind: 'session-stopped', sessionId });
      const since = { startedAt: at, sentAt: sentAt.filter((moment) => moment >= at - firstRecordMs) };
      this.startAfter(session, taskId, since);
    }
  }

  /** The program of a session that has ended continues for a task, paused if it was. */
  goOn(session: TrackedSession, taskId: string): void {
    const sessionId = this.startAfter(session, taskId);
    if (session.condition.kind === 'paused') {
      this.ports.tracking.observe({ kind: 'session-paused', sessionId });
    }
  }

  /** The session is about to end with its task, its program may keep running. */
  release(sessionId: string): void {
    const session = this.ports.tracking.sessions.get(sessionId);
    if (session) {
      this.released.release(session, this.ports.clock());
    }
  }

  /** Another window may close or delete a task: its sessions here end as they do with one that is closed here. */
  endWithTasks(isOver: (taskId: string) => boolean): void {
    const { tracking } = this.ports;
    for (const { sessionId, taskId } of tracking.sessions.values()) {
      if (taskId !== null && isOver(taskId)) {
        this.release(sessionId);
        tracking.observe({ kind: 'session-stopped', sessionId });
      }
    }
  }

  /** Before the tracker observes it: a released program that works again is a new session, one that ended is no more. */
  follow(observation: Observation): void {
    if (observation.kind === 'working') {
      const { bridgeMs } = this.ports.rules();
      const program = this.released.working(observation.terminal, this.ports.clock(), bridgeMs);
      if (program) {
        this.start(program, this.ports.currentTaskId() ?? null);
      }
    } else if (
      observation.kind === 'session-ended' ||
      observation.kind === 'end-missed' ||
      observation.kind === 'terminal-closed'
    ) {
      this.released.take(observation.terminal);
    }
  }

  /** @returns the id of the new session, of which only the end will be seen if that was so with the one before */
  private startAfter(before: GoingProgram, taskId: string | null, since?: Since): string {
    const sessionId = this.start(before, taskId, since);
    if (before.condition.kind === 'suspended' && before.terminal !== null) {
      this.ports.tracking.observe({ kind: 'terminal-suspended', terminal: before.terminal });
    }
    return sessionId;
  }

  /** @returns the id of the new session */
  private start(
    { terminal, agent, mode, folder }: Omit<GoingProgram, 'condition'>,
    taskId: string | null,
    since?: Since,
  ): string {
    const sessionId = this.ports.newId();
    const started = { kind: 'session-started', sessionId, mode, agent, folder, taskId, terminal } as const;
    // Without a time of its own it begins when the tracker observes it.
    this.ports.tracking.observe({ ...started, ...since });
    return sessionId;
  }
}
