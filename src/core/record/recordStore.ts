import type { AgentSession, Coverage } from '../task/agentSession';
import type { Change } from '../task/change';
import type { DayTextFields } from '../task/dayText';
import type { GroupedTask } from '../task/grouping';
import type { Proposal } from '../task/proposal';
import type { Span } from '../task/span';
import type { ClosedTask, Task } from '../task/task';
import type { ChangedDays, PastTask } from './pastTask';
import type { StoreProblem } from './storeProblem';

/** The store's present state. `failing`: the last write did not reach the disk. */
export type StoreStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly problems: readonly StoreProblem[] }
  | { readonly kind: 'failing'; readonly message: string; readonly nextStep: string };

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
  /** The highest factors of single tasks; null if none has one. */
  readonly highestLeverageFactor: number | null;
  readonly highestSupervisoryFactor: number | null;
}

export interface Appended {
  /** Changes that take this action back; append them to undo it. */
  readonly inverse: readonly Change[];
}

export interface TaskReads {
  /** @returns undefined if there is none or it is deleted */
  task(id: string): Task | undefined;
  /** The same of many at once, by id; those that there are. */
  tasksById(ids: readonly string[]): ReadonlyMap<string, Task>;
  /** Oldest first. */
  openTasks(): readonly Task[];
  /** Tasks, open or closed, that have a category or a workstream, latest first. @param most all if not given */
  groupedTasks(most?: number): readonly GroupedTask[];
  /** @returns undefined if no task, deleted ones included, has that import key */
  taskByImportKey(key: string): Task | undefined;
  /** By their keys, deleted ones included, in one lookup. Keys without a task are left out. */
  tasksByImportKeys(keys: readonly string[]): ReadonlyMap<string, ImportedTask>;
}

/** One day at a time. */
export interface DayReads {
  /** In closing order (closedAt, then sequence, then id). */
  closedTasks(day: string): readonly ClosedTask[];
  /** Closed tasks of which the user entered what comparable work really took, in closing order. */
  tasksWithRealEffort(): readonly ClosedTask[];
  /** What the user made of the analysis of a day. */
  dayText(day: string): DayTextFields;
}

/** All days. */
export interface HistoryReads {
  /** Days that have at least one closed task, ascending, optionally only those before `day`. */
  daySums(before?: string): readonly DaySums[];
  /** The closed tasks of days from one to another, both included: by day, then in closing order. Nothing is kept. */
  pastTasks(from: string, to: string): readonly PastTask[];
  /**
   * The days whose past tasks may differ from what they were at an earlier mark; any, if there was none.
   * @param since the mark of an earlier answer
   */
  changedDays(since: number | undefined): ChangedDays;
}

/** Agents' sessions and the spans of time in them. */
export interface SessionReads {
  /** By start. */
  spansOfTask(taskId: string): readonly Span[];
  spansOfSession(sessionId: string): readonly Span[];
  /** Spans of any task that touch [from, to), by start. */
  spansBetween(from: number, to: number): readonly Span[];
  sessionsOfTask(taskId: string): readonly AgentSession[];
  /** Of all the tasks, in no particular order, in one lookup. */
  sessionsOfTasks(taskIds: readonly string[]): readonly AgentSession[];
  /** Sessions without an end, of every window. */
  openSessions(): readonly AgentSession[];
  session(id: string): AgentSession | undefined;
  /** Every part of a transcript that a session covers, ignored ones included. */
  coverage(): readonly Coverage[];
  /** Paths. */
  ignoredFolders(): readonly string[];
}

export interface ProposalReads {
  /** @returns undefined if there is none or it is deleted */
  proposal(id: string): Proposal | undefined;
  /** Those nobody decided on yet, oldest first. */
  openProposals(): readonly Proposal[];
  /** Those confirmed, dismissed or withdrawn, oldest first; of those proposed within [from, to) if these are given. */
  decidedProposals(from?: number, to?: number): readonly Proposal[];
}

/**
 * The record in domain terms. Reads are synchronous, from memory; a write resolves only when it is on disk. The
 * journal, the database and other windows are behind it.
 */
export interface RecordStore extends TaskReads, DayReads, HistoryReads, SessionReads, ProposalReads {
  readonly status: StoreStatus;
  /** Rises with every change of the reads' results. */
  readonly version: number;
  /** Called after any result of the reads, or the status, has changed (here or in another window). */
  onDidChange(listener: () => void): { dispose(): void };
  /**
   * Stores the changes as one action: one write, one fsync.
   * @throws {UserError} if they could not be written; then none of them is kept or shown
   */
  append(changes: readonly Change[]): Promise<Appended>;
}
