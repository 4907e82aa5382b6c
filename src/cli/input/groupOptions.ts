import { knownSpelling } from '../../core/grouping/knownSpelling';
import type { RecordStore } from '../../core/record/recordStore';
import { groupings, type Grouping } from '../../core/task/grouping';
import type { Task } from '../../core/task/task';
import { parseGroupName } from '../../core/typed/parseGroupName';
import { understood, type GivenOptions } from './commandOptions';

export const groupOptions = { category: 'string', workstream: 'string' } as const satisfies Readonly<
  Record<Grouping, 'string'>
>;

type Groups = Readonly<Record<Grouping, string | null>>;

/** The category and workstream that are given; those of `before` where none is, null where an empty text is. */
export function givenGroups(options: GivenOptions, before: Groups): Groups {
  const of = (grouping: Grouping): string | null => {
    const text = options.text(grouping);
    if (text === undefined) {
      return before[grouping];
    }
    return text.trim() === '' ? null : understood(grouping, parseGroupName(text));
  };
  return { category: of('category'), workstream: of('workstream') };
}

/** The same names, spelled as other tasks of the record have them. */
export function spelledAsKnown(
  groups: Groups,
  { id }: Pick<Task, 'id'>,
  record: Pick<RecordStore, 'groupedTasks'>,
): Groups {
  if (groupings.every((grouping) => groups[grouping] === null)) {
    return groups;
  }
  const others = record.groupedTasks().filter((task) => task.id !== id);
  const spelled = (grouping: Grouping): string | null =>
    groups[grouping] && knownSpelling(groups[grouping], grouping, others);
  return { category: spelled('category'), workstream: spelled('workstream') };
}
