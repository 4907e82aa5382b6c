import type { Log } from '../core/ports';
import type { BuiltSnapshot } from './buildSnapshot';
import type { Problems } from './problems';

/** So much journal is read in about 50 ms at opening. */
const operationsBetweenSaves = 2_000;
const operationsWorthATimer = 100;
const quietSaveMs = 30 * 60_000;

/** Has tasks.sqlite brought up to date now and then, so that the next window need not read so much journal. */
export interface SnapshotSaver {
  /** Tells how many operations of others have been taken in so far, and how many own ones were stored just now. */
  note(takenSoFar: number, stored?: number): void;
  save(): void;
  /** Starts no more; waits for one under way, which the abort signal cuts short where it runs in a worker. */
  close(): Promise<void>;
}

export function snapshotSaver(
  build: () => Promise<BuiltSnapshot>,
  problems: Problems,
  log: Log,
): SnapshotSaver {
  let unsaved = 0;
  let takenBefore = 0;
  let saving: Promise<void> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function note(takenSoFar: number, stored = 0): void {
    unsaved += takenSoFar - takenBefore + stored;
    takenBefore = takenSoFar;
    if (closed || saving !== undefined) {
      return;
    }
    if (unsaved >= operationsBetweenSaves) {
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
    save: start,
    async close() {
      closed = true;
      clearTimeout(timer);
      await saving;
    },
  };
}
