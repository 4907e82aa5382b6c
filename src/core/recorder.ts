import type { SessionMode } from './agentSession';
import type { Disposable } from './ports';
import type { SpanFields } from './span';
import type { Measurement } from './task';
import type { Tokens } from './tokens';
import type { HandedPrompt } from './transcript/promptComposing';
import type { ComposedPrompt } from './transcript/transcriptSource';

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

/** Work that a task may be given. */
export interface FurtherWork {
  readonly spans: readonly SpanFields[];
  readonly tokens: Tokens | undefined;
}

/** The running measurement of this window, as the commands and views ask for it. */
export interface Recorder {
  /** The task that new sessions and prompts of this window belong to; undefined while there is none. */
  readonly currentTaskId: string | undefined;
  /** Sessions of this window that run for no task yet go to the new current task with the time they measured. */
  setCurrentTask(taskId: string | undefined): void;
  /** Sessions running in this window, then those of other windows. */
  runningSessions(now: number): readonly RunningSession[];
  /** Stored spans plus what is running, up to `now`. @param further measured as if the task had it already */
  measurement(taskId: string, now: number, further?: FurtherWork): Measurement;
  /** Busy and typing time of all tasks within [from, to), running work included; wall clock is their union. */
  measurementBetween(from: number, to: number, now: number): Measurement;

  /**
   * Starts a session timed by hand; @returns its id once it is stored.
   * @throws {UserError} if it can't be stored, or the task is no longer open.
   */
  startManualSession(taskId: string, agent: string): Promise<string>;
  /** Any running session of this window can be paused: until resumed it counts nothing. */
  pauseSession(sessionId: string): Promise<void>;
  resumeSession(sessionId: string): Promise<void>;
  /** Ends the timing of a session; a program still running in its terminal is left alone and no longer timed. */
  stopSession(sessionId: string): Promise<void>;
  /**
   * Ends a session with its task. If its program goes on in its terminal, the next turn of it begins a new session of
   * the task that is current by then.
   */
  releaseSession(sessionId: string): Promise<void>;
  /** Ends a session with its task; what it measures from now on is a new session of another task. */
  passOnSession(sessionId: string, taskId: string): Promise<void>;
  /**
   * Hands a running session, with the time it measured so far, to another task.
   * @throws {UserError} if that is no longer open.
   */
  moveSession(sessionId: string, taskId: string): Promise<void>;

  /** Makes typing in a new prompt document count for a task, also after a reload. `uri` as text. */
  bindPrompt(uri: string, taskId: string): void;
  promptTask(uri: string): string | undefined;
  /** Milliseconds of typing measured in that document so far. */
  typedMs(uri: string, now: number): number;
  /** Ends the typing span of a document (it was sent or closed). */
  finishPrompt(uri: string): void;
  /** The prompt goes to an agent that nobody sees, as a text of so many characters, which says where it arrived. */
  promptHanded(uri: string, length: number): void;
  /** Those that one of these may be, and whose typing counts for a task. */
  handedPrompts(among: readonly Pick<ComposedPrompt, 'length'>[]): readonly HandedPrompt[];

  onDidChange(listener: () => void): Disposable;
}
