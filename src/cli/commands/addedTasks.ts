import type { Change } from '../../core/task/change';
import type { ExistingTasks } from '../../core/exchange/importing/findRows';
import type { ImportedTask } from '../../core/record/recordStore';
import { isClosed } from '../../core/task/isClosed';
import { taskFieldsSchema, type ClosedTask } from '../../core/task/task';

/** The record as it will be after the changes, so that two files with the same tasks add them once. */
export class AddedTasks implements ExistingTasks {
  readonly #byId = new Map<string, ClosedTask>();
  readonly #byKey = new Map<string, ClosedTask>();
  readonly #byDay = new Map<string, ClosedTask[]>();

  constructor(private readonly existing: ExistingTasks) {}

  /** Changes to existing tasks don't count. */
  add(changes: readonly Change[]): void {
    for (const change of changes) {
      const fields = change.kind === 'set' ? taskFieldsSchema.safeParse(change.fields).data : undefined;
      const task = fields && { id: change.id, ...fields };
      if (task !== undefined && isClosed(task)) {
        this.#addTask(task);
      }
    }
  }

  #addTask(task: ClosedTask): void {
    const { day } = task.closing;
    this.#byId.set(task.id, task);
    if (task.importKey !== null) {
      this.#byKey.set(task.importKey, task);
    }
    const ofDay = this.#byDay.get(day) ?? [];
    ofDay.push(task);
    this.#byDay.set(day, ofDay);
  }

  task(id: string) {
    return this.#byId.get(id) ?? this.existing.task(id);
  }

  tasksByImportKeys(keys: readonly string[]): ReadonlyMap<string, ImportedTask> {
    const found = new Map(this.existing.tasksByImportKeys(keys));
    for (const key of keys) {
      const task = this.#byKey.get(key);
      if (task !== undefined) {
        found.set(key, { task, deleted: false });
      }
    }
    return found;
  }

  closedTasks(day: string): readonly ClosedTask[] {
    return [...this.existing.closedTasks(day), ...(this.#byDay.get(day) ?? [])];
  }
}
