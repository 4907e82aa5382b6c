import type { StoreProblem } from '../../core/record/recordStore';
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
  const which =
    tasks === 1
      ? `1 task is recorded on ${firstDay}, which is in the future`
      : `${tasks.toLocaleString('en-US')} tasks are recorded on future days, the first on ${firstDay}`;
  return [
    {
      file: 'journal',
      message: `${which}: a clock was wrong. Check the clock, then move ${tasks === 1 ? 'the task' : 'them'} to the right day.`,
    },
  ];
}
