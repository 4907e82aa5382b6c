import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { valueEnd } from './jsonSkim';
import { recordStart } from './recordStart';
import type { Skip } from './transcriptReader';

const chunkBytes = 1024 * 1024;
const keptBytes = 16 * 1024 * 1024;
export const lineLimitBytes = 64 * 1024 * 1024;

/** Takes the line [start, end) of the bytes, which hold something else afterwards. */
export type TakeLine = (bytes: Buffer, start: number, end: number) => void;

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
      this.takeLines(0, held, take, skip);
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
    return valueEnd(this.buffer, 0) === length;
  }

  private growIfFull(held: number): void {
    if (held === this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(this.buffer.length * 4, this.lineLimit));
      this.buffer.copy(larger, 0, 0, held);
      this.buffer = larger;
    }
  }

  /** Hands over the lines in [first, last) of the buffer; the last one may lack its newline. */
  private takeLines(first: number, last: number, take: TakeLine, skip: Skip): void {
    const { buffer } = this;
    const valid = isUtf8(buffer.subarray(first, last));
    let start = first;
    while (start < last) {
      const newline = buffer.indexOf(0x0a, start);
      const end = newline < 0 || newline > last ? last : newline;
      if (!valid && !isUtf8(buffer.subarray(start, end))) {
        skip('invalid UTF-8');
      } else {
        const from = recordStart(buffer, start, end, skip);
        if (from < end) {
          take(buffer, from, end);
        }
      }
      start = end + 1;
    }
  }
}
