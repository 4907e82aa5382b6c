import { setPrivate } from '../../../../core/task/actions';
import type { Change } from '../../../../core/task/change';
import { editFigure } from '../../../../core/typed/editFigure';
import { editableFields } from '../../../../core/typed/editableField';
import type { Task, TaskFields } from '../../../../core/task/task';
import type { FormDraft } from '../../form/formDrafts';
import { outcomeOf } from '../../form/draftedOutcome';

/** A task with what the user typed applied to it; texts that can't be read are left out. */
export function editedTask(task: Task, draft: FormDraft, now: number): Task {
  let edited = task;
  for (const field of editableFields) {
    const text = draft.typed[field];
    const result = text === undefined ? undefined : editFigure(edited, field, text, now);
    for (const change of result?.ok ? result.value : []) {
      edited = { ...edited, ...fieldsOf(change) };
    }
  }
  return { ...edited, outcome: outcomeOf(draft, task.outcome), private: draft.private ?? task.private };
}

/** All edits of a task as one action; none if nothing differs. */
export function editChanges(task: Task, draft: FormDraft, now: number): Change[] {
  const { title, estimate, closing, outcome, private: isPrivate } = editedTask(task, draft, now);
  const fields: Partial<TaskFields> = {
    ...(title !== task.title && { title }),
    ...(estimate !== task.estimate && { estimate }),
    ...(closing !== task.closing && { closing }),
    ...(outcome !== task.outcome && { outcome }),
  };
  return [
    ...(Object.keys(fields).length > 0
      ? [{ entity: 'task' as const, id: task.id, kind: 'set' as const, fields }]
      : []),
    ...setPrivate(task, isPrivate),
  ];
}

function fieldsOf(change: Change): Partial<TaskFields> {
  return change.entity === 'task' && change.kind === 'set' ? change.fields : {};
}
