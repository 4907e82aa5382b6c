import type { RecordStore } from '../core/recordStore';
import { isClosed } from '../core/task';
import type { WindowMemory } from './windowMemory';

const key = 'currentTask';

/** The task that this window works on, also after a reload. */
export class CurrentTask {
  constructor(
    private readonly memory: WindowMemory,
    private readonly store: Pick<RecordStore, 'status' | 'task'>,
  ) {}

  get id(): string | undefined {
    const remembered = this.memory.get(key);
    if (typeof remembered !== 'string') {
      return undefined;
    }
    const task = this.store.task(remembered);
    // While the store opens nothing is known of the task yet; once it is closed or deleted it is no longer current,
    // and is again where that was undone.
    const current = this.store.status.kind === 'opening' || (task !== undefined && !isClosed(task));
    return current ? remembered : undefined;
  }

  set(taskId: string | undefined): PromiseLike<void> {
    return this.memory.update(key, taskId);
  }
}
