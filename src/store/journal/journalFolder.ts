import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreProblem } from '../../core/record/storeProblem';
import type { Problems } from './problems';

/** A journal file as found on the disk. */
export interface JournalFile {
  /** Below the journal folder, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** Changes if a file was replaced by another of the same name. */
  readonly inode: number;
}

const monthPattern = /^\d{4}-\d{2}$/u;
const namePattern = /^\d{4}-\d{2}-\d{2}-([0-9a-z]{1,40})(?:\.\d+)?\.jsonl$/u;

/** @returns the id of the writer of one of our files; undefined for copies under other names. */
export function writerOf(name: string): string | undefined {
  return namePattern.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
}

/**
 * Month folders, oldest first, so that most entities are created before they are changed. A link counts only if it
 * has a month's name: a month may be on another disk, and there are no loops.
 */
export async function monthFolders(folder: string, problems?: Problems): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (monthPattern.test(entry.name) && !entry.isDirectory() && !entry.isSymbolicLink()) {
      problems?.addUnreadable(notWhatItWas(entry.name, 'folder'));
    }
  }
  return entries
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && monthPattern.test(entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/** Any *.jsonl of a month, even one that a sync tool has renamed: reading an operation twice changes nothing. */
async function journalFiles(
  folder: string,
  month: string,
  problems: Problems,
): Promise<readonly JournalFile[]> {
  const entries = await readdir(join(folder, month), { withFileTypes: true }).catch((error: unknown) =>
    sayUnreadable(problems, folder, month, error).then(() => []),
  );
  for (const entry of entries) {
    if (writerOf(entry.name) !== undefined && !entry.isFile() && !entry.isSymbolicLink()) {
      problems.addUnreadable(notWhatItWas(`${month}/${entry.name}`, 'file'));
    }
  }
  const names = entries
    .filter((entry) => entry.name.endsWith('.jsonl'))
    .filter((entry) => entry.isFile() || (entry.isSymbolicLink() && writerOf(entry.name) !== undefined))
    .map((entry) => entry.name)
    .sort();
  // All at once: at opening, one thread round trip after another would take the most time.
  const files = await Promise.all(
    names.map(async (name): Promise<JournalFile | undefined> => {
      const found = await stat(join(folder, month, name)).catch((error: unknown) =>
        sayUnreadable(problems, folder, `${month}/${name}`, error).then(() => undefined),
      );
      if (found !== undefined && !found.isFile()) {
        problems.addUnreadable(notWhatItWas(`${month}/${name}`, 'file'));
      }
      return found?.isFile() === true
        ? {
            name: `${month}/${name}`,
            size: found.size,
            modifiedMs: found.mtimeMs,
            inode: found.ino,
          }
        : undefined;
    }),
  );
  return files.filter((file) => file !== undefined);
}

/** The files of these months, or of all, oldest month first. @param problems collects what can't be read. */
export async function journalFilesOf(
  folder: string,
  problems: Problems,
  months?: readonly string[],
): Promise<readonly JournalFile[]> {
  const wanted = months ?? (await monthFolders(folder, problems));
  return (await Promise.all(wanted.map((month) => journalFiles(folder, month, problems)))).flat();
}

/** A pipe or a device, or a file in place of a folder or vice versa: reading it might never end. */
function notWhatItWas(name: string, expected: 'file' | 'folder'): StoreProblem {
  return { file: `journal/${name}`, problem: { kind: 'otherKind', expected } };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function sayUnreadable(
  problems: Problems,
  folder: string,
  name: string,
  error: unknown,
): Promise<void> {
  // It may disappear between the listing and here; a dangling link stays.
  if (isMissing(error) && (await lstat(join(folder, name)).catch(() => undefined)) === undefined) {
    return;
  }
  const why = error instanceof Error ? error.message : String(error);
  problems.addUnreadable({ file: `journal/${name}`, problem: { kind: 'entriesUnreadable', why } });
}
