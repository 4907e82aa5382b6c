import type { ClosingDraft } from '../../../core/task/closing';
import { isClosed, type Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import type { FormDraft } from '../form/formDrafts';
import type { Settings } from '../../settings';
import { closingChanges, closingFigures } from './closingFigures';
import type { CommandDeps } from '../commandDeps';
import { goOnWith } from './goOnWith';
import { ownSessions } from '../session/runningSessionsOf';
import type { TakenSessions } from '../inbox/takenSessions';
import { quoted } from './taskText';

interface FigureDeps extends Pick<CommandDeps, 'recorder' | 'clock'> {
  readonly settings: Pick<Settings, 'timeZone' | 'dayStart'>;
}

interface RecordingDeps extends FigureDeps, Pick<CommandDeps, 'store' | 'undo'> {}

/**
 * Closes a task with what its form shows. Its running sessions end with it or go on for another task, and where it was
 * the current one the window goes on with the first of those. The closing and the sessions it takes in are one action,
 * so that one Undo takes back both.
 * @throws {UserError} if the task or one of the sessions is no longer there; then nothing is recorded.
 */
export async function recordClosing(
  deps: RecordingDeps,
  taskId: string,
  draft: FormDraft,
  taken: TakenSessions,
): Promise<void> {
  const { store, recorder, undo, clock } = deps;
  openTask(store, taskId);
  taken.assigning();
  let successor: string | undefined;
  for (const { sessionId } of ownSessions(deps, taskId)) {
    const next = nextTask(store, draft, sessionId);
    successor ??= next?.id;
    await (next ? recorder.sessions.passOn(sessionId, next.id) : recorder.sessions.release(sessionId));
  }
  // Asked again: ending a session takes a moment, in which another window may have changed the task or the inbox.
  const task = openTask(store, taskId);
  const closing = closingChanges(task, figuresNow(deps, taskId, draft, taken), draft, clock());
  const handover =
    recorder.currentTask.id === taskId && successor !== undefined
      ? { from: taskId, to: successor }
      : undefined;
  await undo.apply(`Close ${quoted(task)}`, [...closing, ...taken.assigning()], handover);
  if (handover) {
    goOnWith(deps, handover.to);
  }
}

/** What the task would be closed with at this moment. */
export function figuresNow(
  { recorder, settings, clock }: FigureDeps,
  taskId: string,
  draft: FormDraft,
  taken: TakenSessions,
): ClosingDraft {
  const now = clock();
  const moment = { now, zone: settings.timeZone, dayStart: settings.dayStart };
  return closingFigures(recorder.measurement.ofTask(taskId, now, taken.work()), draft, moment);
}

/** The open task that a running session goes on for, as the form says; undefined: it ends. */
export function nextTask(
  store: Pick<RecordingDeps['store'], 'task'>,
  { goOnFor }: FormDraft,
  sessionId: string,
): Task | undefined {
  const next = store.task(goOnFor?.[sessionId] ?? '');
  return next && !isClosed(next) ? next : undefined;
}

function openTask(store: RecordingDeps['store'], taskId: string): Task {
  const task = store.task(taskId);
  if (task === undefined) {
    throw new UserError('This task was deleted meanwhile, so it was not closed. Log it as a finished task.');
  }
  if (isClosed(task)) {
    throw new UserError(
      `${quoted(task)} was closed meanwhile. Edit it in the record of ${task.closing.day}.`,
    );
  }
  return task;
}
