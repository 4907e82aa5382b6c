import type { DaySums, RecordStore } from '../record/recordStore';
import { daySumsOf } from '../record/daySums';
import type { SpanFields } from '../task/span';
import type { ClosedTask } from '../task/task';
import { TimesOfTasks } from '../timeline/taskTimes';
import type { Grounds } from './finding/finding';
import { periodsBefore, type Period } from './finding/period';

/** What findings compare a period with, and when its agents worked. */
export type Surroundings = Pick<Grounds, 'before' | 'tasksOf' | 'work' | 'waitedMs'>;

export type ReadsForFindings = Pick<
  RecordStore,
  'daySums' | 'closedTasks' | 'spansOfTask' | 'sessionsOfTasks' | 'session'
>;

export interface WhichTasks {
  readonly includePrivate: boolean;
}

/**
 * @param tasks those of the period that may be spoken of
 * @param days as `earlierDays` gives them; later ones don't count
 * @param times may know the tasks already
 */
export function surroundingsOf(
  period: Period,
  tasks: readonly ClosedTask[],
  store: ReadsForFindings,
  which: WhichTasks,
  days = earlierDays(store, period.from, which),
  times: Pick<TimesOfTasks, 'of'> = new TimesOfTasks(store),
): Surroundings {
  return {
    before: periodsBefore(period, days),
    tasksOf: (of) =>
      days
        .filter(({ day }) => day >= of.from && day <= of.to)
        .flatMap(({ day }) => shown(store.closedTasks(day), which)),
    work: workOn(tasks, store),
    waitedMs: new Map(
      [...times.of(tasks)].flatMap(([id, { waitedMs }]) =>
        waitedMs === null ? [] : [[id, waitedMs] as const],
      ),
    ),
  };
}

/**
 * Sums of the tasks that may be spoken of, of the days before one. Leaving out private tasks reads each of those days.
 */
export function earlierDays(
  store: Pick<RecordStore, 'daySums' | 'closedTasks'>,
  day: string,
  which: WhichTasks,
): readonly DaySums[] {
  const days = store.daySums(day);
  return which.includePrivate
    ? days
    : days.map((each) => {
        return daySumsOf(each.day, shown(store.closedTasks(each.day), which));
      });
}

function shown(tasks: readonly ClosedTask[], { includePrivate }: WhichTasks): readonly ClosedTask[] {
  return includePrivate ? tasks : tasks.filter((task) => !task.private);
}

/**
 * The busy spans of agents on tasks; undefined where some of the AI minutes did not come from spans of this record:
 * part of the work next to all of the minutes would mislead.
 */
export function workOn(
  tasks: readonly ClosedTask[],
  store: Pick<RecordStore, 'spansOfTask'>,
): readonly SpanFields[] | undefined {
  const spans: SpanFields[] = [];
  for (const { id, closing } of tasks) {
    const { aiMinutes, aiEvidence } = closing;
    const ofTask = aiMinutes > 0 ? store.spansOfTask(id).filter((span) => span.kind === 'agent') : [];
    if (aiMinutes > 0 && (ofTask.length === 0 || aiEvidence === 'edited' || aiEvidence === 'imported')) {
      return undefined;
    }
    ofTask.forEach((span) => spans.push(span));
  }
  return spans;
}
