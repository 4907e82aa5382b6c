import * as l10n from '@vscode/l10n';
import type { ClosingDraft } from '../../../../core/task/closing';
import { withHours } from '../../../../core/proposal/confirming/proposedForTask';
import { suggestedEstimate, suggestionChanges } from '../../../../core/proposal/suggesting/suggestedTask';
import { hoursOf } from '../../../../core/task/reestimated';
import { isOfAgent } from '../../../../core/task/span';
import { isClosed } from '../../../../core/task/isClosed';
import type { Task } from '../../../../core/task/task';
import { UserError } from '../../../../core/userError';
import { suggestionOf } from '../../form/draftedSuggestion';
import type { FormDraft } from '../../form/formDrafts';
import type { Settings } from '../../../settings';
import { closingChanges, closingFigures } from './closingFigures';
import type { CommandDeps } from '../../deps/commandDeps';
import { goOnWith } from './goOnWith';
import { ownSessions } from '../../session/runningSessionsOf';
import type { OfferedProposals } from '../../unassigned/offeredProposals';
import type { TakenSessions } from '../../unassigned/takenSessions';
import { shortTitle } from '../taskText';

interface FigureDeps extends Pick<CommandDeps, 'recorder' | 'clock'> {
  readonly settings: Pick<Settings, 'timeZone' | 'dayStart'>;
}

interface RecordingDeps extends FigureDeps, Pick<CommandDeps, 'store' | 'undo' | 'whatCameOut'> {}

/**
 * Closes a task with what its form shows. Its running sessions end with it or move to another task, and where it was the
 * current one, the first of those becomes current. The closing and the sessions it takes in are one action,
 * so that one Undo takes back all of it.
 * @throws {UserError} if the task or one of the sessions is no longer there; then nothing is recorded.
 */
export async function recordClosing(
  deps: RecordingDeps,
  taskId: string,
  draft: FormDraft,
  taken: TakenSessions,
  offered?: OfferedProposals,
): Promise<void> {
  const { store, recorder, undo, clock } = deps;
  const place = openTask(store, taskId);
  taken.assigning();
  let successor: string | undefined;
  for (const { sessionId } of ownSessions(deps, taskId)) {
    const next = nextTask(store, draft, sessionId);
    successor ??= next?.id;
    await (next ? recorder.sessions.passOn(sessionId, next.id) : recorder.sessions.release(sessionId));
  }
  const work = [...store.spansOfTask(taskId), ...taken.work().spans].filter(isOfAgent);
  const cameOut = await deps.whatCameOut(place, work);
  // Asked again: all this takes a moment, in which another window may have changed the task or the inbox.
  const task = openTask(store, taskId);
  const leftOut = draft.withoutProposed === true;
  const proposed = leftOut ? [] : (offered?.changes(task) ?? []);
  const started = { ...task, ...offered?.groups(task, leftOut) };
  const figures = figuresNow(deps, taskId, draft, taken, offered);
  const closing = closingChanges(started, { ...figures, cameOut }, draft, clock());
  const suggestion = suggestionOf(draft);
  // What an agent proposed of the work stays what the recorded hours are compared with.
  const suggested =
    suggestion === undefined ? [] : suggestionChanges(task, suggestion, clock(), proposed.length > 0);
  const handover =
    recorder.currentTask.id === taskId && successor !== undefined
      ? { from: taskId, to: successor }
      : undefined;
  const label = l10n.t('Close “{0}”', shortTitle(task));
  await undo.apply(label, [...suggested, ...proposed, ...closing, ...taken.assigning()], handover);
  if (handover) {
    goOnWith(deps, handover.to);
  }
}

/** The figures that the task would be closed with now. */
export function figuresNow(
  { recorder, settings, clock }: FigureDeps,
  taskId: string,
  draft: FormDraft,
  taken: TakenSessions,
  offered?: OfferedProposals,
): ClosingDraft {
  const now = clock();
  const moment = { now, zone: settings.timeZone, dayStart: settings.dayStart };
  const figures = closingFigures(recorder.measurement.ofTask(taskId, now, taken.work()), draft, moment);
  const offeredEstimate = offered?.estimate(draft.withoutProposed === true) ?? null;
  const suggestion = suggestionOf(draft);
  const start = suggestion === undefined ? offeredEstimate : suggestedEstimate(suggestion, offeredEstimate);
  const typed = figures.estimate;
  const estimate = typed === undefined ? start : withHours(start, hoursOf(typed), now);
  return { ...figures, estimate: estimate ?? undefined };
}

/** The open task that a running session moves to, as the form says; undefined: it ends. */
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
    throw new UserError(
      l10n.t(
        'This task was deleted in the meantime and could not be closed. Log it as a finished task instead.',
      ),
    );
  }
  if (isClosed(task)) {
    throw new UserError(
      l10n.t(
        '“{0}” was closed in the meantime. Edit it in the record of {1}.',
        shortTitle(task),
        task.closing.day,
      ),
    );
  }
  return task;
}
