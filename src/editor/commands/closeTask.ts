import { aiEvidenceOf, recordedMinutes, supervisionEvidenceOf } from '../../core/closing';
import { dayOf } from '../../core/day';
import { formatClock, formatCount, formatMinutes } from '../../core/format';
import type { RunningSession } from '../../core/recorder';
import { isClosed, type Task } from '../../core/task';
import { totalTokens } from '../../core/tokens';
import { UserError } from '../../core/userError';
import type { FormDraft } from '../formDrafts';
import { pickOne } from '../quickInput/pickOne';
import { closingChanges, closingFigures } from './closingFigures';
import type { CommandParts } from './commandParts';
import { assignTo } from './inboxSessions';
import { pickInbox } from './pickInbox';
import { ownSessions, sessionsOf } from './runningSessionsOf';
import { runTaskForm, type ActionRow, type TaskFormContent } from './taskForm';
import { estimateText, namedFactorsText, minutesText, quoted, tokensText, typedEstimate } from './taskText';

type ClosingParts = Omit<CommandParts, 'newId'>;

/** Closes an open task with its measured figures, which the person can change first. */
export async function closeTask(parts: ClosingParts, task: Task): Promise<void> {
  const { settings, clock, drafts } = parts;
  await runTaskForm(
    {
      command: 'Close Task',
      completeLabel: 'Close Task',
      key: `close:${task.id}`,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(parts, task, draft),
      complete: (draft) => close(parts, task.id, draft),
    },
    drafts,
  );
}

function content(parts: ClosingParts, opened: Task, draft: FormDraft): TaskFormContent {
  const task = parts.store.task(opened.id) ?? opened;
  const figures = figuresNow(parts, task.id, draft);
  const { measured, aiMinutes, supervisoryMinutes, tokens } = figures;
  const estimate = figures.estimate ?? task.estimate;
  const title = draft.typed.title ?? task.title;
  const aiEvidence = aiEvidenceOf(aiMinutes, measured);
  const supervisionEvidence = supervisionEvidenceOf(supervisoryMinutes, measured);
  const total = tokens && totalTokens(tokens);
  return {
    result: estimate
      ? namedFactorsText(estimate.hours, figures, parts.settings.rowDecimals)
      : 'needs an estimate',
    private: draft.private ?? task.private,
    fields: [
      { field: 'title', shown: title, start: title },
      {
        field: 'estimate',
        shown: estimate ? estimateText(estimate) : undefined,
        start: draft.typed.estimate ?? (estimate ? typedEstimate(estimate) : ''),
      },
      {
        field: 'aiMinutes',
        shown: minutesText(aiMinutes, aiEvidence, measured.aiMs),
        start: String(aiMinutes),
      },
      {
        field: 'supervisoryMinutes',
        shown: minutesText(supervisoryMinutes, supervisionEvidence, measured.supervisoryMs),
        start: String(supervisoryMinutes),
      },
      { field: 'tokens', shown: tokensText(total), start: total === undefined ? '' : String(total) },
    ],
    actions: [
      ...unassignedRow(parts, task),
      ...sessionsOf(parts, task.id).map((session, index) => sessionRow(parts, task, session, index === 0)),
    ],
  };
}

async function close(parts: ClosingParts, taskId: string, draft: FormDraft): Promise<void> {
  const { store, recorder, undo, clock } = parts;
  openTask(parts, taskId);
  for (const { sessionId } of ownSessions(parts, taskId)) {
    await recorder.releaseSession(sessionId);
  }
  // Asked again: ending a session takes a moment, in which another window may have closed or changed the task.
  const task = openTask({ store }, taskId);
  const changes = closingChanges(task, figuresNow(parts, taskId, draft), draft, clock());
  await undo.apply(`Close ${quoted(task)}`, changes);
  if (recorder.currentTaskId === taskId) {
    recorder.setCurrentTask(undefined);
  }
}

function openTask({ store }: Pick<ClosingParts, 'store'>, taskId: string): Task {
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

function figuresNow({ recorder, settings, clock }: ClosingParts, taskId: string, draft: FormDraft) {
  const now = clock();
  const moment = { now, zone: settings.timeZone, dayStart: settings.dayStart };
  return closingFigures(recorder.measurement(taskId, now), draft, moment);
}

/** Sessions of the task's folder since it was started that belong to no task; assigning them changes its figures. */
function unassignedRow(parts: ClosingParts, task: Task): readonly ActionRow[] {
  const items = task.folder === null ? [] : parts.inbox.since(task.folder, task.startedAt);
  if (items.length === 0) {
    return [];
  }
  const minutes = recordedMinutes(items.reduce((sum, { aiMs }) => sum + aiMs, 0));
  return [
    {
      row: {
        id: 'unassigned',
        label: 'Agent sessions not assigned',
        description: `${formatCount(items.length)} · ${formatMinutes(minutes)}`,
        heading: 'Inbox',
      },
      run: async () => {
        const picked = await pickInbox(parts, 'Assign Agent Sessions', items);
        await (picked && assignTo(parts, task, picked));
      },
    },
  ];
}

function sessionRow(parts: ClosingParts, task: Task, session: RunningSession, first: boolean): ActionRow {
  const elsewhere = session.state === 'other-window';
  const ending = elsewhere ? 'goes on in another window' : 'ends with the task';
  return {
    row: {
      id: `session:${session.sessionId}`,
      label: session.agent,
      description: `busy for ${formatClock(session.busyMs)} · ${ending}`,
      ...(first && { heading: 'Running sessions' }),
    },
    run: () => (elsewhere ? sayElsewhere() : keepOrMove(parts, task, session)),
  };
}

async function sayElsewhere(): Promise<void> {
  await pickOne('Close Task', 'Only the window that runs this session can end it or move it', [
    {
      label: 'Back to the form',
      description: 'the session goes on; move or end it in its own window',
      value: 'back',
    },
  ]);
}

async function keepOrMove(parts: ClosingParts, task: Task, session: RunningSession): Promise<void> {
  const others = parts.store.openTasks().filter(({ id }) => id !== task.id);
  const target = await pickOne<Task | 'end'>(
    'Close Task',
    `What becomes of the session of ${session.agent}`,
    [
      { label: 'End it with the task', value: 'end' },
      ...others.map((other) => ({
        label: `Move it to ${quoted(other)}`,
        description: 'now, with the time measured in it',
        value: other,
      })),
    ],
  );
  if (target !== undefined && target !== 'end') {
    await parts.recorder.moveSession(session.sessionId, target.id);
  }
}
