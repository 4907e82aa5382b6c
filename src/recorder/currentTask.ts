import { inBackground } from '../core/inBackground';
import type { Log } from '../core/ports';
import type { RecordStore } from '../core/record/recordStore';
import type { LiveTracker } from './live/liveTracker';
import type { RememberedTask } from './live/rememberedTask';
import { takesWork } from '../core/record/takesWork';

/** The task that new sessions and prompts of this window belong to. */
export interface CurrentTask {
  /** Undefined while there is none. */
  readonly id: string | undefined;
  /** The one it had last in this window while the record opens. */
  readonly title: string | undefined;
  /** Sessions of this window that run for no task yet go to the new current task with the time they measured. */
  set(taskId: string | undefined): void;
}

interface CurrentTaskDeps {
  readonly remembered: RememberedTask;
  readonly tracker: LiveTracker;
  readonly store: Pick<RecordStore, 'status' | 'task'>;
  readonly log: Log;
  readonly changed: () => void;
}

export function currentTask({ remembered, tracker, store, log, changed }: CurrentTaskDeps): CurrentTask {
  return Object.freeze<CurrentTask>({
    get id() {
      return remembered.id;
    },
    get title() {
      return remembered.title;
    },
    set: (taskId) => {
      inBackground(remembered.set(taskId), log, 'The current task could not be remembered.');
      tracker.observeNextKey();
      if (taskId !== undefined && takesWork(store, taskId)) {
        for (const { sessionId, taskId: owner } of tracker.sessions.values()) {
          if (owner === null) {
            tracker.observe({ kind: 'session-moved', sessionId, taskId });
          }
        }
      }
      changed();
    },
  });
}
