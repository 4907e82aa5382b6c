import type { AgentSession } from '../task/agentSession';
import type { Change } from '../task/change';
import type { Span } from '../task/span';
import type { ClosedTask, Task } from '../task/task';

/** What can be true of the store right now. `failing`: the last write did not reach the disk. */
export type StoreStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly problems: readonly StoreProblem[] }
  | { readonly kind: 'failing'; readonly message: string; readonly nextStep: string };

/** Something in the files that could not be read or was repaired; said once, loses nothing that was readable. */
export interface StoreProblem {
  readonly file: string;
  readonly message: string;
  /** Whether all that the file holds is missing, until it can be read. */
  readonly unreadable?: boolean;
}

export interface ImportedTask {
  readonly task: Task;
  readonly deleted: boolean;
}

/** Sums over the closed tasks of one day, for day navigation and for comparing days. */
export interface DaySums {
  readonly day: string;
  readonly tasks: number;
  readonly humanHours: number;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly tokens: number;
}

/** The part [from, to) of a transcript that a stored session covers; `to` null: all that is still to come. */
export interface Coverage {
  readonly sessionId: string;
  /** Null also where its task is deleted. */
  readonly taskId: string | null;
  readonly agent: string;
  readonly externalId: string;
  readonly from: number;
  readonly to: number | null;
  readonly ignored: boolean;
}

export interface Appended {
  /** Changes that take this action back; append them to undo it. */
  readonly inverse: readonly Change[];
}

/** A session of a writer that stopped beating (crashed or was killed), and the last moment it was known to run. */
export interface OrphanedWork {
  readonly writer: string;
  readonly lastBeatAt: number;
  readonly work: RunningWork;
}

/** What a writer is measuring right now, kept in its heartbeat file so that another window can finish it. */
export interface RunningWork {
  readonly sessions: readonly {
    readonly sessionId: string;
    /** Start of the busy span that is still open; null while the agent waits. */
    readonly busySince: number | null;
    readonly taskId: string | null;
  }[];
  readonly typing: { readonly taskId: string; readonly since: number; readonly lastAt: number } | null;
}

/**
 * The record, asked and told in domain words. Reads are synchronous, from memory; a write resolves only when it is
 * on disk. The journal, the database and other windows are behind it.
 */
export interface RecordStore {
  readonly status: StoreStatus;
  /** Rises with every change of what the reads would answer. */
  readonly version: number;
  /** Called after anything the reads answer, or the status, has changed (here or in another window). */
  onDidChange(listener: () => void): { dispose(): void };
  /**
   * Stores the changes as one action: one write, one fsync.
   * @throws {UserError} if they could not be written; then nothing of them is kept or shown.
   */
  append(changes: readonly Change[]): Promise<Appended>;

  /** @returns undefined if there is none or it is deleted. */
  task(id: string): Task | undefined;
  /** Oldest first. */
  openTasks(): readonly Task[];
  /** In closing order (closedAt, then sequence, then id). */
  closedTasks(day: string): readonly ClosedTask[];
  /** Days that have at least one closed task, ascending, optionally only those before `day`. */
  daySums(before?: string): readonly DaySums[];
  /** @returns undefined if no task, deleted ones included, has that import key. */
  taskByImportKey(key: string): Task | undefined;
  /** By their keys, deleted ones included; asked once for as many as there are. Keys that no task has are left out. */
  tasksByImportKeys(keys: readonly string[]): ReadonlyMap<string, ImportedTask>;
  /** By start. */
  spansOfTask(taskId: string): readonly Span[];
  spansOfSession(sessionId: string): readonly Span[];
  /** Spans of any task that touch [from, to), by start. */
  spansBetween(from: number, to: number): readonly Span[];
  sessionsOfTask(taskId: string): readonly AgentSession[];
  /** Of any of them, in no order; asked once for as many as there are. */
  sessionsOfTasks(taskIds: readonly string[]): readonly AgentSession[];
  /** Sessions without an end, of every window. */
  openSessions(): readonly AgentSession[];
  session(id: string): AgentSession | undefined;
  /** Every part of a transcript that some session covers, ignored ones included. */
  coverage(): readonly Coverage[];
  /** Paths. */
  ignoredFolders(): readonly string[];

  /** Writes this writer's heartbeat; call every 15 s and when what is running changes. Never throws. */
  beat(work: RunningWork, now: number): Promise<void>;
  /** Work of writers whose last beat is older than the limit and whose process is gone; each is handed out once. */
  claimOrphans(now: number): Promise<readonly OrphanedWork[]>;
  /** What the other living windows measure right now. */
  workOfOtherWindows(now: number): Promise<readonly RunningWork[]>;
}
