import { crc32 } from 'node:zlib';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stamp } from '../../core/journal/stamp';
import { chunksOf } from '../files/chunks';
import type { Database } from '../database/database';
import { positionAfter, savePositions, type JournalPosition } from '../journal/journalPosition';
import type { JournalWriter } from '../journal/journalWriter';
import type { RecordDatabase } from '../database/recordDatabase';
import { sealed, writeSnapshot } from './snapshotFile';
import { journalFolderOf, snapshotPathOf } from '../files/storePaths';

export interface OwnSnapshot {
  readonly directory: string;
  readonly writer: string;
  readonly database: Database;
  readonly record: Pick<RecordDatabase, 'settle' | 'daySums' | 'isWhole'>;
  readonly positions: Map<string, JournalPosition>;
  /** Of a writer that has stopped writing, but hasn't released its file to others yet. */
  readonly files: Pick<JournalWriter, 'written' | 'writtenBefore'>;
  /** The latest stamp issued; empty if none. */
  readonly lastStamp: Stamp;
}

/** Saves the database of a short run as tasks.sqlite, so that nobody has to read back what it has just written. */
export async function saveOwnSnapshot(own: OwnSnapshot): Promise<void> {
  const { directory, writer, database, record, positions } = own;
  for (const [name, end] of own.files.written) {
    const position = await positionOfOwn(own, name, end);
    if (position !== undefined) {
      positions.set(name, position);
    }
  }
  record.settle();
  if (!record.isWhole) {
    throw new Error('An entry of the journal could not be taken into the database');
  }
  record.daySums.refresh();
  savePositions(database, positions);
  await writeSnapshot(snapshotPathOf(directory), await sealed(database.export()), writer);
}

/** @returns undefined if someone wrote something to the file that wasn't read before it was continued here. */
async function positionOfOwn(
  { directory, positions, files, lastStamp }: OwnSnapshot,
  name: string,
  end: number,
): Promise<JournalPosition | undefined> {
  const known = positions.get(name);
  const start = known?.offset ?? 0;
  if (start !== files.writtenBefore(name)) {
    return undefined;
  }
  const path = join(journalFolderOf(directory), name);
  let line = known?.line ?? 0;
  let crc = known?.crc ?? 0;
  let offset = start;
  for await (const chunk of chunksOf(path, start, end)) {
    crc = crc32(chunk, crc);
    offset += chunk.length;
    line += linesIn(chunk);
  }
  const { size, mtimeMs: modifiedMs, ino: inode } = await stat(path);
  const reached = { offset, line, crc, newer: known?.newer ?? 0 };
  return offset === end
    ? positionAfter({ name, size, modifiedMs, inode }, reached, end, lastStamp)
    : undefined;
}

function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) {
    lines += 1;
  }
  return lines;
}
