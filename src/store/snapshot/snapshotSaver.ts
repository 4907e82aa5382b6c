import type { Log } from '../../core/ports';
import type { BuiltSnapshot } from './buildSnapshot';
import type { Problems } from '../journal/problems';

/** Reading this much journal takes about 50 ms at opening. */
const operationsBetweenSaves = 2_000;
const operationsWorthATimer = 100;
const quietSaveMs = 30 * 60_000;

/** Has tasks.sqlite brought up to date from time to time, so that the next window has less journal to read. */
export interface SnapshotSaver {
  /**
   * Reports the cost of reading the operations of others so far, in operations, and how many of our own were just
   * stored.
   */
  note(costSoFar: number, stored?: number): void;
  save(): void;
  /** Starts no more saves and waits for a running one, which the abort signal cuts short if it runs in a worker. */
  close(): Promise<void>;
}

export interface SavingSettings {
  readonly build: () => Promise<BuiltSnapshot>;
  readonly problems: Problems;
  readonly log: Log;
  /** Whether saving waits until the record is closed, as it can in a short run. */
  readonly atClose: boolean;
}

export function snapshotSaver({ build, problems, log, atClose }: SavingSettings): SnapshotSaver {
  let unsaved = 0;
  let isDue = false;
  let costBefore = 0;
  let saving: Promise<void> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function note(costSoFar: number, stored = 0): void {
    unsaved += costSoFar - costBefore + stored;
    costBefore = costSoFar;
    if (closed || saving !== undefined) {
      return;
    }
    if (atClose) {
      isDue ||= unsaved >= operationsBetweenSaves;
    } else if (unsaved >= operationsBetweenSaves) {
      start();
    } else if (unsaved >= operationsWorthATimer) {
      timer ??= setTimeout(start, quietSaveMs).unref();
    }
  }

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    unsaved = 0;
    saving = save().finally(() => {
      saving = undefined;
    });
  }

  async function save(): Promise<void> {
    try {
      for (const problem of (await build()).problems) {
        problems.add(problem);
      }
    } catch (error) {
      if (!closed) {
        log.warn('tasks.sqlite could not be saved; the journal has everything', error);
      }
    }
  }

  return {
    note,
    save() {
      if (atClose) {
        isDue = true;
      } else {
        start();
      }
    },
    async close() {
      clearTimeout(timer);
      if (isDue && !closed) {
        start();
      }
      closed = true;
      await saving;
    },
  };
}
