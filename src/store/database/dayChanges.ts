import type { Entity } from '../../core/task/change';
import type { Fields } from '../../core/journal/operation';
import type { ChangedDays } from '../../core/record/pastTask';
import { Query, type Database } from './database';

/** Remembers which days changed, from the first question on: most windows never ask. */
export interface DayChanges {
  /** Something of a task, or of a session of one, was or is now as these fields say. */
  note(entity: Entity, fields: Fields): void;
  noteDay(day: string): void;
  /** Whether anybody ever asked. */
  readonly isAsked: boolean;
  since(mark: number | undefined): ChangedDays;
}

/** @param settle writes waiting states to the database, which may change more days. */
export function dayChanges(database: Database, settle: () => void): DayChanges {
  const dayOfTask = new Query(database, 'SELECT day FROM task WHERE id = ?');
  const marks = new Map<string, number>();
  /** Tasks that gained or lost a session; which day they are on is looked up when somebody asks. */
  const ofSessions = new Set<string>();
  let isAsked = false;
  let mark = 0;

  function noteDay(day: string): void {
    if (isAsked) {
      mark += 1;
      marks.set(day, mark);
    }
  }

  function note(entity: Entity, fields: Fields): void {
    if (!isAsked) {
      return;
    }
    const { closing, taskId } = fields;
    if (entity === 'task' && typeof closing === 'object' && closing !== null && 'day' in closing) {
      noteDay(String(closing.day));
    } else if (entity === 'session' && typeof taskId === 'string') {
      ofSessions.add(taskId);
    }
  }

  return {
    note,
    noteDay,
    get isAsked() {
      return isAsked;
    },
    since(earlier) {
      settle();
      for (const id of ofSessions) {
        const day = dayOfTask.first(id)?.['day'];
        if (typeof day === 'string') {
          noteDay(day);
        }
      }
      ofSessions.clear();
      const isKnown = isAsked && earlier !== undefined && earlier >= 0 && earlier <= mark;
      isAsked = true;
      return {
        mark,
        days: isKnown ? [...marks].filter(([, at]) => at > earlier).map(([day]) => day) : undefined,
      };
    },
  };
}
