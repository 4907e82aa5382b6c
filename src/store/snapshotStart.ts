import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../core/ports';
import type { BuildSnapshot, SnapshotRequest } from './buildSnapshot';
import type { Sqlite } from './database';
import { journalFiles, monthFolders } from './journalFolder';
import { restarts, type JournalPosition } from './journalPosition';
import type { Problems } from './problems';
import { emptySnapshot, loadSnapshot, openSnapshot, type LoadedSnapshot } from './snapshotFile';
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

/** The best snapshot to start from; what it lacks is read from the journals afterwards. */
export async function startSnapshot(start: SnapshotStart): Promise<LoadedSnapshot> {
  const { sqlite, request } = start;
  const snapshot = await usableSnapshot(start);
  const unread = await unreadBytes(journalFolderOf(request.directory), snapshot?.positions ?? new Map());
  if (unread <= unreadLimitBytes) {
    return snapshot ?? emptySnapshot(sqlite);
  }
  const built = await builtSnapshot(start);
  if (built === undefined) {
    return snapshot ?? emptySnapshot(sqlite);
  }
  snapshot?.database.close();
  return built;
}

async function usableSnapshot({
  sqlite,
  request,
  problems,
}: SnapshotStart): Promise<LoadedSnapshot | undefined> {
  const path = snapshotPathOf(request.directory);
  const answer = await loadSnapshot(sqlite, path);
  if (answer.kind === 'loaded') {
    return answer.snapshot;
  }
  if (answer.kind === 'unusable') {
    problems.add({ file: 'tasks.sqlite', message: `${answer.message} It was rebuilt from the journal.` });
  }
  if (answer.kind === 'foreign') {
    const aside = `tasks.set-aside-${request.now}.sqlite`;
    const moved = await rename(path, join(dirname(path), aside)).then(
      () => `It was kept as ${aside} and a new one was built from the journal.`,
      () => 'The journal was read instead.',
    );
    problems.add({ file: 'tasks.sqlite', message: `It is not a database of ours. ${moved}` });
  }
  return undefined;
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
        : await openSnapshot(sqlite, bytes);
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
