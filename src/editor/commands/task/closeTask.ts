import { aiEvidenceOf, recordedMinutes, supervisionEvidenceOf } from '../../../core/task/closing';
import { dayOf } from '../../../core/days/day';
import { formatClock, formatCount, formatMinutes } from '../../../core/record/format';
import type { RunningSession } from '../../../core/task/runningSession';
import type { Task } from '../../../core/task/task';
import { totalTokens } from '../../../core/task/tokens';
import type { FormDraft } from '../form/formDrafts';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../commandDeps';
import { tickSessions } from '../inbox/pickInbox';
import { figuresNow, nextTask, recordClosing } from './recordClosing';
import { sessionsOf } from '../session/runningSessionsOf';
import { TakenSessions } from '../inbox/takenSessions';
import { runTaskForm, type ActionRow, type TaskFormContent } from '../form/taskForm';
import { estimateText, namedFactorsText, minutesText, quoted, tokensText, typedEstimate } from './taskText';

type ClosingDeps = Omit<CommandDeps, 'newId'>;

/** Closes an open task with its measured figures, which the person can change first. */
export async function closeTask(deps: ClosingDeps, task: Task): Promise<void> {
  const { settings, clock, drafts } = deps;
  const key = closingDraftKey(task);
  const taken = new TakenSessions(deps, task);
  await taken.takeAgain(drafts.get(key).sessions ?? []);
  await runTaskForm(
    {
      command: 'Close Task',
      completeLabel: 'Close Task',
      key,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, task, draft, taken),
      complete: (draft) => recordClosing(deps, task.id, draft, taken),
    },
    drafts,
  );
}

/** Where Close Task keeps what was typed for a task. */
export function closingDraftKey({ id }: Pick<Task, 'id'>): string {
  return `close:${id}`;
}

function content(deps: ClosingDeps, opened: Task, draft: FormDraft, taken: TakenSessions): TaskFormContent {
  const task = deps.store.task(opened.id) ?? opened;
  const figures = figuresNow(deps, task.id, draft, taken);
  const { measured, aiMinutes, supervisoryMinutes, tokens } = figures;
  const estimate = figures.estimate ?? task.estimate;
  const title = draft.typed.title ?? task.title;
  const aiEvidence = aiEvidenceOf(aiMinutes, measured);
  const supervisionEvidence = supervisionEvidenceOf(supervisoryMinutes, measured);
  const total = tokens && totalTokens(tokens);
  return {
    result: estimate
      ? namedFactorsText(estimate.hours, figures, deps.settings.rowDecimals)
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
      ...unassignedRow(deps, task, taken),
      ...sessionsOf(deps, task.id).map((session, index) =>
        sessionRow(deps, task, session, draft, index === 0),
      ),
    ],
  };
}

/** Sessions that the form can take in; choosing them changes its figures, and nothing else before the task is closed. */
function unassignedRow(deps: ClosingDeps, task: Task, taken: TakenSessions): readonly ActionRow[] {
  const label = 'Agent sessions not assigned';
  const offered = taken.offered();
  if (offered.length === 0) {
    return [];
  }
  const left = offered.filter(({ id }) => !taken.ids.includes(id));
  const leftMinutes = recordedMinutes(left.reduce((sum, { aiMs }) => sum + aiMs, 0));
  const count = `${formatCount(offered.length - left.length)} of ${formatCount(offered.length)} taken in`;
  return [
    {
      row: {
        id: 'unassigned',
        label,
        description: left.length === 0 ? count : `${count} · ${formatMinutes(leftMinutes)} left out`,
        heading: 'Inbox',
      },
      run: async () => {
        const picked = await tickSessions(deps, `Close Task: ${label}`, offered, taken.ids);
        if (picked !== undefined) {
          const key = closingDraftKey(task);
          await taken.take(picked.map(({ id }) => id));
          deps.drafts.set(key, { ...deps.drafts.get(key), sessions: [...taken.ids] });
        }
      },
    },
  ];
}

function sessionRow(
  deps: ClosingDeps,
  task: Task,
  session: RunningSession,
  draft: FormDraft,
  first: boolean,
): ActionRow {
  const { sessionId, agent, busyMs } = session;
  const elsewhere = session.state === 'other-window';
  const next = nextTask(deps.store, draft, sessionId);
  const then = next ? `goes on for ${quoted(next)}` : 'ends with the task';
  return {
    row: {
      id: `session:${sessionId}`,
      label: agent,
      description: `busy for ${formatClock(busyMs)} · ${elsewhere ? 'ends with the task, in another window' : then}`,
      ...(first && { heading: 'Running sessions' }),
    },
    run: () => (elsewhere ? sayElsewhere() : endOrGoOn(deps, task, session)),
  };
}

async function sayElsewhere(): Promise<void> {
  await pickOne('Close Task', 'Only the window that runs this session can let it go on for another task', [
    {
      label: 'Back to the form',
      description: 'the session ends with the task; move it in its own window to let it go on',
      value: 'back',
    },
  ]);
}

/** Asks what becomes of a running session; it becomes that when the task is closed. */
async function endOrGoOn({ store, drafts }: ClosingDeps, task: Task, session: RunningSession): Promise<void> {
  const { sessionId, agent } = session;
  const others = store.openTasks().filter(({ id }) => id !== task.id);
  const chosen = await pickOne<Task | 'end'>('Close Task', `What becomes of the session of ${agent}`, [
    { label: 'End it with the task', value: 'end' },
    ...others.map((other) => ({
      label: `Let it go on for ${quoted(other)}`,
      description: 'what it did until then counts here',
      value: other,
    })),
  ]);
  if (chosen !== undefined) {
    const key = closingDraftKey(task);
    const draft = drafts.get(key);
    const { [sessionId]: _before, ...rest } = draft.goOnFor ?? {};
    const goOnFor = chosen === 'end' ? rest : { ...rest, [sessionId]: chosen.id };
    drafts.set(key, { ...draft, goOnFor });
  }
}
