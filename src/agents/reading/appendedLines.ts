import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import type { Skip } from './transcriptReader';
import { takeEndOfLine, takeRecords, type TakePlain, type TakeRecord } from './wholeRecords';

const chunkBytes = 1024 * 1024;
const keptBytes = 16 * 1024 * 1024;
export const lineLimitBytes = 64 * 1024 * 1024;

/** Reads complete lines appended to files; owns its read buffer. */
export class AppendedLines {
  private buffer = Buffer.allocUnsafeSlow(chunkBytes);

  /** @param lineLimit the longest line read; a longer one is counted, and only its end examined. */
  constructor(private readonly lineLimit = lineLimitBytes) {}

  /**
   * Hands over every record on the complete lines of the open file from `offset` on, and leaves an incomplete line
   * for next time. A last line without a newline is complete if it ends with a whole record: a torn one can't.
   *
   * @param takePlain asked first about each line
   * @returns the offset after the last complete line.
   */
  read(
    descriptor: number,
    offset: number,
    size: number,
    take: TakeRecord,
    skip: Skip,
    takePlain?: TakePlain,
  ): number {
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
        held = length;
        if (length >= this.lineLimit) {
          // A record may follow a torn one, or the zeros of a crash, however long those are.
          tooLong = true;
          held = length >>> 1;
          this.buffer.copyWithin(0, length - held, length);
        } else {
          this.growIfFull(held);
        }
        continue;
      }
      let first = 0;
      if (tooLong) {
        first = this.buffer.indexOf(0x0a) + 1;
        takeEndOfLine(this.buffer, first - 1, take, skip);
        tooLong = false;
      }
      this.takeLines(first, last + 1, take, skip, takePlain);
      this.buffer.copyWithin(0, last + 1, length);
      held = length - last - 1;
      done = position - held;
      this.growIfFull(held);
    }
    if (held > 0 && !tooLong && endsWhole(this.buffer, held)) {
      this.takeLines(0, held, take, skip, takePlain);
      done = position;
    }
    // Such lines rarely come alone, so the larger buffer is kept up to a size.
    if (this.buffer.length > keptBytes) {
      this.buffer = Buffer.allocUnsafeSlow(chunkBytes);
    }
    return done;
  }

  private growIfFull(held: number): void {
    if (held === this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(this.buffer.length * 4, this.lineLimit));
      this.buffer.copy(larger, 0, 0, held);
      this.buffer = larger;
    }
  }

  /** Hands over the lines in [first, last) of the buffer; the last one may lack its newline. */
  private takeLines(
    first: number,
    last: number,
    take: TakeRecord,
    skip: Skip,
    takePlain: TakePlain | undefined,
  ): void {
    const { buffer } = this;
    const valid = isUtf8(buffer.subarray(first, last));
    let start = first;
    while (start < last) {
      const newline = buffer.indexOf(0x0a, start);
      const end = newline < 0 || newline > last ? last : newline;
      takeRecords(buffer, start, end, take, skip, valid || undefined, takePlain);
      start = end + 1;
    }
  }
}

/** Usually it isn't, and its last byte is enough to tell. */
function endsWhole(bytes: Buffer, length: number): boolean {
  return (
    bytes[length - 1] === 0x7d &&
    takeRecords(
      bytes,
      0,
      length,
      () => undefined,
      () => undefined,
    )
  );
}
