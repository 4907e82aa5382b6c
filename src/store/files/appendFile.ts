import { constants, fstatSync, write } from 'node:fs';
import { mkdir, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrorWithCode } from './errorCode';

const { O_APPEND, O_CREAT, O_DSYNC, O_EXCL, O_WRONLY } = constants;

/**
 * On Linux, a write to a file opened like this returns once the data and the length are on the disk: the effect of
 * fdatasync in one thread round trip instead of two. Elsewhere the flag is missing or, unlike fsync, doesn't flush
 * the disk's own cache.
 */
const syncsEachWrite = process.platform === 'linux';

/** A file that only this process writes to, and only at its end. */
export interface AppendFile {
  /** Resolves when the bytes and the file's new length are on the disk. @throws {VanishedFileError} and others */
  append(bytes: Uint8Array): Promise<void>;
  /** Truncates what a failed append left behind; removes an empty file. Never throws. */
  abandon(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The file was deleted while it was open, so anything written to it is lost. */
export class VanishedFileError extends Error {
  override readonly name = 'VanishedFileError';
}

/** Something that isn't a folder is in its place. */
export class NoFolderError extends Error {
  override readonly name = 'NoFolderError';
  readonly code = 'ENOTDIR';

  constructor(readonly path: string) {
    super(`${path} isn't a folder`);
  }
}

/** Creates a file for appending. @throws with code EEXIST if it exists already. */
export type CreateAppendFile = (path: string) => Promise<AppendFile>;

export const createAppendFile: CreateAppendFile = async (path) => {
  await createDirectory(dirname(path)).catch((error: unknown) => {
    throw isErrorWithCode(error, 'EEXIST') ? new NoFolderError(dirname(path)) : error;
  });
  const file = await appendFileOf(path, 'new');
  try {
    await syncDirectory(dirname(path));
  } catch (error) {
    await file.abandon(0);
    throw error;
  }
  return file;
};

/** Opens a file that must be new, or must exist. @throws the file system's error. */
export async function appendFileOf(path: string, state: 'new' | 'there'): Promise<AppendFile> {
  const flags =
    O_WRONLY | O_APPEND | (state === 'new' ? O_CREAT | O_EXCL : 0) | (syncsEachWrite ? O_DSYNC : 0);
  const file = await open(path, flags, 0o600);
  const { fd } = file;
  return {
    async append(bytes) {
      const writing = writtenTo(fd, bytes, 0);
      // While the disk works: whoever deletes the file a moment later deletes what was acknowledged before as well.
      const links = linksTo(fd);
      let written = await writing;
      while (written < bytes.length) {
        written += await writtenTo(fd, bytes, written);
      }
      if (!syncsEachWrite) {
        await file.datasync();
      }
      if ((links ?? fstatSync(fd).nlink) === 0) {
        throw new VanishedFileError(path);
      }
    },
    async abandon(length) {
      try {
        await (length > 0 ? file.truncate(length) : unlink(path));
      } catch {
        // The worst that can remain is an action that was reported as not stored.
      }
      await file.close().catch(() => undefined);
    },
    close: () => file.close(),
  };
}

/** @returns undefined if that can't be said now. */
function linksTo(fd: number): number | undefined {
  try {
    return fstatSync(fd).nlink;
  } catch {
    return undefined; // Asked again after the write, which must end before anything else happens to the file.
  }
}

/** The write of a file handle takes a tenth of an append longer. @returns how many bytes were written. */
function writtenTo(fd: number, bytes: Uint8Array, from: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, from, bytes.length - from, null, (error, written) => {
      if (error) {
        reject(error);
      } else {
        resolve(written);
      }
    });
  });
}

/** Creates a directory with its parents, accessible only to the user, so that they survive a power failure. */
export async function createDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) {
    return;
  }
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made));
  }
}

export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') {
    return; // Windows can't open a directory; NTFS journals the entry itself.
  }
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
