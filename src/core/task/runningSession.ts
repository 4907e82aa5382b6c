import type { SessionMode } from './agentSession';

/** A session that is running now, here or in another window. */
export interface RunningSession {
  readonly sessionId: string;
  readonly taskId: string | null;
  readonly agent: string;
  readonly mode: SessionMode;
  readonly startedAt: number;
  readonly state: 'busy' | 'waiting' | 'paused' | 'suspended' | 'other-window';
  /** Busy milliseconds so far, the open span included. */
  readonly busyMs: number;
}
