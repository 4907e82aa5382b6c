import { crc32 } from 'node:zlib';
import type { Operation } from '../../core/journal/operation';

/** Longer lines are neither read nor written. */
export const lineLimit = 1024 * 1024;

/** Larger actions are refused: readers hold an action in memory until its last line is there. */
export const actionLimits = { operations: 250_000, characters: 128 * 1024 * 1024 } as const;

/**
 * One operation as a line: CRC-32 of the JSON in hex, a space, the JSON. `more` is how many lines of the same action
 * follow: an action whose last line is missing was torn off and counts as never written. `n` numbers the lines of a
 * writer, so that a missing one is noticed.
 */
export function encodeLine(operation: Operation, more: number, n?: number): string {
  const { stamp, entity, id, kind, fields } = operation;
  // `stamp` comes first: salvageLines looks for it.
  const json = JSON.stringify({
    stamp,
    entity,
    id,
    kind,
    fields: kind === 'set' ? fields : undefined,
    more: more > 0 ? more : undefined,
    n,
  });
  return `${checksum(json)} ${json}\n`;
}

/** @returns the JSON value of an undamaged line (without its line end), otherwise undefined. */
export function decodeLine(line: Buffer): unknown {
  if (line.length < 11 || line[8] !== 0x20) {
    return undefined;
  }
  const json = line.subarray(9);
  if (checksum(json) !== line.toString('latin1', 0, 8)) {
    return undefined;
  }
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Parts of a damaged line that are complete lines themselves: perhaps only the line end between two was lost. */
export function salvageLines(line: Buffer): readonly Buffer[] {
  // A quote inside a JSON string is escaped, so this can only be the start of an operation.
  const next = line.indexOf(' {"stamp":"', 9);
  return next < 9 ? [line] : [line.subarray(0, next - 9), line.subarray(next - 8)];
}

/** @param text in UTF-8 */
function checksum(text: Buffer | string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
