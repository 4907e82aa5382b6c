import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A journal file as found on the disk. */
export interface JournalFile {
  /** Below the journal folder, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** Changes where a file was replaced by another of the same name. */
  readonly inode: number;
}

const namePattern = /^\d{4}-\d{2}-\d{2}-([0-9a-z]{1,40})(?:\.\d+)?\.jsonl$/u;

/** @returns the id of the writer of a file of ours, undefined for copies under other names. */
export function writerOf(name: string): string | undefined {
  return namePattern.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
}

/** Folders of months, oldest first, so that most entities are created before they are changed. Links are not followed, so there are no loops. */
export async function monthFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Any *.jsonl of a month, also one that a file synchroniser has renamed: reading an operation twice changes nothing. */
async function journalFiles(folder: string, month: string): Promise<readonly JournalFile[]> {
  const entries = await readdir(join(folder, month), { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => entry.name)
    .sort();
  // All at once: at opening, a trip to a thread and back for one after the other takes longest of all.
  const files = await Promise.all(
    names.map(async (name): Promise<JournalFile | undefined> => {
      // A file may go away between the listing and here.
      const found = await stat(join(folder, month, name)).catch(() => undefined);
      return (
        found && {
          name: `${month}/${name}`,
          size: found.size,
          modifiedMs: found.mtimeMs,
          inode: found.ino,
        }
      );
    }),
  );
  return files.filter((file) => file !== undefined);
}

/** The files of these months, or of all, oldest month first. */
export async function journalFilesOf(
  folder: string,
  months?: readonly string[],
): Promise<readonly JournalFile[]> {
  const wanted = months ?? (await monthFolders(folder));
  return (await Promise.all(wanted.map((month) => journalFiles(folder, month)))).flat();
}
