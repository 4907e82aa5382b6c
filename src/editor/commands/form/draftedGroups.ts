import type { Grouping } from '../../../core/task/grouping';
import type { Task } from '../../../core/task/task';
import type { FormDraft } from './formDrafts';

/** The category and workstream as the form stands. @param before as they are recorded */
export function groupsOf(draft: FormDraft, before: Pick<Task, Grouping>): Pick<Task, Grouping> {
  const { category = before.category, workstream = before.workstream } = draft;
  return { category, workstream };
}
