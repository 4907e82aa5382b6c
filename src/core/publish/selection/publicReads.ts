import { daySumsOf } from '../../record/daySums';
import type { RecordStore } from '../../record/recordStore';
import type { ClosedTask } from '../../task/task';
import { publicTask } from './publicTask';

/** What publishing asks of the record. */
export type PublishingStore = Pick<
  RecordStore,
  'daySums' | 'closedTasks' | 'spansOfTask' | 'dayText' | 'sessionsOfTasks' | 'session' | 'ignoredFolders'
>;

/** The record as others may see it. */
export type PublicReads = Omit<PublishingStore, 'ignoredFolders'>;

/**
 * The record as if it held nothing but its public tasks: whatever is computed from it, sums of earlier days and
 * comparisons with them included, is the same whether or not there are others.
 */
export function publicReads(
  store: Omit<PublishingStore, 'ignoredFolders'>,
  isPublic: (task: ClosedTask) => boolean,
): PublicReads {
  const known = new Map<string, readonly ClosedTask[]>();
  const closedTasks = (day: string): readonly ClosedTask[] => {
    const tasks = known.get(day) ?? store.closedTasks(day).filter(isPublic).map(publicTask);
    known.set(day, tasks);
    return tasks;
  };
  return {
    closedTasks,
    daySums: (before) =>
      store
        .daySums(before)
        .map(({ day }) => daySumsOf(day, closedTasks(day)))
        .filter(({ tasks }) => tasks > 0),
    spansOfTask: (id) => store.spansOfTask(id),
    sessionsOfTasks: (ids) => store.sessionsOfTasks(ids),
    session: (id) => store.session(id),
    dayText: (day) => store.dayText(day),
  };
}
