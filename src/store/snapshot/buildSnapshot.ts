import type { StoreProblem } from '../../core/record/storeProblem';
import { loadSqlite } from '../database/database';
import { writerMayLive } from '../windows/heartbeats';
import { journalFilesOf } from '../journal/journalFolder';
import { journalIntake, operationsAtOnce } from '../journal/journalIntake';
import { savePositions } from '../journal/journalPosition';
import { Problems } from '../journal/problems';
import {
  emptySnapshot,
  loadSnapshot,
  sealed,
  setAside,
  writeSnapshot,
  type LoadedSnapshot,
} from './snapshotFile';
import { givesWay } from './snapshotGivesWay';
import { journalFolderOf, runningFolderOf, snapshotPathOf } from '../files/storePaths';

/** What to build a snapshot from. Can be sent to a worker. */
export interface SnapshotRequest {
  readonly directory: string;
  readonly writer: string;
  readonly now: number;
  /** Files that are being written, each with its acknowledged length. */
  readonly limits: ReadonlyMap<string, number>;
}

export interface BuiltSnapshot {
  /** Without what can't be read right now, since whoever uses the snapshot notices that too. */
  readonly problems: readonly StoreProblem[];
  /** The snapshot itself, if it couldn't be written. */
  readonly bytes?: Uint8Array;
}

/**
 * Brings tasks.sqlite up to date with the journals. With a large record this takes seconds, so the extension host
 * leaves it to a worker thread (snapshotWorker.ts).
 */
export type BuildSnapshot = (request: SnapshotRequest, signal: AbortSignal) => Promise<BuiltSnapshot>;

/** Builds on this thread. */
export function buildSnapshotWith(wasmBinary: Uint8Array | Promise<Uint8Array>): BuildSnapshot {
  return async ({ directory, writer, now, limits }) => {
    const sqlite = await loadSqlite(wasmBinary);
    const problems = new Problems();
    const path = snapshotPathOf(directory);
    const answer = await loadSnapshot(sqlite, path, () => undefined);
    const loaded = answer.kind === 'loaded' ? answer.snapshot : undefined;
    const fits = loaded !== undefined && !(await isAhead(loaded));
    if (loaded !== undefined && !fits) {
      loaded.database.close();
    }
    const snapshot = loaded !== undefined && fits ? loaded : emptySnapshot(sqlite, () => undefined);
    try {
      const bytes = await exported(snapshot);
      if (answer.kind === 'foreign') {
        await setAside(path, now);
      }
      try {
        await writeSnapshot(path, bytes, writer);
        return { problems: problems.lasting() };
      } catch {
        return { problems: problems.lasting(), bytes };
      }
    } finally {
      snapshot.database.close();
    }

    async function isAhead({ positions }: LoadedSnapshot): Promise<boolean> {
      const found = new Problems();
      const files = await journalFilesOf(journalFolderOf(directory), found);
      const ahead = await givesWay(positions, files, {
        request: { directory, now },
        readOnly: false,
        problems: found,
      });
      found.lasting().forEach((problem) => problems.add(problem));
      return ahead;
    }

    async function exported({ database, record, positions }: LoadedSnapshot): Promise<Uint8Array> {
      const intake = journalIntake({
        folder: journalFolderOf(directory),
        record,
        positions,
        problems,
        now: () => now,
        atOnce: operationsAtOnce.atLeisure,
        limit: (name) => limits.get(name),
        writerMayLive: (each) => writerMayLive(runningFolderOf(directory), each, now),
      });
      await intake.read();
      record.daySums.refresh();
      savePositions(database, positions);
      // Never inside a transaction: sql.js before 1.15.2 rolled it back silently, later ones throw.
      return sealed(database.export());
    }
  };
}
