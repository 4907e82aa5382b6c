import * as l10n from '@vscode/l10n';
import { countedHours } from '../../../../core/task/countedHours';
import { dayOf } from '../../../../core/days/day';
import { isOfAgent } from '../../../../core/task/span';
import type { Closing, Task } from '../../../../core/task/task';
import { totalTokens } from '../../../../core/task/tokens';
import { UserError } from '../../../../core/userError';
import type { FormDraft } from '../../form/formDrafts';
import type { CommandDeps } from '../../deps/commandDeps';
import { editChanges, editedTask } from './editedTask';
import { ownCalibration } from '../../form/ownCalibration';
import { cameOutRow, resultOf, type ShownResult } from '../../form/cameOutRow';
import { groupRows } from '../../grouping/groupRows';
import { outcomeRow } from '../../form/outcomeRow';
import { formSuggesting, suggestRows } from '../../form/suggestRows';
import { runTaskForm, type FormSuggesting, type ShownField, type TaskFormContent } from '../../form/taskForm';
import {
  estimateText,
  namedFactorsText,
  minutesText,
  shortTitle,
  tokensText,
  typedEstimate,
} from '../taskText';

type EditingDeps = Pick<
  CommandDeps,
  'store' | 'undo' | 'drafts' | 'settings' | 'clock' | 'whatCameOut' | 'suggesting'
>;

/**
 * Corrects an open or closed task; everything changed in the form is stored as one action.
 * @throws {UserError} if the task was deleted in the meantime, or the edits can't be stored.
 */
export async function editTask(deps: EditingDeps, task: Task): Promise<void> {
  const { store, undo, settings, clock, drafts } = deps;
  const spans = store.spansOfTask(task.id).filter(isOfAgent);
  const result = await resultOf(deps, task, spans, task.closing?.cameOut);
  const key = editingDraftKey(task);
  const suggesting = formSuggesting(deps, key, () => {
    const { title, private: isPrivate } = editedTask(store.task(task.id) ?? task, drafts.get(key), clock());
    return { task, title, private: isPrivate, cameOut: result.cameOut };
  });
  await runTaskForm(
    {
      command: l10n.t('Edit Task'),
      completeLabel: l10n.t('Save'),
      key,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, store.task(task.id) ?? task, draft, { result, suggesting }),
      suggesting,
      complete: async (draft) => {
        const current = store.task(task.id);
        if (current === undefined) {
          throw new UserError(
            l10n.t('This task was deleted in the meantime and could not be saved. Undo may bring it back.'),
          );
        }
        const label = l10n.t('Edit “{0}”', shortTitle(current));
        await undo.apply(label, editChanges(current, draft, clock()));
      },
    },
    drafts,
  );
}

function editingDraftKey({ id }: Task): string {
  return `edit:${id}`;
}

interface FormParts {
  readonly result: ShownResult;
  readonly suggesting: FormSuggesting;
}

function content(
  deps: EditingDeps,
  task: Task,
  draft: FormDraft,
  { result, suggesting }: FormParts,
): TaskFormContent {
  const { settings, clock, drafts } = deps;
  const edited = editedTask(task, draft, clock());
  const { title, estimate, closing } = edited;
  const hours = countedHours(edited) ?? 0;
  const key = editingDraftKey(task);
  return {
    result: closing ? namedFactorsText(hours, closing, settings.rowDecimals) : l10n.t('still open'),
    private: edited.private,
    actions: [
      ...suggestRows(deps, key, draft, suggesting.run),
      outcomeRow(drafts, key, edited.outcome),
      ...groupRows(deps, key, edited),
      ...cameOutRow(deps, key, result, title),
    ],
    fields: [
      { field: 'title', shown: title, start: title, hint: result.hint },
      {
        field: 'estimate',
        shown: estimate ? estimateText(estimate) : l10n.t('none yet'),
        start: estimate ? typedEstimate(estimate) : '',
        hint: ownCalibration(deps, task),
      },
      ...(closing ? [...closingFields(closing), realEffortField(edited)] : []),
    ],
  };
}

function realEffortField({ realEffort }: Task): ShownField {
  const text = realEffort && estimateText(realEffort);
  return { field: 'realEffort', shown: text ?? l10n.t('unknown'), start: text ?? '' };
}

function closingFields(closing: Closing): ShownField[] {
  const { aiMinutes, aiEvidence, supervisoryMinutes, supervisionEvidence, measured } = closing;
  const total = closing.tokens && totalTokens(closing.tokens);
  return [
    {
      field: 'aiMinutes',
      shown: minutesText(aiMinutes, aiEvidence, measured?.aiMs),
      start: String(aiMinutes),
    },
    {
      field: 'supervisoryMinutes',
      shown: minutesText(supervisoryMinutes, supervisionEvidence, measured?.supervisoryMs),
      start: String(supervisoryMinutes),
    },
    { field: 'tokens', shown: tokensText(total), start: total === undefined ? '' : String(total) },
  ];
}
