import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { lineLimitBytes } from './appendedLines';
import type { FoundTranscript } from './listTranscripts';
import {
  guarded,
  partRead,
  placeOf,
  unreadReading,
  type ResumableReading,
  type TranscriptReading,
} from './readTranscript';
import type { LineReader, ReadingRules, Skip } from './transcriptReader';
import type { SkipReason } from '../../core/transcript/source/skipReason';
import { takeEndOfLine, takeRecords } from './wholeRecords';

/** Decompresses bytes as they come. */
export type Decompress = () => Duplex;

const leftCompressed = 'compressed file that only Node.js 22.15 or newer can read';

/** Undefined before Node.js 22.15. */
export function zstdDecompress(): Decompress | undefined {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof create === 'function' ? (): Duplex => create() : undefined;
}

export function wasLeftCompressed(known: TranscriptReading | undefined): boolean {
  return known?.skipped[leftCompressed] !== undefined;
}

/**
 * Reads a compressed transcript as a stream, since it may be many times its size. If it can't be read, what was known
 * of it stays, and it counts as skipped.
 */
export async function readCompressed(
  found: FoundTranscript,
  known: ResumableReading | undefined,
  rules: ReadingRules,
  decompress: Decompress | undefined,
): Promise<ResumableReading> {
  const format = found.reader.format(found.name);
  if (!decompress || format?.kind !== 'compressed lines') {
    return { ...unreadReading(found, known), skipped: { [leftCompressed]: 1 } };
  }
  const counts: Partial<Record<SkipReason, number>> = {};
  const skip = (reason: SkipReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const reader = format.open(found, rules, skip, undefined);
  try {
    await pipeline(createReadStream(found.path), decompress(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const line of linesOf(chunks)) {
        takeLine(line, reader, skip);
      }
    });
    return wholeReading(found, reader, counts, rules);
  } catch {
    return unreadReading(found, known);
  }
}

function wholeReading(
  found: FoundTranscript,
  reader: LineReader,
  counts: Partial<Record<SkipReason, number>>,
  rules: ReadingRules,
): ResumableReading {
  // Nothing will be appended, so only the result is kept.
  return {
    ...placeOf(found),
    offset: found.size,
    head: '',
    tail: '',
    skipped: counts,
    ...partRead(reader.part(), undefined, rules, counts),
  };
}

interface Line {
  readonly bytes: Buffer;
  /** The line is too long, and only its end is here. */
  readonly isCut: boolean;
}

function takeLine({ bytes, isCut }: Line, reader: LineReader, skip: Skip): void {
  const take = guarded(reader, skip);
  if (isCut) {
    takeEndOfLine(bytes, bytes.length, take, skip);
  } else {
    takeRecords(bytes, 0, bytes.length, take, skip);
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let length = 0;
  let isCut = false;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      yield { bytes: Buffer.concat([...held, chunk.subarray(start, end)]), isCut };
      held = [];
      length = 0;
      isCut = false;
      start = end + 1;
    }
    held.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > lineLimitBytes) {
      let dropped = 0;
      while (length > lineLimitBytes / 2) {
        length -= held[dropped]?.length ?? length;
        dropped += 1;
      }
      held.splice(0, dropped);
      isCut = true;
    }
  }
  yield { bytes: Buffer.concat(held), isCut };
}
