import type { Log } from '../core/ports';
import type { BuiltSnapshot } from './buildSnapshot';
import type { Problems } from './problems';

const operationsBetweenSaves = 2_000;
const quietSaveMs = 5 * 60_000;

/** Has tasks.sqlite brought up to date now and then, so that the next window need not read so much journal. */
export interface SnapshotSaver {
  /** Tells how many operations of others have been taken in so far, and how many own ones were stored just now. */
  note(takenSoFar: number, stored?: number): void;
  dispose(): void;
}

export function snapshotSaver(
  build: () => Promise<BuiltSnapshot>,
  problems: Problems,
  log: Log,
): SnapshotSaver {
  let unsaved = 0;
  let takenBefore = 0;
  let saving = false;
  let disposed = false;
  let timer: NodeJS.Timeout | undefined;

  function note(takenSoFar: number, stored = 0): void {
    unsaved += takenSoFar - takenBefore + stored;
    takenBefore = takenSoFar;
    if (unsaved >= operationsBetweenSaves) {
      void save();
    } else if (unsaved > 0 && !disposed) {
      timer ??= setTimeout(() => void save(), quietSaveMs).unref();
    }
  }

  async function save(): Promise<void> {
    if (saving || disposed) {
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    saving = true;
    unsaved = 0;
    try {
      for (const problem of (await build()).problems) {
        problems.add(problem);
      }
    } catch (error) {
      if (!disposed) {
        log.warn('tasks.sqlite could not be saved; the journal has everything', error);
      }
    } finally {
      saving = false;
    }
  }

  function dispose(): void {
    disposed = true;
    clearTimeout(timer);
  }

  return { note, dispose };
}
