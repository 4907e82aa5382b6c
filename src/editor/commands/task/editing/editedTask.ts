import { regroupChanges } from '../../../../core/grouping/regroup';
import { setPrivate } from '../../../../core/task/actions';
import { suggestedEstimate, suggestionChanges } from '../../../../core/proposal/suggesting/suggestedTask';
import type { Change } from '../../../../core/task/change';
import { editFigure } from '../../../../core/typed/editFigure';
import { editRealEffort } from '../../../../core/typed/editRealEffort';
import { editableFields } from '../../../../core/typed/editableField';
import type { Task, TaskFields } from '../../../../core/task/task';
import type { FormDraft } from '../../form/formDrafts';
import { suggestionOf } from '../../form/draftedSuggestion';
import { groupsOf } from '../../form/draftedGroups';
import { outcomeOf } from '../../form/draftedOutcome';

/** A task with what the user typed applied to it; texts that can't be read are left out. */
export function editedTask(task: Task, draft: FormDraft, now: number): Task {
  const suggestion = suggestionOf(draft);
  let edited =
    suggestion === undefined ? task : { ...task, estimate: suggestedEstimate(suggestion, task.estimate) };
  for (const field of editableFields) {
    const text = draft.typed[field];
    const result = text === undefined ? undefined : editFigure(edited, field, text, now);
    for (const change of result?.ok ? result.value : []) {
      edited = { ...edited, ...fieldsOf(change) };
    }
  }
  return {
    ...edited,
    ...groupsOf(draft, task),
    outcome: outcomeOf(draft, task.outcome),
    private: draft.private ?? task.private,
    realEffort: realEffortOf(draft, task, now),
  };
}

/** All edits of a task as one action; none if nothing differs. */
export function editChanges(task: Task, draft: FormDraft, now: number): Change[] {
  const { private: isPrivate, ...edited } = editedTask(task, draft, now);
  const { title, estimate, closing, outcome, realEffort } = edited;
  const suggestion = suggestionOf(draft);
  const fields: Partial<TaskFields> = {
    ...(title !== task.title && { title }),
    ...(estimate !== task.estimate && { estimate }),
    ...(closing !== task.closing && { closing }),
    ...(outcome !== task.outcome && { outcome }),
    ...(realEffort !== task.realEffort && { realEffort }),
  };
  return [
    ...(Object.keys(fields).length > 0
      ? [{ entity: 'task' as const, id: task.id, kind: 'set' as const, fields }]
      : []),
    ...(suggestion === undefined ? [] : suggestionChanges(task, suggestion, now, false)),
    ...regroupChanges(task, groupsOf(draft, task)),
    ...setPrivate(task, isPrivate),
  ];
}

function realEffortOf(
  { typed: { realEffort: text } }: FormDraft,
  task: Task,
  now: number,
): Task['realEffort'] {
  const read = text === undefined ? undefined : editRealEffort(task, text, now);
  return read?.ok ? read.value : task.realEffort;
}

function fieldsOf(change: Change): Partial<TaskFields> {
  return change.entity === 'task' && change.kind === 'set' ? change.fields : {};
}
