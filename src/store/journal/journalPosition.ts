import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import { chunksOf } from '../files/chunks';
import type { JournalFile } from './journalFolder';
import { Query, transactionOn, type Database } from '../database/database';

const positionSchema = z.object({
  /** Read up to here, always between two actions. */
  offset: z.number(),
  line: z.number(),
  /** CRC-32 of all bytes before `offset`. */
  crc: z.number(),
  size: z.number(),
  modifiedMs: z.number(),
  inode: z.number(),
  /** The latest stamp believed; empty if none. */
  lastStamp: z.string(),
  /** How many entries so far contain something that only a newer version understands. */
  newer: z.number(),
  /** Whether the incomplete end, of this size, has been reported. */
  tornSaid: z.boolean(),
});

/** How far a journal file has been read, and how to recognise it as the same file. */
export type JournalPosition = Readonly<z.infer<typeof positionSchema>>;

export function positionAfter(
  { size, modifiedMs, inode }: JournalFile,
  reached: {
    readonly offset: number;
    readonly line: number;
    readonly crc: number;
    readonly newer: number;
  },
  end: number,
  lastStamp: string,
): JournalPosition {
  // If only a part was to be read, the rest must look new next time.
  const seen = Math.min(size, end);
  return {
    offset: reached.offset,
    line: reached.line,
    crc: reached.crc,
    size: seen,
    modifiedMs,
    inode,
    lastStamp,
    newer: reached.newer,
    tornSaid: false,
  };
}

export function isUnchanged(known: JournalPosition, file: JournalFile): boolean {
  return known.size === file.size && known.modifiedMs === file.modifiedMs && known.inode === file.inode;
}

/** Whether the file may not be the one read before: another took its name, or it changed in other ways than growing. */
export function isDoubtful(known: JournalPosition, file: JournalFile): boolean {
  return (
    known.inode !== file.inode ||
    file.size < known.size ||
    (file.size === known.size && !isUnchanged(known, file))
  );
}

/** Whether a file still begins with what was read of it. @throws the file system's error. */
export async function continues(path: string, known: JournalPosition, size: number): Promise<boolean> {
  if (size < known.offset) {
    return false;
  }
  let crc = 0;
  for await (const chunk of chunksOf(path, 0, known.offset)) {
    crc = crc32(chunk, crc);
  }
  return crc === known.crc;
}

export function loadPositions(database: Database): Map<string, JournalPosition> {
  const positions = new Map<string, JournalPosition>();
  for (const row of new Query(database, 'SELECT name, position FROM journal_file').all()) {
    const position = positionSchema.safeParse(JSON.parse(String(row['position'])));
    if (position.success) {
      positions.set(String(row['name']), position.data);
    }
  }
  return positions;
}

export function savePositions(database: Database, positions: ReadonlyMap<string, JournalPosition>): void {
  const put = new Query(database, 'INSERT OR REPLACE INTO journal_file (name, position) VALUES (?, ?)');
  transactionOn(database)(() => {
    for (const [name, position] of positions) {
      put.run(name, JSON.stringify(position));
    }
  });
}
