import type { Change } from './change';
import type { Closing, Estimate, Outcome, Proposed, Task, TaskFields } from './task';
import { unsplitTokens } from './tokens';

/** The user's input when a task begins; the rest is filled in. */
export interface NewTask {
  readonly title: string;
  readonly estimate?: Estimate | null;
  readonly project?: string | null;
  readonly branch?: string | null;
  readonly folder?: string | null;
  readonly private?: boolean;
  readonly category?: string | null;
  readonly workstream?: string | null;
  readonly outcome?: Outcome | null;
  readonly proposed?: Proposed | null;
}

/** A finished piece of work that nothing measured, for any day. */
export interface FinishedTask extends NewTask {
  readonly day: string;
  /** IANA zone it is recorded in. */
  readonly zone: string;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly tokens?: number | undefined;
}

export function startTaskChanges(id: string, task: NewTask, now: number): Change[] {
  return [{ entity: 'task', id, kind: 'set', fields: newTaskFields(task, now) }];
}

/** Records work done earlier; its figures are `edited`, since a user entered them. */
export function finishedTaskChanges(id: string, task: FinishedTask, now: number): Change[] {
  const closing: Closing = {
    closedAt: now,
    sequence: 0,
    day: task.day,
    zone: task.zone,
    aiMinutes: task.aiMinutes,
    aiEvidence: 'edited',
    supervisoryMinutes: task.supervisoryMinutes,
    supervisionEvidence: 'edited',
    ...(task.tokens !== undefined && { tokens: unsplitTokens(task.tokens), tokensEvidence: 'edited' }),
  };
  return [{ entity: 'task', id, kind: 'set', fields: { ...newTaskFields(task, now), closing } }];
}

/** Moves a closed task to another day; an open one has no day yet, so nothing changes. */
export function moveTaskChanges(task: Task, day: string): Change[] {
  if (task.closing === null || task.closing.day === day) {
    return [];
  }
  return [{ entity: 'task', id: task.id, kind: 'set', fields: { closing: { ...task.closing, day } } }];
}

/** Takes a task out of its day's record; its measured spans stay and continue to count. */
export function reopenTaskChanges(task: Task): Change[] {
  return task.closing === null
    ? []
    : [{ entity: 'task', id: task.id, kind: 'set', fields: { closing: null } }];
}

/** Hides a task, open or closed; its fields and spans stay stored, so that it can be restored. */
export function deleteTaskChanges(task: Task): Change[] {
  return [{ entity: 'task', id: task.id, kind: 'delete' }];
}

export function setPrivate(task: Task, isPrivate: boolean): Change[] {
  return task.private === isPrivate
    ? []
    : [{ entity: 'task', id: task.id, kind: 'set', fields: { private: isPrivate } }];
}

function newTaskFields(task: NewTask, now: number): TaskFields {
  return {
    title: task.title,
    startedAt: now,
    project: task.project ?? null,
    branch: task.branch ?? null,
    folder: task.folder ?? null,
    category: task.category ?? null,
    workstream: task.workstream ?? null,
    private: task.private ?? false,
    estimate: task.estimate ?? null,
    closing: null,
    importKey: null,
    outcome: task.outcome ?? null,
    proposed: task.proposed ?? null,
    realEffort: null,
  };
}
