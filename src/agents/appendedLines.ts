import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { valueEnd } from './jsonSkim';
import type { Skip } from './transcriptReader';

const chunkBytes = 1024 * 1024;
const keptBytes = 16 * 1024 * 1024;
/** Strings below 128 KB live and die in V8's nursery; larger ones would set off a full collection every few. */
const textBytes = 96 * 1024;
export const lineLimitBytes = 64 * 1024 * 1024;

/** Takes the line [start, end) of a Latin-1 text of the file's bytes. */
export type TakeLine = (text: string, start: number, end: number) => void;

/** Reads what was appended to files, in complete lines; owns the buffer that it reads through. */
export class AppendedLines {
  private buffer = Buffer.allocUnsafeSlow(chunkBytes);

  /** @param lineLimit longest line that is read; a longer one is skipped with a count. */
  constructor(private readonly lineLimit = lineLimitBytes) {}

  /**
   * Hands over every complete line of the open file from `offset` on and leaves a torn one for next time. A last line
   * without its newline is complete if it is a whole object: no torn one can be.
   *
   * @returns the offset after the last complete line.
   */
  read(descriptor: number, offset: number, size: number, take: TakeLine, skip: Skip): number {
    let done = offset;
    let position = offset;
    let held = 0;
    let tooLong = false;
    while (position < size) {
      const wanted = Math.min(this.buffer.length - held, size - position);
      const count = readSync(descriptor, this.buffer, held, wanted, position);
      if (count === 0) {
        break;
      }
      position += count;
      const length = held + count;
      const last = this.buffer.subarray(0, length).lastIndexOf(0x0a);
      if (last < 0) {
        if (tooLong || length >= this.lineLimit) {
          tooLong = true;
          held = 0;
        } else {
          held = length;
          this.growIfFull(held);
        }
        continue;
      }
      const first = tooLong ? this.buffer.indexOf(0x0a) + 1 : 0;
      if (tooLong) {
        skip('line too long');
        tooLong = false;
      }
      this.takeLines(first, last + 1, take, skip);
      this.buffer.copyWithin(0, last + 1, length);
      held = length - last - 1;
      done = position - held;
      this.growIfFull(held);
    }
    if (held > 0 && !tooLong && this.isWhole(held)) {
      this.takeLine(held, take, skip);
      done = position;
    }
    // One such line hardly comes alone: up to a size the larger buffer is kept.
    if (this.buffer.length > keptBytes) {
      this.buffer = Buffer.allocUnsafeSlow(chunkBytes);
    }
    return done;
  }

  private isWhole(length: number): boolean {
    if (this.buffer[0] !== 0x7b || this.buffer[length - 1] !== 0x7d) {
      return false;
    }
    return valueEnd(this.buffer.toString('latin1', 0, length), 0) === length;
  }

  private takeLine(length: number, take: TakeLine, skip: Skip): void {
    if (isUtf8(this.buffer.subarray(0, length))) {
      take(this.buffer.toString('latin1', 0, length), 0, length);
    } else {
      skip('invalid UTF-8');
    }
  }

  private growIfFull(held: number): void {
    if (held === this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(this.buffer.length * 4, this.lineLimit));
      this.buffer.copy(larger, 0, 0, held);
      this.buffer = larger;
    }
  }

  /** Hands over the lines in [first, last) of the buffer, some at a time. */
  private takeLines(first: number, last: number, take: TakeLine, skip: Skip): void {
    const valid = isUtf8(this.buffer.subarray(first, last));
    let from = first;
    while (from < last) {
      let until = last;
      if (until - from > textBytes) {
        const before = this.buffer.subarray(from, from + textBytes).lastIndexOf(0x0a);
        until = before < 0 ? this.buffer.indexOf(0x0a, from) + 1 : from + before + 1;
      }
      const text = this.buffer.toString('latin1', from, until);
      let start = 0;
      while (start < text.length) {
        const end = text.indexOf('\n', start);
        if (!valid && !isUtf8(this.buffer.subarray(from + start, from + end))) {
          skip('invalid UTF-8');
        } else if (end - start > 1 || (end > start && text.charCodeAt(start) > 0x20)) {
          take(text, start, end);
        }
        start = end + 1;
      }
      from = until;
    }
  }
}
