import { open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { entities } from '../core/journal/operation';
import { syncDirectory } from './appendFile';
import { Query, type Database, type Sqlite } from './database';
import { loadPositions, type JournalPosition } from './journalPosition';
import { applicationId, schema, schemaVersion } from './schema';

export interface LoadedSnapshot {
  readonly database: Database;
  readonly positions: Map<string, JournalPosition>;
}

export type SnapshotAnswer =
  | { readonly kind: 'loaded'; readonly snapshot: LoadedSnapshot }
  | { readonly kind: 'absent' }
  /** Made by another version of ours: worth nothing, since all of it is in the journal. */
  | { readonly kind: 'outdated' }
  /** The same, but it should not have happened. */
  | { readonly kind: 'damaged'; readonly message: string }
  /** Not known to be ours, so it must not be overwritten. */
  | { readonly kind: 'foreign' };

/** No snapshot takes this long to write. */
const leftoverAgeMs = 60 * 60_000;

/** Summed in some 5 ms. */
const sealPieceBytes = 32 * 1024 * 1024;

const magic = 'SQLite format 3\0';
const tables = [...entities, 'incomplete', 'day_sums', 'journal_file'];

export function emptySnapshot(sqlite: Sqlite): LoadedSnapshot {
  const database = sqlite.open();
  database.exec(schema);
  return { database, positions: new Map() };
}

/** The bytes of a file, or why there are none. */
export type SnapshotBytes =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly sealed: Promise<boolean> }
  | Extract<SnapshotAnswer, { kind: 'absent' | 'damaged' }>;

export async function readSnapshot(path: string): Promise<SnapshotBytes> {
  try {
    const [bytes, seal] = await Promise.all([
      wholeFile(path),
      readFile(`${path}.seal`, 'utf8').catch(() => undefined),
    ]);
    // Not awaited: whoever opens the snapshot has other things to read meanwhile.
    return { kind: 'read', bytes, sealed: isSealed(bytes, seal) };
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return absent ? { kind: 'absent' } : { kind: 'damaged', message: `It can't be read (${String(error)}).` };
  }
}

export async function loadSnapshot(sqlite: Sqlite, path: string): Promise<SnapshotAnswer> {
  return openRead(sqlite, await readSnapshot(path));
}

export async function openRead(sqlite: Sqlite, read: SnapshotBytes): Promise<SnapshotAnswer> {
  return read.kind === 'read' ? openSnapshot(sqlite, read.bytes, await read.sealed) : read;
}

/** In one piece: `readFile` comes back to a busy thread twice a megabyte. */
async function wholeFile(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let filled = 0; filled < size;) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
      if (bytesRead === 0) {
        return bytes.subarray(0, filled);
      }
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

/**
 * @param bytes handed over to the database.
 * @param trusted whether they are known to be as they were written
 */
export async function openSnapshot(
  sqlite: Sqlite,
  bytes: Uint8Array,
  trusted: boolean,
): Promise<SnapshotAnswer> {
  if (bytes.length === 0) {
    return { kind: 'damaged', message: 'It is empty.' };
  }
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(100, bytes.length));
  if (header.length < 100 || header.toString('latin1', 0, 16) !== magic) {
    return { kind: 'foreign' };
  }
  if (header.readUInt32BE(68) !== applicationId) {
    return { kind: 'foreign' };
  }
  if (header.readUInt32BE(60) !== schemaVersion) {
    return { kind: 'outdated' };
  }
  let database: Database | undefined;
  try {
    database = sqlite.open(bytes);
    if (!trusted) {
      await check(database);
    }
    return { kind: 'loaded', snapshot: { database, positions: loadPositions(database) } };
  } catch {
    database?.close();
    return { kind: 'damaged', message: 'It is damaged.' };
  }
}

/** About 1 ms a megabyte, so table by table. A zeroed page would pass a mere count. */
async function check(database: Database): Promise<void> {
  for (const table of tables) {
    const answer = new Query(database, `PRAGMA quick_check(${table})`).all();
    if (answer[0]?.['quick_check'] !== 'ok') {
      throw new Error(`quick_check of ${table}: ${JSON.stringify(answer.slice(0, 3))}`);
    }
    await nextTurn();
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

/** Removes what writers that were killed left half written. Never throws. */
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

/** The file is whole at any moment, also through a crash. Several writers don't disturb each other: the last one wins. */
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
  await seal(path, bytes, writer);
  await syncDirectory(dirname(path));
}

/**
 * Beside the snapshot lies its seal: size and checksum as written. A file that keeps to it need not be checked page by
 * page, which takes a fifth of a second at 20,000 tasks. Without a fitting seal (two writers at once, somebody's VACUUM)
 * it is checked, so a seal that can't be written costs time only.
 */
async function seal(path: string, bytes: Uint8Array, writer: string): Promise<void> {
  const temporary = `${path}.seal.${writer}.tmp`;
  try {
    await writeFile(temporary, await sealOf(bytes), { mode: 0o600 });
    await rename(temporary, `${path}.seal`);
  } catch {
    await unlink(temporary).catch(() => undefined);
  }
}

async function isSealed(bytes: Uint8Array, seal: string | undefined): Promise<boolean> {
  return seal !== undefined && seal === (await sealOf(bytes));
}

/** In pieces, since a checksum of a large file would hold up the thread. */
async function sealOf(bytes: Uint8Array): Promise<string> {
  let checksum = 0;
  for (let start = 0; start < bytes.length; start += sealPieceBytes) {
    checksum = crc32(bytes.subarray(start, start + sealPieceBytes), checksum);
    await nextTurn();
  }
  return `${bytes.length} ${checksum.toString(16)}\n`;
}
