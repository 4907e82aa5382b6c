import type { Log } from '../../core/ports';
import type { BuildSnapshot, SnapshotRequest } from './buildSnapshot';
import type { Sqlite } from '../database/database';
import { journalFilesOf, type JournalFile } from '../journal/journalFolder';
import { isDoubtful, type JournalPosition } from '../journal/journalPosition';
import type { Problems } from '../journal/problems';
import { givesWay } from './snapshotGivesWay';
import {
  emptySnapshot,
  loadSnapshot,
  openedFile,
  openRead,
  openSnapshot,
  removeLeftovers,
  setAside,
  type LoadedSnapshot,
  type OnProblem,
  type SnapshotAnswer,
  type SnapshotBytes,
} from './snapshotFile';
import { journalFolderOf, snapshotPathOf } from '../files/storePaths';

/** More unread journal than this, a few thousand operations, is left to `buildSnapshot`. */
const unreadLimitBytes = 1024 * 1024;

export interface SnapshotStart {
  readonly sqlite: Promise<Sqlite>;
  readonly request: SnapshotRequest;
  /** Whether a file that isn't ours stays where it is. */
  readonly readOnly: boolean;
  readonly build: BuildSnapshot;
  readonly problems: Problems;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface StartedSnapshot extends LoadedSnapshot {
  /** Whether the file must be rewritten, since the next opening couldn't use it either. */
  readonly mustBeSaved: boolean;
  /** The journal as it was found, for what the snapshot lacks; undefined if that was too long ago. */
  readonly files: readonly JournalFile[] | undefined;
}

/** The best snapshot to start from; what it lacks is read from the journals afterwards. */
export async function startSnapshot(start: SnapshotStart): Promise<StartedSnapshot> {
  const { request } = start;
  const path = snapshotPathOf(request.directory);
  // In parallel: while a window starts, its thread is busy and each answer has to wait for it.
  const [sqlite, { read, files }] = await Promise.all([
    start.sqlite,
    readFiles(path, journalFolderOf(request.directory), start.problems),
    start.readOnly ? undefined : removeLeftovers(path, request.now),
  ]);
  const onProblem = problemsOfDatabase(start);
  const answer = await openRead(sqlite, read, onProblem);
  await sayIfUnusable(answer, path, start);
  const loaded = answer.kind === 'loaded' ? answer.snapshot : undefined;
  const behind = loaded !== undefined && (await givesWay(loaded.positions, files, start));
  if (behind) {
    loaded.database.close();
  }
  const found = behind ? undefined : loaded;
  const mustBeSaved = behind || answer.kind === 'outdated' || answer.kind === 'damaged';
  const unread = unreadBytes(files, found?.positions ?? new Map());
  // Building writes the file; a reader reads the journal instead, which takes longer.
  const built = unread > unreadLimitBytes && !start.readOnly ? await builtSnapshot(sqlite, start) : undefined;
  if (built !== undefined) {
    found?.database.close();
    return { ...built, mustBeSaved: false, files: undefined };
  }
  return { ...(found ?? emptySnapshot(sqlite, onProblem)), mustBeSaved, files };
}

function problemsOfDatabase({ problems }: Pick<SnapshotStart, 'problems'>): OnProblem {
  return (problem) => problems.add({ file: 'tasks.sqlite', problem });
}

async function readFiles(
  path: string,
  folder: string,
  problems: Problems,
): Promise<{ readonly read: SnapshotBytes; readonly files: readonly JournalFile[] }> {
  const readOpened = await openedFile(path);
  // The journal after the snapshot was opened: the other way round, a window that saves in between would seem ahead of
  // its journal.
  const [read, files] = await Promise.all([readOpened(), journalFilesOf(folder, problems)]);
  return { read, files };
}

async function sayIfUnusable(
  answer: SnapshotAnswer,
  path: string,
  { request, readOnly, problems, log }: SnapshotStart,
): Promise<void> {
  if (answer.kind === 'outdated') {
    log.info('tasks.sqlite is of another version and is being rebuilt');
  }
  if (answer.kind === 'damaged') {
    problems.add({ file: 'tasks.sqlite', problem: { kind: 'databaseDamaged', damage: answer.damage } });
  }
  if (answer.kind === 'foreign') {
    const keptAs = readOnly ? undefined : await setAside(path, request.now);
    problems.add({ file: 'tasks.sqlite', problem: { kind: 'databaseForeign', keptAs } });
  }
}

async function builtSnapshot(
  sqlite: Sqlite,
  { request, build, problems, log, signal }: SnapshotStart,
): Promise<LoadedSnapshot | undefined> {
  const onProblem = problemsOfDatabase({ problems });
  try {
    const { bytes, problems: found } = await build(request, signal);
    for (const problem of found) {
      problems.add(problem);
    }
    const answer =
      bytes === undefined
        ? await loadSnapshot(sqlite, snapshotPathOf(request.directory), onProblem)
        : await openSnapshot(sqlite, bytes, onProblem);
    return answer.kind === 'loaded' ? answer.snapshot : undefined;
  } catch (error) {
    log.warn('The snapshot could not be built; the journal is read instead', error);
    return undefined;
  }
}

function unreadBytes(files: readonly JournalFile[], positions: ReadonlyMap<string, JournalPosition>): number {
  let bytes = 0;
  for (const file of files) {
    const known = positions.get(file.name);
    bytes += file.size - (known === undefined || isDoubtful(known, file) ? 0 : known.offset);
  }
  return bytes;
}
