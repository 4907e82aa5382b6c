import { isUtf8 } from 'node:buffer';
import { deepestNesting, objectEnd, quote, stringEnd, stringMayEnd, tooDeep } from '../json/jsonSkim';
import { recordStart } from './recordStart';
import type { Skip } from './transcriptReader';

/** Takes the record [start, end) of a buffer that is reused afterwards. */
export type TakeRecord = (bytes: Buffer, start: number, end: number) => void;

/** Takes what [start, end) holds if it is plainly one whole record. @returns false if it took nothing. */
export type TakePlain = (bytes: Buffer, start: number, end: number) => boolean;

/**
 * Hands over every whole record on the line [start, end). A line with anything else on it is counted once: a torn
 * record followed by the next one, two records, zeros that a crash left unwritten, or bytes that aren't text.
 *
 * @param takePlain asked first, which saves finding out here that there is one whole record
 * @returns whether the line ends with a whole record that can't be a piece of a torn one.
 */
export function takeRecords(
  bytes: Buffer,
  start: number,
  end: number,
  take: TakeRecord,
  skip: Skip,
  isText = isUtf8(bytes.subarray(start, end)),
  takePlain?: TakePlain,
): boolean {
  let isDamaged = false;
  const from = recordStart(bytes, start, end, () => (isDamaged = true));
  const to = textEnd(bytes, from, end);
  isDamaged ||= to < end && bytes.subarray(to, end).includes(0);
  let endsWhole = false;
  if (from < to) {
    const mayBeWhole = isText && bytes[from] === 0x7b;
    const isTaken = mayBeWhole && takePlain?.(bytes, from, to) === true;
    const whole = isTaken ? to : mayBeWhole ? objectEnd(bytes, from, to) : -1;
    if (isTaken) {
      endsWhole = true;
    } else if (whole === to) {
      endsWhole = true;
      take(bytes, from, to);
    } else {
      let any = false;
      const takeText: TakeRecord = (_, first, last) => {
        any = true;
        if (isText || isUtf8(bytes.subarray(first, last))) {
          take(bytes, first, last);
        } else {
          skip('invalid UTF-8');
        }
      };
      const found = salvage(bytes, from, to, takeText);
      ({ endsWhole } = found);
      if (whole === tooDeep) {
        skip('nested too deeply');
      } else if (!isText && !any) {
        skip('invalid UTF-8');
      } else {
        isDamaged ||= found.isDamaged;
      }
    }
  }
  if (isDamaged) {
    skip('malformed line');
  }
  return endsWhole;
}

/** Hands over the record that ends a line too long to read, if there is one. The end of the line is in [0, end). */
export function takeEndOfLine(bytes: Buffer, end: number, take: TakeRecord, skip: Skip): void {
  skip('line too long');
  takeRecords(
    bytes,
    0,
    end,
    (_, from, to) => {
      if (afterLine(bytes, to, end) === end) {
        take(bytes, from, to);
      }
    },
    () => undefined,
  );
}

/**
 * Finds the whole records on a line that isn't a single record, in one walk. A torn record shows when the first quote
 * of the next one seems to close a string, and an object that no JSON punctuation follows isn't part of another.
 */
function salvage(
  bytes: Buffer,
  start: number,
  end: number,
  take: TakeRecord,
): { readonly isDamaged: boolean; readonly endsWhole: boolean } {
  const open: number[] = [];
  let isDamaged = false;
  let endsWhole = false;
  /** Whether the next object to open is certain not to lie within something torn. */
  let isOutside = true;
  const giveUp = (): void => {
    // Setting a length is slow even where it is the same, and this may come for every byte of a line too long.
    if (open.length > 0) {
      open.length = 0;
    }
    isDamaged = true;
    isOutside = false;
    endsWhole = false;
  };
  for (let at = start; at < end; at += 1) {
    const each = bytes[at] ?? 0;
    if (each === 0) {
      giveUp();
      isOutside = true;
    } else if (each === 0x7b || (each === 0x5b && open.length > 0)) {
      open.push(at);
      if (open.length > deepestNesting) {
        giveUp();
      }
    } else if (open.length === 0) {
      if (each > 0x20) {
        giveUp();
      }
    } else if (each === quote) {
      const closing = stringEnd(bytes, at + 1);
      if (closing >= end || closing < 0) {
        giveUp();
        break;
      }
      if (stringMayEnd(bytes, closing, end)) {
        at = closing;
      } else {
        giveUp();
        const brace = beforeSpace(bytes, closing);
        at = brace > at && bytes[brace] === 0x7b ? brace - 1 : closing;
      }
    } else if (each === 0x7d || each === 0x5d) {
      const from = open.pop() ?? at;
      const next = afterLine(bytes, at + 1, end);
      const isLast = next === end || bytes[next] === 0x7b || bytes[next] === 0;
      if (each === 0x7d && bytes[from] === 0x7b && (isLast || (open.length === 0 && isOutside))) {
        endsWhole = (open.length === 0 && isOutside) || !mayBeWithin(bytes, from);
        isDamaged ||= open.length > 0;
        open.length = 0;
        isOutside = true;
        take(bytes, from, at + 1);
      }
    }
  }
  return { isDamaged: isDamaged || open.length > 0, endsWhole: endsWhole && open.length === 0 };
}

/** Whether an object there may be the value of a field or an element of a list. */
function mayBeWithin(bytes: Buffer, position: number): boolean {
  const before = bytes[beforeSpace(bytes, position)];
  return before === 0x2c || before === 0x3a || before === 0x5b;
}

function beforeSpace(bytes: Buffer, position: number): number {
  let at = position - 1;
  while (at > 0 && (bytes[at] === 0x20 || bytes[at] === 0x09)) {
    at -= 1;
  }
  return at;
}

function afterLine(bytes: Buffer, position: number, end: number): number {
  let at = position;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) {
    at += 1;
  }
  return at;
}

function textEnd(bytes: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] ?? 0) <= 0x20) {
    at -= 1;
  }
  return at;
}
