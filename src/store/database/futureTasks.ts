import type { StoreProblem } from '../../core/record/storeProblem';
import type { RecordDatabase } from './recordDatabase';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Tasks on days that haven't begun in any zone: whoever closed them had a clock that was ahead. Reported as long as
 * there are any, since no record that anybody looks at contains them.
 */
export function futureTasks(
  record: Pick<RecordDatabase, 'closedAfter'>,
  now: number,
): readonly StoreProblem[] {
  const latest = now + 2 * dayMs;
  if (!(latest < Date.UTC(9999, 11, 31))) {
    return [];
  }
  const { tasks, firstDay } = record.closedAfter(new Date(latest).toISOString().slice(0, 10));
  if (tasks === 0 || firstDay === null) {
    return [];
  }
  return [{ file: 'journal', problem: { kind: 'tasksInFuture', count: tasks, firstDay } }];
}
