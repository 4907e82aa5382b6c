import type { Log } from '../core/ports';
import type { BuiltSnapshot } from './buildSnapshot';
import type { Problems } from './problems';

/** So much journal is read in about 50 ms at opening. */
const operationsBetweenSaves = 2_000;
const operationsWorthATimer = 100;
const quietSaveMs = 30 * 60_000;

/** Has tasks.sqlite brought up to date now and then, so that the next window need not read so much journal. */
export interface SnapshotSaver {
  /** Tells what reading the operations of others has cost so far, in operations, and how many own ones were stored just now. */
  note(costSoFar: number, stored?: number): void;
  save(): void;
  /** Starts no more; waits for one under way, which the abort signal cuts short where it runs in a worker. */
  close(): Promise<void>;
}

export interface SavingSettings {
  readonly build: () => Promise<BuiltSnapshot>;
  readonly problems: Problems;
  readonly log: Log;
  /** Whether what is to be saved waits until the record is closed, as it can in a short run. */
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
