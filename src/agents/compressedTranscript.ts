import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { lineLimitBytes } from './appendedLines';
import { recordStart } from './recordStart';
import type { FoundTranscript } from './listTranscripts';
import { unreadable, type ResumableReading, type TranscriptReading } from './readTranscript';
import type { ReadingRules, Skip, SkipReason } from './transcriptReader';

/** Takes compressed bytes and gives what they hold. */
export type Decompress = () => Duplex;

const leftCompressed = 'compressed file that only Node.js 22.15 or newer can read';

/** Undefined where this Node.js can't: it came with 22.15. */
export function zstdDecompress(): Decompress | undefined {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof create === 'function' ? (): Duplex => create() : undefined;
}

export function wasLeftCompressed(known: TranscriptReading | undefined): boolean {
  return known?.skipped[leftCompressed] !== undefined;
}

/**
 * Reads a compressed transcript as a stream: it may hold many times its size. What can't be read keeps what was known
 * of it, and counts as skipped.
 */
export async function readCompressed(
  found: FoundTranscript,
  known: ResumableReading | undefined,
  rules: ReadingRules,
  decompress: Decompress | undefined,
): Promise<ResumableReading> {
  const format = found.reader.format(found.name);
  if (!decompress || format?.kind !== 'compressed lines') {
    return { ...unreadable(found, known), skipped: { [leftCompressed]: 1 } };
  }
  const counts: Partial<Record<SkipReason, number>> = {};
  const skip = (reason: SkipReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const reader = format.open(found, rules, skip, undefined);
  try {
    await pipeline(createReadStream(found.path), decompress(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const line of linesOf(chunks, skip)) {
        reader.line(line, 0, line.length);
      }
    });
  } catch {
    return unreadable(found, known);
  }
  const { path, identity, size, modifiedAt } = found;
  // Nothing will be appended: what it said is all that is to be kept.
  return {
    path,
    identity,
    size,
    modifiedAt,
    offset: size,
    head: 0,
    tail: 0,
    skipped: counts,
    part: reader.part(),
  };
}

/** Complete lines that are valid UTF-8. */
async function* linesOf(chunks: AsyncIterable<Buffer>, skip: Skip): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  let tooLong = false;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const line = wholeLine([...held, chunk.subarray(start, end)], tooLong, skip);
      if (line !== undefined) {
        yield line;
      }
      held = [];
      length = 0;
      tooLong = false;
      start = end + 1;
    }
    length += chunk.length - start;
    tooLong ||= length > lineLimitBytes;
    held = tooLong ? [] : [...held, chunk.subarray(start)];
  }
  const last = wholeLine(held, tooLong, skip);
  if (last !== undefined) {
    yield last;
  }
}

function wholeLine(pieces: readonly Buffer[], tooLong: boolean, skip: Skip): Buffer | undefined {
  if (tooLong) {
    skip('line too long');
    return undefined;
  }
  const bytes = Buffer.concat(pieces);
  if (!isUtf8(bytes)) {
    skip('invalid UTF-8');
    return undefined;
  }
  const from = recordStart(bytes, 0, bytes.length, skip);
  return from === bytes.length ? undefined : bytes.subarray(from);
}
