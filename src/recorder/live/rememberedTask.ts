import type { RecordStore } from '../../core/record/recordStore';
import { isClosed } from '../../core/task/isClosed';
import type { Task } from '../../core/task/task';
import type { WindowMemory } from '../ports/windowMemory';

const idKey = 'currentTask';
const titleKey = 'currentTaskTitle';

/** The task that this window works on, also after a reload. */
export class RememberedTask {
  constructor(
    private readonly memory: WindowMemory,
    private readonly store: Pick<RecordStore, 'status' | 'task'>,
  ) {}

  get id(): string | undefined {
    // While the store opens nothing is known of the task yet.
    return this.isOpening ? this.remembered(idKey) : this.task?.id;
  }

  /** While the store opens, the one it had last in this window. */
  get title(): string | undefined {
    if (!this.isOpening) {
      return this.task?.title;
    }
    return this.id === undefined ? undefined : this.remembered(titleKey);
  }

  async set(taskId: string | undefined): Promise<void> {
    await this.memory.update(idKey, taskId);
    await this.keepTitle();
  }

  /** For the next start, which shows it before the store is open. */
  async keepTitle(): Promise<void> {
    const { title } = this;
    if (title !== undefined && title !== this.memory.get(titleKey)) {
      await this.memory.update(titleKey, title);
    }
  }

  /** Once it is closed or deleted it is no longer current, and is again where that was undone. */
  private get task(): Task | undefined {
    const id = this.remembered(idKey);
    const task = id === undefined ? undefined : this.store.task(id);
    return task === undefined || isClosed(task) ? undefined : task;
  }

  private remembered(key: string): string | undefined {
    const value = this.memory.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  private get isOpening(): boolean {
    return this.store.status.kind === 'opening';
  }
}
