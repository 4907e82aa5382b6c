import type { DatabaseDamage, FileProblem } from '../../core/record/storeProblem';
import { constants } from 'node:fs';
import { open, readdir, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { syncDirectory } from '../files/appendFile';
import { type Database, type Sqlite } from '../database/database';
import { loadPositions, type JournalPosition } from '../journal/journalPosition';
import { recordDatabase, type RecordDatabase } from '../database/recordDatabase';
import { applicationId, schema, schemaVersion } from '../database/schema';

export interface LoadedSnapshot {
  readonly database: Database;
  readonly record: RecordDatabase;
  readonly positions: Map<string, JournalPosition>;
}

export type SnapshotAnswer =
  | { readonly kind: 'loaded'; readonly snapshot: LoadedSnapshot }
  | { readonly kind: 'absent' }
  /** Made by another version of the extension: expendable, since the journal holds all of it. */
  | { readonly kind: 'outdated' }
  /** Expendable too, but it shouldn't have happened. */
  | { readonly kind: 'damaged'; readonly damage: DatabaseDamage }
  /** Possibly not ours, so it mustn't be overwritten. */
  | { readonly kind: 'foreign' };

/** No snapshot takes this long to write. */
const leftoverAgeMs = 60 * 60_000;

/** Summed in about 5 ms. */
const sealPieceBytes = 32 * 1024 * 1024;

const magic = 'SQLite format 3\0';
const sealMark = 'LevRseal';
const sealBytes = sealMark.length + 8;

/** Told what is wrong with a database once it is in use. */
export type OnProblem = (problem: FileProblem) => void;

export function emptySnapshot(sqlite: Sqlite, onProblem: OnProblem): LoadedSnapshot {
  const database = sqlite.open();
  database.exec(schema);
  return { database, record: recordDatabase(database, onProblem), positions: new Map() };
}

/** The bytes of a file, or why there are none. */
export type SnapshotBytes =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | Extract<SnapshotAnswer, { kind: 'absent' | 'damaged' }>;

/** Opens the file, which others replace but never write to. @returns what reads it as it was then, once */
export async function openedFile(path: string): Promise<() => Promise<SnapshotBytes>> {
  try {
    // Otherwise a pipe without a writer would never open.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return async () => {
      try {
        return { kind: 'read', bytes: await bytesOf(file) };
      } catch (error) {
        return unread(error);
      } finally {
        // Nobody waits for that.
        file.close().catch(() => undefined);
      }
    };
  } catch (error) {
    const answer = unread(error);
    return () => Promise.resolve(answer);
  }
}

function unread(error: unknown): SnapshotBytes {
  const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return absent
    ? { kind: 'absent' }
    : { kind: 'damaged', damage: { kind: 'unreadable', why: String(error) } };
}

export async function loadSnapshot(
  sqlite: Sqlite,
  path: string,
  onProblem: OnProblem,
): Promise<SnapshotAnswer> {
  const read = await openedFile(path);
  return openRead(sqlite, await read(), onProblem);
}

export async function openRead(
  sqlite: Sqlite,
  read: SnapshotBytes,
  onProblem: OnProblem,
): Promise<SnapshotAnswer> {
  return read.kind === 'read' ? openSnapshot(sqlite, read.bytes, onProblem) : read;
}

/** In one piece: `readFile` returns to a busy thread twice per megabyte. */
async function bytesOf(file: FileHandle): Promise<Uint8Array> {
  const found = await file.stat();
  if (!found.isFile()) {
    throw new Error('not a file');
  }
  const { size } = found;
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let filled = 0; filled < size;) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) {
      return bytes.subarray(0, filled);
    }
    filled += bytesRead;
  }
  return bytes;
}

/** @param bytes made by `sealed`; the database takes ownership of them. */
export async function openSnapshot(
  sqlite: Sqlite,
  bytes: Uint8Array,
  onProblem: OnProblem,
): Promise<SnapshotAnswer> {
  if (bytes.length === 0) {
    return { kind: 'damaged', damage: { kind: 'empty' } };
  }
  const content = bytes.subarray(0, Math.max(0, bytes.length - sealBytes));
  const seal = Buffer.from(bytes.subarray(content.length)).toString('latin1');
  if (seal === (await sealOf(content))) {
    return openWhole(sqlite, content, onProblem);
  }
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(100, bytes.length));
  const isDatabase = header.length === 100 && header.toString('latin1', 0, 16) === magic;
  if (isDatabase && header.readUInt32BE(68) === applicationId) {
    // Earlier versions didn't seal the file itself.
    return header.readUInt32BE(60) < schemaVersion && !seal.startsWith(sealMark)
      ? { kind: 'outdated' }
      : { kind: 'damaged', damage: { kind: 'changed' } };
  }
  return seal.startsWith(sealMark) ? { kind: 'damaged', damage: { kind: 'changed' } } : { kind: 'foreign' };
}

/** Bytes that are as they were written, so anything wrong with them was wrong then. */
function openWhole(sqlite: Sqlite, content: Uint8Array, onProblem: OnProblem): SnapshotAnswer {
  const header = Buffer.from(content.buffer, content.byteOffset, Math.min(100, content.length));
  if (header.length < 100 || header.readUInt32BE(60) !== schemaVersion) {
    return { kind: 'outdated' };
  }
  let database: Database | undefined;
  try {
    database = sqlite.open(content);
    const positions = loadPositions(database);
    // Prepares every statement, so a wrong table or column fails here.
    const record = recordDatabase(database, onProblem);
    return { kind: 'loaded', snapshot: { database, record, positions } };
  } catch {
    database?.close();
    return { kind: 'damaged', damage: { kind: 'inconsistent' } };
  }
}

/** Moves a file that is not ours out of the way. @returns its new name, undefined if it can't be moved. */
export async function setAside(path: string, now: number): Promise<string | undefined> {
  const name = `tasks.set-aside-${now}.sqlite`;
  return rename(path, join(dirname(path), name)).then(
    () => name,
    () => undefined,
  );
}

/** Removes unfinished files left by killed writers. Never throws. */
export async function removeLeftovers(path: string, now: number): Promise<void> {
  const directory = dirname(path);
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(basename(path)) && each.endsWith('.tmp'))) {
    const leftover = join(directory, name);
    const found = await stat(leftover).catch(() => undefined);
    if (found !== undefined && now - found.mtimeMs > leftoverAgeMs) {
      await unlink(leftover).catch(() => undefined);
    }
  }
}

/**
 * The file is complete at any moment, even after a crash. Several writers don't disturb each other: the last one
 * wins.
 */
export async function writeSnapshot(path: string, bytes: Uint8Array, writer: string): Promise<void> {
  const temporary = `${path}.${writer}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  // Files that earlier versions kept next to it.
  await unlink(`${path}.seal`).catch(() => undefined);
  await syncDirectory(dirname(path));
}

/** A checksum over all bytes follows the database's own: SQLite itself doesn't notice a flipped bit in a row. */
async function sealOf(content: Uint8Array): Promise<string> {
  let checksum = 0;
  // In pieces, since the checksum of a large file would block the thread.
  for (let start = 0; start < content.length; start += sealPieceBytes) {
    if (start > 0) {
      await nextTurn();
    }
    checksum = crc32(content.subarray(start, start + sealPieceBytes), checksum);
  }
  return `${sealMark}${checksum.toString(16).padStart(8, '0')}`;
}

/** A database's bytes with their seal. */
export async function sealed(content: Uint8Array): Promise<Uint8Array> {
  return Buffer.concat([content, Buffer.from(await sealOf(content), 'latin1')]);
}
