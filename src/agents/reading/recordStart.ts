import type { Skip } from './transcriptReader';

/**
 * Where the record on the line [start, end) begins, after anything that may precede it: a byte order mark from an
 * editor, white space, or zeros that a crash left unwritten at the start of the line.
 *
 * @returns `end` if there is no record.
 */
export function recordStart(bytes: Buffer, start: number, end: number, skip: Skip): number {
  let at = start;
  let zeros = false;
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    zeros ||= byte === 0;
    if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) {
      at += 2;
    } else if (byte > 0x20) {
      break;
    }
  }
  if (zeros) {
    skip('malformed line');
  }
  return Math.min(at, end);
}
