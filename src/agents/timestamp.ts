const dayPrefix = /^\d{4}-\d\d-\d\d$/;

/** Reads the ISO-8601 times of transcripts; remembers the day, which line after line shares. */
export class TimestampReader {
  private day = '';
  private midnight = Number.NaN;

  /** Epoch milliseconds; NaN if the text isn't a time. */
  read(text: string, start: number, end: number): number {
    // 2026-06-01T10:00:00.000Z
    if (end - start !== 24 || text.charCodeAt(end - 1) !== 0x5a || text.charCodeAt(start + 19) !== 0x2e) {
      return Date.parse(text.slice(start, end));
    }
    if (!text.startsWith(this.day, start) || this.day === '') {
      const day = text.slice(start, start + 10);
      if (!dayPrefix.test(day)) {
        return Number.NaN;
      }
      this.day = day;
      this.midnight = Date.parse(`${day}T00:00:00Z`);
    }
    const sinceMidnight =
      pair(text, start + 11) * 3_600_000 +
      pair(text, start + 14) * 60_000 +
      pair(text, start + 17) * 1_000 +
      pair(text, start + 20) * 10 +
      text.charCodeAt(start + 22) -
      0x30;
    return sinceMidnight >= 0 && sinceMidnight < 86_401_000 ? this.midnight + sinceMidnight : Number.NaN;
  }
}

function pair(text: string, at: number): number {
  return (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
}
