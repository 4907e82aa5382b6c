import type { Change } from '../task/change';
import type { GroupedTask, Grouping } from '../task/grouping';
import { asEdited, type Proposal } from '../task/proposal';
import type { Task } from '../task/task';

type Groups = Partial<Pick<Task, Grouping>>;

/** The change that gives a task other groups; none if it has them already. */
export function regroupChanges(task: Pick<Task, 'id' | Grouping>, groups: Groups): Change[] {
  const { category = task.category, workstream = task.workstream } = groups;
  const fields = {
    ...(category !== task.category && { category }),
    ...(workstream !== task.workstream && { workstream }),
  };
  return Object.keys(fields).length === 0 ? [] : [{ entity: 'task', id: task.id, kind: 'set', fields }];
}

/** One group for several tasks; null takes it away. */
export function setGroupChanges(
  tasks: readonly Pick<Task, 'id' | Grouping>[],
  grouping: Grouping,
  name: string | null,
): Change[] {
  return tasks.flatMap((task) => regroupChanges(task, groupsWith(grouping, name)));
}

/** What giving a group another name would do, to be shown before it is done. */
export interface Renaming {
  readonly tasks: number;
  /** Days with such a task. */
  readonly days: number;
  /** Open proposals that have it. */
  readonly proposed: number;
  /** Tasks that have the new name already. */
  readonly merged: number;
  readonly changes: readonly Change[];
}

/** Over all days, and in what agents proposed and nobody decided on, so that the old name doesn't come back. */
export function renaming(
  grouping: Grouping,
  [from, to]: readonly [from: string, to: string],
  known: readonly GroupedTask[],
  proposals: readonly Proposal[],
): Renaming {
  const tasks = known.filter((task) => task[grouping] === from);
  const proposed = proposals.filter((proposal) => asEdited(proposal)[grouping] === from);
  const changes = [
    ...setGroupChanges(tasks, grouping, to),
    ...proposed.map((proposal): Change => ({
      entity: 'proposal',
      id: proposal.id,
      kind: 'set',
      fields: { edited: { ...asEdited(proposal), ...groupsWith(grouping, to) } },
    })),
  ];
  return {
    tasks: tasks.length,
    days: new Set(tasks.flatMap(({ day }) => day ?? [])).size,
    proposed: proposed.length,
    merged: known.filter((task) => task[grouping] === to).length,
    changes: from === to ? [] : changes,
  };
}

function groupsWith(grouping: Grouping, name: string | null): Groups {
  return grouping === 'category' ? { category: name } : { workstream: name };
}
