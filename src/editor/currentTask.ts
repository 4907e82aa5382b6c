import type { RecordStore } from '../core/recordStore';
import { isClosed } from '../core/task';
import type { WindowMemory } from './windowMemory';

const idKey = 'currentTask';
const titleKey = 'currentTaskTitle';

/** The task that this window works on, also after a reload. */
export class CurrentTask {
  constructor(
    private readonly memory: WindowMemory,
    private readonly store: Pick<RecordStore, 'status' | 'task'>,
  ) {}

  get id(): string | undefined {
    const remembered = this.memory.get(idKey);
    if (typeof remembered !== 'string') {
      return undefined;
    }
    const task = this.store.task(remembered);
    // While the store opens nothing is known of the task yet; once it is closed or deleted it is no longer current,
    // and is again where that was undone.
    const current = this.isOpening || (task !== undefined && !isClosed(task));
    return current ? remembered : undefined;
  }

  /** While the store opens, the one it had last in this window. */
  get title(): string | undefined {
    const { id } = this;
    if (id === undefined || !this.isOpening) {
      return id === undefined ? undefined : this.store.task(id)?.title;
    }
    const remembered = this.memory.get(titleKey);
    return typeof remembered === 'string' ? remembered : undefined;
  }

  async set(taskId: string | undefined): Promise<void> {
    await this.memory.update(idKey, taskId);
    await this.keepTitle();
  }

  /** For the next start, which shows it before the store is open. */
  async keepTitle(): Promise<void> {
    const { id, title } = this;
    if (id !== undefined && title !== undefined && title !== this.memory.get(titleKey)) {
      await this.memory.update(titleKey, title);
    }
  }

  private get isOpening(): boolean {
    return this.store.status.kind === 'opening';
  }
}
