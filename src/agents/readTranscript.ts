import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { TranscriptPart } from '../core/transcript/transcriptPart';
import type { AppendedLines } from './appendedLines';
import { hash53 } from './hash';
import { objectEnd, tooDeep } from './jsonSkim';
import type { FoundTranscript } from './listTranscripts';
import { recordStart } from './recordStart';
import type { LineReader, ReaderState, ReadingRules, SkipReason, TranscriptFormat } from './transcriptReader';

export type SkipCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** What is known of one file after reading it. */
export interface TranscriptReading {
  readonly path: string;
  readonly identity: string;
  readonly size: number;
  readonly modifiedAt: number;
  /** After the last complete line. */
  readonly offset: number;
  /** Hashes of the bytes at the beginning and before the offset: a file rewritten in place is read anew. */
  readonly head: number;
  readonly tail: number;
  readonly skipped: SkipCounts;
  readonly part: TranscriptPart | undefined;
}

/** A reading that can be gone on from. `state` once it was put away, `reader` while it is at hand. */
export interface ResumableReading extends TranscriptReading {
  readonly reader?: LineReader;
  readonly state?: ReaderState;
}

const fingerprintBytes = 64;
const documentFailures: readonly SkipReason[] = ['file too large', 'nested too deeply', 'malformed line'];
const documentLimitBytes = 128 * 1024 * 1024;

/** Reads a file, or only what was appended to it since; an unreadable one keeps what was known of it. */
export function readTranscript(
  found: FoundTranscript,
  known: ResumableReading | undefined,
  lines: AppendedLines,
  rules: ReadingRules,
): ResumableReading {
  const format = found.reader.format(found.name);
  let descriptor: number;
  try {
    descriptor = openSync(found.path, 'r');
  } catch {
    return unreadable(found, known);
  }
  try {
    if (!format || format.kind === 'compressed lines') {
      return unreadable(found, known);
    }
    return format.kind === 'lines'
      ? readLines(descriptor, found, format, known, lines, rules)
      : readDocument(descriptor, found, format, known, rules);
  } catch {
    return unreadable(found, known);
  } finally {
    closeSync(descriptor);
  }
}

/** @returns whether the file may hold something that the reading doesn't. */
export function isStale(found: FoundTranscript, known: TranscriptReading | undefined): boolean {
  return (
    !known ||
    known.identity !== found.identity ||
    known.size !== found.size ||
    known.modifiedAt !== found.modifiedAt
  );
}

function readLines(
  descriptor: number,
  found: FoundTranscript,
  format: Extract<TranscriptFormat, { kind: 'lines' }>,
  known: ResumableReading | undefined,
  lines: AppendedLines,
  rules: ReadingRules,
): ResumableReading {
  const goesOn = known !== undefined && canGoOn(descriptor, found, known);
  const counts: Partial<Record<SkipReason, number>> = goesOn ? { ...known.skipped } : {};
  const skip = (reason: SkipReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const reader = format.open(found, rules, skip, goesOn ? (known.reader?.state() ?? known.state) : undefined);
  // The file may have grown since it was listed: what is there now is read, and no more.
  const { size } = fstatSync(descriptor);
  const offset = lines.read(
    descriptor,
    goesOn ? known.offset : 0,
    size,
    (bytes, start, end) => reader.line(bytes, start, end),
    skip,
  );
  return {
    path: found.path,
    identity: found.identity,
    size: found.size,
    modifiedAt: found.modifiedAt,
    offset,
    head: fingerprint(descriptor, 0, Math.min(fingerprintBytes, offset)),
    tail: fingerprint(descriptor, Math.max(0, offset - fingerprintBytes), offset),
    skipped: counts,
    part: reader.part(),
    reader,
  };
}

function canGoOn(descriptor: number, found: FoundTranscript, known: ResumableReading): boolean {
  return (
    known.identity === found.identity &&
    (known.reader !== undefined || known.state !== undefined) &&
    found.size >= known.offset &&
    fingerprint(descriptor, 0, Math.min(fingerprintBytes, known.offset)) === known.head &&
    fingerprint(descriptor, Math.max(0, known.offset - fingerprintBytes), known.offset) === known.tail
  );
}

function readDocument(
  descriptor: number,
  found: FoundTranscript,
  format: Extract<TranscriptFormat, { kind: 'document' }>,
  known: ResumableReading | undefined,
  rules: ReadingRules,
): TranscriptReading {
  const counts: Partial<Record<SkipReason, number>> = {};
  const skip = (reason: SkipReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const { size } = fstatSync(descriptor);
  let part: TranscriptPart | undefined;
  if (size > documentLimitBytes) {
    skip('file too large');
  } else {
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let count = -1; count !== 0 && length < size; length += count) {
      count = readSync(descriptor, bytes, length, size - length, length);
    }
    const from = recordStart(bytes, 0, length, () => undefined);
    if (objectEnd(bytes, from, length) === tooDeep) {
      skip('nested too deeply');
    } else {
      part = format.read(bytes.subarray(from, length), found, rules, skip);
    }
  }
  // Half written, or grown beyond measure: what it said before still holds.
  const isUnread = documentFailures.some((reason) => counts[reason] !== undefined);
  const { path, identity, modifiedAt } = found;
  return {
    path,
    identity,
    size: found.size,
    modifiedAt,
    offset: size,
    head: 0,
    tail: 0,
    skipped: counts,
    part: part ?? (isUnread ? known?.part : undefined),
  };
}

/** What is known of a file that couldn't be read now. */
export function unreadable(found: FoundTranscript, known: ResumableReading | undefined): ResumableReading {
  const { path, identity, size, modifiedAt } = found;
  const before = known ?? { path, offset: 0, head: 0, tail: 0, skipped: {}, part: undefined };
  return { ...before, identity, size, modifiedAt, skipped: { ...before.skipped, 'unreadable file': 1 } };
}

function fingerprint(descriptor: number, start: number, end: number): number {
  const bytes = Buffer.alloc(end - start);
  const count = readSync(descriptor, bytes, 0, bytes.length, start);
  return hash53(bytes, 0, count);
}
