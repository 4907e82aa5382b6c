import type { Entity } from '../../core/task/change';
import { daySumsOf } from '../../core/record/daySums';
import type { Fields } from '../../core/journal/operation';
import type { DaySums } from '../../core/record/recordStore';
import type { ClosedTask } from '../../core/task/task';
import { Query, type Database, type Row } from './database';
import { numberOrNull } from './rowValues';

/** Sums by day, so that all-time figures don't read every task. Days that changed are summed again when needed. */
export interface DaySumsTable {
  /** Notes that the sums of these fields' day may change. */
  touch(entity: Entity, fields: Fields): void;
  touchDay(day: string): void;
  /** Recomputes the days that were touched; required before the database is saved. */
  refresh(): void;
  all(before?: string): readonly DaySums[];
}

/** @param settle writes waiting states to the database, which may touch more days. */
export function daySumsTable(
  database: Database,
  closedTasks: (day: string) => readonly ClosedTask[],
  settle: () => void,
): DaySumsTable {
  const touched = new Set<string>();
  const put = new Query(database, 'INSERT OR REPLACE INTO day_sums VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = new Query(database, 'DELETE FROM day_sums WHERE day = ?');
  const all = new Query(database, 'SELECT * FROM day_sums ORDER BY day');
  let known: readonly DaySums[] | undefined;

  function touch(entity: Entity, fields: Fields): void {
    const closing = entity === 'task' ? fields['closing'] : undefined;
    if (typeof closing === 'object' && closing !== null && 'day' in closing) {
      touched.add(String(closing.day));
    }
  }

  function refresh(): void {
    settle();
    if (touched.size > 0) {
      known = undefined;
    }
    for (const day of touched) {
      // Summed as core sums a day, in the same order, so that both agree to the last bit.
      const sums = daySumsOf(day, closedTasks(day));
      if (sums.tasks > 0) {
        put.run(
          day,
          sums.tasks,
          sums.humanHours,
          sums.aiMinutes,
          sums.supervisoryMinutes,
          sums.tokens,
          sums.highestLeverageFactor,
          sums.highestSupervisoryFactor,
        );
      } else {
        remove.run(day);
      }
    }
    touched.clear();
  }

  return {
    touch,
    touchDay: (day) => touched.add(day),
    refresh,
    all(day) {
      refresh();
      known ??= all.all().map(toDaySums);
      return day === undefined ? known : known.filter((sums) => sums.day < day);
    },
  };
}

function toDaySums(row: Row): DaySums {
  return {
    day: String(row['day']),
    tasks: Number(row['tasks']),
    humanHours: Number(row['human_hours']),
    aiMinutes: Number(row['ai_minutes']),
    supervisoryMinutes: Number(row['supervisory_minutes']),
    tokens: Number(row['tokens']),
    highestLeverageFactor: numberOrNull(row['highest_factor']),
    highestSupervisoryFactor: numberOrNull(row['highest_supervisory_factor']),
  };
}
