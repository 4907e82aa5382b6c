import type { Skip } from '../transcriptReader';

/**
 * Where the record on the line [start, end) begins, behind what others leave in front of it: an editor's byte order
 * mark, space, and the zeros of what a crash left unwritten, on whose line the next record comes to stand.
 *
 * @returns `end` if there is none.
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
