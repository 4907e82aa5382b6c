import type { Log } from '../core/ports';
import type { BuildSnapshot, SnapshotRequest } from './buildSnapshot';
import type { Sqlite } from './database';
import { journalFiles, monthFolders } from './journalFolder';
import { restarts, type JournalPosition } from './journalPosition';
import type { Problems } from './problems';
import {
  emptySnapshot,
  loadSnapshot,
  openSnapshot,
  removeLeftovers,
  setAside,
  type LoadedSnapshot,
  type SnapshotAnswer,
} from './snapshotFile';
import { journalFolderOf, snapshotPathOf } from './storePaths';

/** More unread journal than this is left to `buildSnapshot`: some thousand operations. */
const unreadLimitBytes = 1024 * 1024;

export interface SnapshotStart {
  readonly sqlite: Sqlite;
  readonly request: SnapshotRequest;
  readonly build: BuildSnapshot;
  readonly problems: Problems;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface StartedSnapshot extends LoadedSnapshot {
  /** Whether the file must be written anew, since the next opening could not use it either. */
  readonly mustBeSaved: boolean;
}

/** The best snapshot to start from; what it lacks is read from the journals afterwards. */
export async function startSnapshot(start: SnapshotStart): Promise<StartedSnapshot> {
  const { sqlite, request } = start;
  const path = snapshotPathOf(request.directory);
  await removeLeftovers(path, request.now);
  const answer = await loadSnapshot(sqlite, path);
  await sayIfUnusable(answer, path, start);
  const found = answer.kind === 'loaded' ? answer.snapshot : undefined;
  const mustBeSaved = answer.kind === 'outdated' || answer.kind === 'damaged';
  const unread = await unreadBytes(journalFolderOf(request.directory), found?.positions ?? new Map());
  const built = unread > unreadLimitBytes ? await builtSnapshot(start) : undefined;
  if (built !== undefined) {
    found?.database.close();
    return { ...built, mustBeSaved: false };
  }
  return { ...(found ?? emptySnapshot(sqlite)), mustBeSaved };
}

async function sayIfUnusable(
  answer: SnapshotAnswer,
  path: string,
  { request, problems, log }: SnapshotStart,
): Promise<void> {
  if (answer.kind === 'outdated') {
    log.info('tasks.sqlite is of another version and is built anew');
  }
  if (answer.kind === 'damaged') {
    problems.add({ file: 'tasks.sqlite', message: `${answer.message} It was rebuilt from the journal.` });
  }
  if (answer.kind === 'foreign') {
    const name = await setAside(path, request.now);
    const kept =
      name === undefined
        ? 'The journal was read instead.'
        : `It was kept as ${name} and a new one is built from the journal.`;
    problems.add({ file: 'tasks.sqlite', message: `It is not a database of ours. ${kept}` });
  }
}

async function builtSnapshot({
  sqlite,
  request,
  build,
  problems,
  log,
  signal,
}: SnapshotStart): Promise<LoadedSnapshot | undefined> {
  try {
    const { bytes, problems: found } = await build(request, signal);
    for (const problem of found) {
      problems.add(problem);
    }
    const answer =
      bytes === undefined
        ? await loadSnapshot(sqlite, snapshotPathOf(request.directory))
        : await openSnapshot(sqlite, bytes, true);
    return answer.kind === 'loaded' ? answer.snapshot : undefined;
  } catch (error) {
    log.warn('The snapshot could not be built; the journal is read instead', error);
    return undefined;
  }
}

async function unreadBytes(folder: string, positions: ReadonlyMap<string, JournalPosition>): Promise<number> {
  let bytes = 0;
  for (const month of await monthFolders(folder)) {
    for (const file of await journalFiles(folder, month)) {
      const known = positions.get(file.name);
      bytes += file.size - (known === undefined || restarts(known, file) ? 0 : known.offset);
    }
  }
  return bytes;
}
