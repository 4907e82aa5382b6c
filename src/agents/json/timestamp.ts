import { startsWith } from './jsonSkim';

const dayPrefix = /^\d{4}-\d\d-\d\d$/;
const dayLength = 10;

/** Reads the ISO-8601 times of transcripts; remembers the day, which line after line shares. */
export class TimestampReader {
  private day = '';
  private midnight = Number.NaN;

  /** Epoch milliseconds; NaN if [start, end) isn't a time. */
  read(bytes: Buffer, start: number, end: number): number {
    // 2026-06-01T10:00:00.000Z
    if (end - start !== 24 || bytes[end - 1] !== 0x5a || bytes[start + 19] !== 0x2e) {
      return Date.parse(bytes.toString('latin1', start, Math.max(start, end)));
    }
    if (this.day === '' || !startsWith(bytes, start, this.day)) {
      const day = bytes.toString('latin1', start, start + dayLength);
      if (!dayPrefix.test(day)) {
        return Number.NaN;
      }
      this.day = day;
      this.midnight = Date.parse(`${day}T00:00:00Z`);
    }
    const sinceMidnight =
      pair(bytes, start + 11) * 3_600_000 +
      pair(bytes, start + 14) * 60_000 +
      pair(bytes, start + 17) * 1_000 +
      pair(bytes, start + 20) * 10 +
      digit(bytes, start + 22);
    return sinceMidnight >= 0 && sinceMidnight < 86_401_000 ? this.midnight + sinceMidnight : Number.NaN;
  }
}

function pair(bytes: Buffer, at: number): number {
  return digit(bytes, at) * 10 + digit(bytes, at + 1);
}

function digit(bytes: Buffer, at: number): number {
  return (bytes[at] ?? 0) - 0x30;
}
