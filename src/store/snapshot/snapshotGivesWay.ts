import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChange } from '../../core/record/storeProblem';
import type { JournalFile } from '../journal/journalFolder';
import { continues, isUnchanged, type JournalPosition } from '../journal/journalPosition';
import type { Problems } from '../journal/problems';
import { setAside } from './snapshotFile';
import { journalFolderOf, snapshotPathOf } from '../files/storePaths';

export interface SnapshotPlace {
  readonly request: { readonly directory: string; readonly now: number };
  readonly readOnly: boolean;
  readonly problems: Problems;
}

/**
 * Whether a snapshot holds something that the journal doesn't: a file it was made from is gone, shorter or another.
 * The journal is the truth, so the snapshot mustn't be used. It is put aside, since it is the last copy of what is
 * missing, and the missing files are named. Files that were only moved or copied are noted as the same.
 */
export async function givesWay(
  positions: Map<string, JournalPosition>,
  files: readonly JournalFile[],
  { request, readOnly, problems }: SnapshotPlace,
): Promise<boolean> {
  const folder = journalFolderOf(request.directory);
  const path = snapshotPathOf(request.directory);
  const byName = new Map(files.map((file) => [file.name, file]));
  const inodes = new Set(files.map(({ inode }) => inode));
  const unreadable = problems.list().map(({ file }) => `${file}/`);
  const missing = new Map<string, FileChange>();
  let renamed = false;
  for (const [name, known] of positions) {
    const file = byName.get(name);
    if (file === undefined) {
      if (unreadable.some((each) => `journal/${name}/`.startsWith(each)) || known.offset === 0) {
        continue;
      }
      if (inodes.has(known.inode)) {
        renamed = true;
      } else {
        missing.set(name, 'gone');
      }
    } else if (!isUnchanged(known, file)) {
      // What can't be read now is reported when it is read.
      if (await continues(join(folder, name), known, file.size).catch(() => true)) {
        positions.set(name, { ...known, inode: file.inode, modifiedMs: file.modifiedMs });
      } else {
        missing.set(name, file.size < known.offset ? 'shorter' : 'replaced');
      }
    }
  }
  if (missing.size === 0) {
    if (renamed && !readOnly) {
      await unlink(path).catch(() => undefined);
    }
    return renamed;
  }
  const keptAs = readOnly ? undefined : await setAside(path, request.now);
  for (const [name, change] of missing) {
    problems.add({ file: `journal/${name}`, problem: { kind: 'entriesLost', change, keptAs } });
  }
  return true;
}
