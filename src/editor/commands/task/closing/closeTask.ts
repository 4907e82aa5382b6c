import * as l10n from '@vscode/l10n';
import { aiEvidenceOf, recordedMinutes, supervisionEvidenceOf } from '../../../../core/task/closing';
import { countedHours } from '../../../../core/task/countedHours';
import { dayOf } from '../../../../core/days/day';
import { formatClock, formatCount, formatMinutes } from '../../../../core/figures/format';
import type { RunningSession } from '../../../../core/task/runningSession';
import { isOfAgent, type Span } from '../../../../core/task/span';
import type { Task } from '../../../../core/task/task';
import { totalTokens } from '../../../../core/task/tokens';
import type { FormDraft } from '../../form/formDrafts';
import { pickOne } from '../../../quickInput/pickOne';
import type { CommandDeps } from '../../deps/commandDeps';
import { isolated } from '../../../../core/texts/isolatedText';
import type { ProposalBoard } from '../../../inbox/proposalBoard';
import { selectSessions } from '../../unassigned/pickInbox';
import { figuresNow, nextTask, recordClosing } from './recordClosing';
import { sessionsOf } from '../../session/runningSessionsOf';
import { OfferedProposals } from '../../unassigned/offeredProposals';
import { TakenSessions } from '../../unassigned/takenSessions';
import { ownCalibration } from '../../form/ownCalibration';
import { cameOutRow, resultOf, type ShownResult } from '../../form/cameOutRow';
import { groupsOf } from '../../form/draftedGroups';
import { groupRows } from '../../grouping/groupRows';
import { outcomeOf } from '../../form/draftedOutcome';
import { outcomeRow } from '../../form/outcomeRow';
import { formSuggesting, suggestRows } from '../../form/suggestRows';
import { runTaskForm, type ActionRow, type FormSuggesting, type TaskFormContent } from '../../form/taskForm';
import {
  estimateText,
  namedFactorsText,
  minutesText,
  shortTitle,
  tokensText,
  typedEstimate,
} from '../taskText';

interface ClosingDeps extends Omit<CommandDeps, 'newId'> {
  readonly board: Pick<ProposalBoard, 'proposals'>;
}

/** Closes an open task with its measured figures, which the user can change first. */
export async function closeTask(deps: ClosingDeps, task: Task): Promise<void> {
  const { settings, clock, drafts } = deps;
  const key = closingDraftKey(task);
  const taken = new TakenSessions(deps, task);
  const offered = new OfferedProposals(deps, task.id);
  const result = await resultOf(deps, task, workSoFar(deps, task));
  await taken.takeAgain(drafts.get(key).sessions ?? []);
  const suggesting = formSuggesting(deps, key, () => {
    const now = deps.store.task(task.id) ?? task;
    const draft = drafts.get(key);
    const title = draft.typed.title ?? now.title;
    return { task: now, title, private: draft.private ?? now.private, cameOut: result.cameOut };
  });
  await runTaskForm(
    {
      command: l10n.t('Close Task'),
      completeLabel: l10n.t('Close Task'),
      key,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, task, draft, { taken, offered, result, suggesting }),
      suggesting,
      complete: (draft) => recordClosing(deps, task.id, draft, taken, offered),
    },
    drafts,
  );
}

/** When agents worked on a task, what goes on right now included. */
function workSoFar({ store, recorder, clock }: ClosingDeps, { id, startedAt }: Task): readonly Span[] {
  const now = clock();
  const running = recorder.measurement
    .spansBetween(startedAt, now, now)
    .filter(({ taskId }) => taskId === id);
  return [...store.spansOfTask(id), ...running].filter(isOfAgent);
}

/** Where Close Task keeps what was typed for a task. */
export function closingDraftKey({ id }: Pick<Task, 'id'>): string {
  return `close:${id}`;
}

interface FormParts {
  readonly taken: TakenSessions;
  readonly offered: OfferedProposals;
  readonly result: ShownResult;
  readonly suggesting: FormSuggesting;
}

function content(
  deps: ClosingDeps,
  opened: Task,
  draft: FormDraft,
  { taken, offered, result, suggesting }: FormParts,
): TaskFormContent {
  const task = deps.store.task(opened.id) ?? opened;
  const figures = figuresNow(deps, task.id, draft, taken, offered);
  const { measured, aiMinutes, supervisoryMinutes, tokens } = figures;
  const estimate = figures.estimate ?? task.estimate;
  const title = draft.typed.title ?? task.title;
  const outcome = outcomeOf(draft, task.outcome);
  const groups = groupsOf(draft, offered.groups(task, draft.withoutProposed === true));
  const aiEvidence = aiEvidenceOf(aiMinutes, measured);
  const supervisionEvidence = supervisionEvidenceOf(supervisoryMinutes, measured);
  const total = tokens && totalTokens(tokens);
  return {
    result: estimate
      ? namedFactorsText(countedHours({ estimate, outcome }) ?? 0, figures, deps.settings.rowDecimals)
      : l10n.t('needs an estimate'),
    private: draft.private ?? task.private,
    fields: [
      { field: 'title', shown: title, start: title, hint: result.hint },
      {
        field: 'estimate',
        shown: estimate ? estimateText(estimate) : undefined,
        start: draft.typed.estimate ?? (estimate ? typedEstimate(estimate) : ''),
        hint: ownCalibration(deps, task),
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
      ...suggestRows(deps, closingDraftKey(task), draft, suggesting.run),
      ...cameOutRow(deps, closingDraftKey(task), result, title),
      outcomeRow(deps.drafts, closingDraftKey(task), outcome),
      ...groupRows(deps, closingDraftKey(task), { ...task, ...groups, title }),
      ...proposedRow(deps, task, draft, offered),
      ...unassignedRow(deps, task, taken),
      ...sessionsOf(deps, task.id).map((session, index) =>
        sessionRow(deps, task, session, draft, index === 0),
      ),
    ],
  };
}

/** What agents proposed for the task's work: choosing the row leaves it out, or takes it in again. */
function proposedRow(
  { drafts }: ClosingDeps,
  task: Task,
  draft: FormDraft,
  offered: OfferedProposals,
): readonly ActionRow[] {
  const works = offered.works();
  if (works.length === 0) {
    return [];
  }
  const leftOut = draft.withoutProposed === true;
  const said = works.map(({ edited: { title, estimate } }) =>
    l10n.t('“{0}” {1} by {2}', shortTitle({ title }), estimateText(estimate), isolated(estimate.by)),
  );
  return [
    {
      row: {
        id: 'proposed',
        label: l10n.t('Proposed'),
        description: leftOut ? l10n.t('left out, stays proposed') : said.join(' · '),
        detail: leftOut ? undefined : works.map(({ edited }) => edited.estimate.reasons ?? '').join(' '),
      },
      run: () => {
        const key = closingDraftKey(task);
        drafts.set(key, { ...drafts.get(key), withoutProposed: !leftOut });
        return Promise.resolve();
      },
    },
  ];
}

/** Sessions that the form can take in; choosing them changes its figures, and nothing else before the task is closed. */
function unassignedRow(deps: ClosingDeps, task: Task, taken: TakenSessions): readonly ActionRow[] {
  const label = l10n.t('Unassigned agent sessions');
  const offered = taken.offered();
  if (offered.length === 0) {
    return [];
  }
  const left = offered.filter(({ id }) => !taken.ids.includes(id));
  const leftMinutes = recordedMinutes(left.reduce((sum, { aiMs }) => sum + aiMs, 0));
  const count = l10n.t(
    '{0} of {1} included',
    formatCount(offered.length - left.length),
    formatCount(offered.length),
  );
  return [
    {
      row: {
        id: 'unassigned',
        label,
        description:
          left.length === 0 ? count : `${count} · ${l10n.t('{0} left out', formatMinutes(leftMinutes))}`,
        heading: l10n.t('Inbox'),
      },
      run: async () => {
        const title = l10n.t('{0}: {1}', l10n.t('Close Task'), label);
        const picked = await selectSessions(deps, title, offered, taken.ids);
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
  const then = elsewhere
    ? l10n.t('ends with the task, in another window')
    : thenText(nextTask(deps.store, draft, sessionId));
  return {
    row: {
      id: `session:${sessionId}`,
      label: agent,
      description: `${l10n.t('busy for {0}', formatClock(busyMs))} · ${then}`,
      ...(first && { heading: l10n.t('Running sessions') }),
    },
    run: () => (elsewhere ? sayElsewhere() : endOrMove(deps, task, session)),
  };
}

function thenText(next: Task | undefined): string {
  return next ? l10n.t('moves to “{0}”', shortTitle(next)) : l10n.t('ends with the task');
}

async function sayElsewhere(): Promise<void> {
  const placeholder = l10n.t('Only the window running this session can move it to another task');
  await pickOne(l10n.t('Close Task'), placeholder, [
    {
      label: l10n.t('Back'),
      description: l10n.t('the session ends with the task unless you move it in its own window'),
      value: 'back',
    },
  ]);
}

/** Asks what should happen to a running session when the task is closed. */
async function endOrMove({ store, drafts }: ClosingDeps, task: Task, session: RunningSession): Promise<void> {
  const { sessionId, agent } = session;
  const others = store.openTasks().filter(({ id }) => id !== task.id);
  const placeholder = l10n.t('What should happen to the {0} session?', agent);
  const chosen = await pickOne<Task | 'end'>(l10n.t('Close Task'), placeholder, [
    { label: l10n.t('End it with the task'), value: 'end' },
    ...others.map((other) => ({
      label: l10n.t('Move it to “{0}”', shortTitle(other)),
      description: l10n.t('its work until then counts for this task'),
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
