import type { RecordStore } from '../../record/recordStore';
import { isDropped } from '../../task/countedHours';
import type { ClosedTask, Task } from '../../task/task';
import type { ImportedRow } from '../importedRow';

/** @returns whether a task's figures differ from the row's */
export function isOtherwise(row: ImportedRow, task: Task): boolean {
  const { estimate, closing } = task;
  // A table has no hours for dropped work.
  const hours = row.recorded === undefined && isDropped(task) ? undefined : estimate?.hours;
  return (
    row.estimate?.hours !== hours ||
    (closing !== null &&
      (row.aiMinutes !== closing.aiMinutes || row.supervisoryMinutes !== closing.supervisoryMinutes))
  );
}

/** Tasks that the record has under a row's title and day with other figures, if the match is unambiguous. */
export class ChangedTasks {
  readonly #rows = new Map<string, number>();
  readonly #days = new Map<string, ReadonlyMap<string, readonly ClosedTask[]>>();

  constructor(
    rows: readonly ImportedRow[],
    private readonly existing: Pick<RecordStore, 'closedTasks'>,
  ) {
    for (const row of rows) {
      const place = placeOf(row);
      this.#rows.set(place, (this.#rows.get(place) ?? 0) + 1);
    }
  }

  /** @returns the id of the only matching task */
  of(row: ImportedRow): string | undefined {
    if (this.#rows.get(placeOf(row)) !== 1) {
      return undefined;
    }
    const tasks = this.#day(row.day).get(row.title) ?? [];
    const [task] = tasks;
    // A task with its own key is another one, and its own file would say so.
    return tasks.length === 1 && task && row.recorded === undefined && isOtherwise(row, task)
      ? task.id
      : undefined;
  }

  #day(day: string): ReadonlyMap<string, readonly ClosedTask[]> {
    const known = this.#days.get(day);
    if (known !== undefined) {
      return known;
    }
    const byTitle = new Map<string, ClosedTask[]>();
    for (const task of this.existing.closedTasks(day)) {
      const same = byTitle.get(task.title) ?? [];
      same.push(task);
      byTitle.set(task.title, same);
    }
    this.#days.set(day, byTitle);
    return byTitle;
  }
}

function placeOf({ day, title }: ImportedRow): string {
  return `${day} ${title}`;
}
