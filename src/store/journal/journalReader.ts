import { crc32 } from 'node:zlib';
import { parseOperation, type Operation } from '../../core/journal/operation';
import { writerOfStamp } from '../../core/journal/stamp';
import type { LineProblem } from '../../core/record/storeProblem';
import { chunksOf } from '../files/chunks';
import { decodeLine, lineLimit, salvageLines } from './journalLine';

const newline = 0x0a;

/** An operation and the line it was read from, counted from 1. */
export interface ReadOperation {
  readonly operation: Operation;
  readonly line: number;
}

/** A part of a journal file, small enough to be taken in without blocking anything else. */
export interface JournalSlice {
  /** Only whole actions, in the order they were written. */
  readonly operations: readonly ReadOperation[];
  readonly problems: readonly LineProblem[];
  /** How many entries up to `offset` were left out, wholly or in part, since only a newer version understands them. */
  readonly newer: number;
  /** Where to continue next time, always between two actions. */
  readonly offset: number;
  readonly line: number;
  /** CRC-32 of all bytes before `offset`. */
  readonly crc: number;
}

/**
 * Reads a journal file from a point between two actions to `end`. It doesn't throw whatever it finds: damage is
 * reported and left out. An incomplete action at the end stays unread; the last slice's `offset` is before it.
 */
export async function* readJournal(
  path: string,
  from: { readonly offset: number; readonly line: number; readonly crc?: number },
  end: number,
): AsyncGenerator<JournalSlice> {
  const lines = new LineReader(from.offset, from.line, from.crc ?? 0);
  for await (const chunk of chunksOf(path, from.offset, end)) {
    lines.take(chunk);
    yield lines.slice();
  }
}

class LineReader {
  #operations: ReadOperation[] = [];
  #problems: LineProblem[] = [];
  /** Operations of an action whose last line hasn't come yet, and how many lines are missing. */
  #pending: ReadOperation[] = [];
  #missing = 0;
  /** The latest line number of each writer, and how many lines have been unreadable since the last readable one. */
  readonly #numbers = new Map<string, number>();
  #lost = 0;
  #newer = 0;
  #pendingNewer = 0;
  #parts: Buffer[] = [];
  #partBytes = 0;
  #overlong = false;
  #position: number;
  #offset: number;
  #line: number;
  #offsetLine: number;

  #crc: number;
  #offsetCrc: number;

  constructor(offset: number, line: number, crc: number) {
    this.#crc = this.#offsetCrc = crc;
    this.#position = this.#offset = offset;
    this.#line = this.#offsetLine = line;
  }

  take(chunk: Buffer): void {
    let start = 0;
    let summed = 0;
    const sum = (end: number) => {
      this.#crc = crc32(chunk.subarray(summed, end), this.#crc);
      summed = end;
    };
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#position += 1;
      this.#endLine();
      start = end + 1;
      if (this.#offset === this.#position) {
        sum(start);
        this.#offsetCrc = this.#crc;
      }
    }
    this.#keep(chunk.subarray(start));
    sum(chunk.length);
  }

  slice(): JournalSlice {
    const slice = {
      operations: this.#operations,
      problems: this.#problems,
      newer: this.#newer,
      offset: this.#offset,
      line: this.#offsetLine,
      crc: this.#offsetCrc,
    };
    this.#operations = [];
    this.#problems = [];
    this.#newer = 0;
    return slice;
  }

  #keep(part: Buffer): void {
    this.#position += part.length;
    this.#partBytes += part.length;
    if (this.#partBytes <= lineLimit) {
      this.#parts.push(part);
    } else if (!this.#overlong) {
      this.#overlong = true;
      this.#parts = [];
      this.#problems.push({
        kind: 'lineTooLong',
        line: this.#line + 1,
        byte: this.#position - this.#partBytes,
      });
    }
  }

  #endLine(): void {
    const bytes = trimmed(this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts));
    const overlong = this.#overlong;
    this.#parts = [];
    this.#partBytes = 0;
    this.#overlong = false;
    this.#line += 1;
    if (overlong) {
      this.#lose();
    } else if (bytes.length > 0) {
      this.#takeLine(bytes);
    }
    if (this.#missing === 0) {
      for (const each of this.#pending) {
        this.#operations.push(each);
      }
      this.#pending = [];
      this.#newer += this.#pendingNewer;
      this.#pendingNewer = 0;
      this.#offset = this.#position;
      this.#offsetLine = this.#line;
    }
  }

  #takeLine(bytes: Buffer): void {
    const value = decodeLine(bytes);
    if (value !== undefined) {
      this.#takeValue(value);
      return;
    }
    this.#problems.push({ kind: 'lineDamaged', line: this.#line });
    for (const part of salvageLines(bytes)) {
      const salvaged = decodeLine(part);
      if (salvaged === undefined) {
        this.#lose();
      } else {
        this.#takeValue(salvaged);
      }
    }
  }

  #takeValue(value: unknown): void {
    this.#sayMissing(value);
    this.#missing = linesToCome(value);
    const entry = parseOperation(value);
    if (!entry.ok) {
      this.#problems.push({ kind: 'lineWrong', line: this.#line, value: entry.problem });
      return;
    }
    const { operation, whole } = entry.value;
    this.#pendingNewer += whole ? 0 : 1;
    if (operation !== undefined) {
      this.#pending.push({ operation, line: this.#line });
    }
  }

  /** Removed lines leave a gap in their writer's numbers, or in what an action announced. */
  #sayMissing(value: unknown): void {
    const { writer, n } = numberOf(value);
    const last = n === undefined ? undefined : this.#numbers.get(writer);
    const gone =
      n !== undefined && last !== undefined
        ? n - last - 1 - this.#lost
        : this.#missing > 0
          ? this.#missing - 1 - linesToCome(value)
          : 0;
    if (gone > 0) {
      this.#problems.push({ kind: 'linesMissing', line: this.#line, count: gone });
    } else if (n === undefined && gone < 0) {
      this.#problems.push({ kind: 'entryEndMissing', line: this.#line });
    }
    this.#lost = 0;
    if (n !== undefined) {
      this.#numbers.set(writer, n);
    }
  }

  /** A complete line that can't be read was still written, so it doesn't make its action a torn one. */
  #lose(): void {
    this.#missing = Math.max(0, this.#missing - 1);
    this.#lost += 1;
  }
}

function trimmed(line: Buffer | undefined): Buffer {
  let bytes = line ?? Buffer.alloc(0);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    bytes = bytes.subarray(3);
  }
  return bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
}

function linesToCome(value: unknown): number {
  const more = typeof value === 'object' && value !== null && 'more' in value ? value.more : 0;
  return typeof more === 'number' && Number.isInteger(more) && more > 0 ? more : 0;
}

function numberOf(value: unknown): { readonly writer: string; readonly n: number | undefined } {
  const numbered = typeof value === 'object' && value !== null && 'n' in value && 'stamp' in value;
  return numbered && typeof value.n === 'number' && Number.isInteger(value.n)
    ? { writer: writerOfStamp(String(value.stamp)), n: value.n }
    : { writer: '', n: undefined };
}
