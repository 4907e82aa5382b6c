import { closeSync, fstatSync, readSync } from 'node:fs';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { AppendedLines } from './appendedLines';
import { keyedHash } from '../files/installationKey';
import { objectEnd, tooDeep } from '../json/jsonSkim';
import type { FoundTranscript } from './listTranscripts';
import { recordStart } from './recordStart';
import { boundedPart } from './partBounds';
import { firstPromptOf, withFirstPrompt, type FirstPrompt } from './promptWords';
import { openRegularFile } from '../files/regularFile';
import type { LineReader, ReaderState, ReadingRules, Skip, TranscriptFormat } from './transcriptReader';
import type { SkipReason } from '../../core/transcript/source/skipReason';
import type { TakePlain, TakeRecord } from './wholeRecords';

export type SkipCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** What is known of one file after reading it. */
export interface TranscriptReading {
  readonly path: string;
  readonly agent: string;
  /** Below the root it was found in. */
  readonly name: string;
  readonly identity: string;
  readonly size: number;
  readonly modifiedAt: number;
  /** After the last complete line. */
  readonly offset: number;
  /** Keyed hashes of the bytes at the beginning and before the offset: a file rewritten in place is read again. */
  readonly head: string;
  readonly tail: string;
  readonly skipped: SkipCounts;
  /** Without words except the first prompt's, if they may be kept. */
  readonly part: TranscriptPart | undefined;
  readonly first?: FirstPrompt;
}

/** A reading that can be continued, with `state` once it was saved, `reader` while it is in memory. */
export interface ResumableReading extends TranscriptReading {
  readonly reader?: LineReader;
  readonly state?: ReaderState;
  /** Only appended lines were read, by a reader that revokes nothing, so everything known before still holds. */
  readonly wentOn?: boolean;
}

const noKey = new Uint8Array(0);
const fingerprintBytes = 64;
const documentFailures: readonly SkipReason[] = ['file too large', 'nested too deeply', 'malformed line'];
const documentLimitBytes = 128 * 1024 * 1024;

/** Reads a file, or only what was appended since; an unreadable one keeps what was known of it. */
export function readTranscript(
  found: FoundTranscript,
  known: ResumableReading | undefined,
  lines: AppendedLines,
  rules: ReadingRules,
): ResumableReading {
  const format = found.reader.format(found.name);
  let descriptor: number;
  try {
    descriptor = openRegularFile(found.path);
  } catch {
    return unreadReading(found, known);
  }
  try {
    if (!format || format.kind === 'compressed lines') {
      return unreadReading(found, known);
    }
    return format.kind === 'lines'
      ? readLines(descriptor, found, format, known, lines, rules)
      : readDocument(descriptor, found, format, known, rules);
  } catch {
    return unreadReading(found, known);
  } finally {
    closeSync(descriptor);
  }
}

/** @returns whether the file may contain something that the reading doesn't. */
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
  const goesOn = known !== undefined && canGoOn(descriptor, found, known, rules.key ?? noKey);
  const counts: Partial<Record<SkipReason, number>> = goesOn ? { ...known.skipped } : {};
  const skip = (reason: SkipReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const reader = format.open(found, rules, skip, goesOn ? (known.reader?.state() ?? known.state) : undefined);
  // The file may have grown since it was listed; this reads what is there now and no more.
  const { size } = fstatSync(descriptor);
  const from = goesOn ? known.offset : 0;
  const offset = lines.read(descriptor, from, size, guarded(reader, skip), skip, guardedPlain(reader, skip));
  const key = rules.key ?? noKey;
  return {
    ...placeOf(found),
    offset,
    head: fingerprint(descriptor, key, 0, Math.min(fingerprintBytes, offset)),
    tail: fingerprint(descriptor, key, Math.max(0, offset - fingerprintBytes), offset),
    skipped: counts,
    ...partRead(reader.part(), goesOn ? known.first : undefined, rules, counts),
    reader,
    wentOn: goesOn && format.revises !== true,
  };
}

/** Identifies the file and its version. */
export function placeOf({
  path,
  name,
  reader,
  identity,
  size,
  modifiedAt,
}: FoundTranscript): Pick<TranscriptReading, 'path' | 'name' | 'agent' | 'identity' | 'size' | 'modifiedAt'> {
  return { path, name, agent: reader.agent, identity, size, modifiedAt };
}

function canGoOn(
  descriptor: number,
  found: FoundTranscript,
  known: ResumableReading,
  key: Uint8Array,
): boolean {
  return (
    known.identity === found.identity &&
    (known.reader !== undefined || known.state !== undefined) &&
    found.size >= known.offset &&
    fingerprint(descriptor, key, 0, Math.min(fingerprintBytes, known.offset)) === known.head &&
    fingerprint(descriptor, key, Math.max(0, known.offset - fingerprintBytes), known.offset) === known.tail
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
    if (from === length) {
      // The file was emptied.
    } else if (objectEnd(bytes, from, length) === tooDeep) {
      skip('nested too deeply');
    } else {
      part = format.read(bytes.subarray(from, length), found, rules, skip);
    }
  }
  // Half written, or too large now: what it said before still holds.
  const isUnread = documentFailures.some((reason) => counts[reason] !== undefined);
  return {
    ...placeOf(found),
    offset: size,
    head: '',
    tail: '',
    skipped: counts,
    ...(part || !isUnread
      ? partRead(part, undefined, rules, counts)
      : { part: known?.part, ...(known?.first ? { first: known.first } : {}) }),
  };
}

/** What is known of a file that can't be read now. */
export function unreadReading(found: FoundTranscript, known: ResumableReading | undefined): ResumableReading {
  const before = known ?? { offset: 0, head: '', tail: '', skipped: {}, part: undefined };
  return { ...before, ...placeOf(found), skipped: { ...before.skipped, 'unreadable file': 1 } };
}

function fingerprint(descriptor: number, key: Uint8Array, start: number, end: number): string {
  const bytes = Buffer.alloc(end - start);
  const count = readSync(descriptor, bytes, 0, bytes.length, start);
  return keyedHash(key, bytes.subarray(0, count));
}

/** Passes records to a reader; one that it fails on is counted, and the others are read. */
export function guarded(reader: LineReader, skip: Skip): TakeRecord {
  return (bytes, start, end) => {
    try {
      reader.line(bytes, start, end);
    } catch {
      skip('unreadable record');
    }
  };
}

/** The same for lines that nobody has looked at; undefined if the reader wants them checked first. */
function guardedPlain(reader: LineReader, skip: Skip): TakePlain | undefined {
  return (
    reader.plainLine &&
    ((bytes, start, end) => {
      try {
        return reader.plainLine?.(bytes, start, end) ?? false;
      } catch {
        skip('unreadable record');
        return true;
      }
    })
  );
}

/** What a file says, within bounds and with only the words that may be kept. */
export function partRead(
  part: TranscriptPart | undefined,
  known: FirstPrompt | undefined,
  { keepText }: ReadingRules,
  counts: Partial<Record<SkipReason, number>>,
): Pick<TranscriptReading, 'part' | 'first'> {
  // However often reading continues.
  const bounded = boundedPart(part, (reason) => (counts[reason] = 1));
  const first = keepText ? firstPromptOf(bounded, known) : undefined;
  return { part: withFirstPrompt(bounded, first), ...(first ? { first } : {}) };
}
