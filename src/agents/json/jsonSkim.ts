/**
 * Skips over JSON without parsing it: transcripts are mostly tool output, and this skips it as fast as a byte search.
 * It walks a stretch of a buffer that ends with a newline; `fieldText` decodes what is needed.
 */
export const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/** Returned by a walk in place of an offset if the rest of the object doesn't matter. */
export const enough = -2;

/** Finds the end of the value at `position`: `valueEnd`, or `plainEnd` if nothing has checked the line yet. */
export type PassValue = (bytes: Buffer, position: number) => number;

/** Walks the value at `position`; `pass` goes past what doesn't matter. @returns its end, -1 if it has none, or `enough`. */
export type WalkValue = (bytes: Buffer, position: number, pass: PassValue) => number;

/** Calls `each` with the offset of every element; it returns the element's end or -1. @returns the array's end or -1. */
export function walkArray(bytes: Buffer, position: number, each: WalkValue, pass: PassValue): number {
  let at = afterSpace(bytes, position + 1);
  if (bytes[at] === 0x5d) {
    return at + 1;
  }
  for (;;) {
    at = each(bytes, at, pass);
    if (at < 0) {
      return -1;
    }
    at = afterSpace(bytes, at);
    const next = bytes[at];
    if (next === 0x5d) {
      return at + 1;
    }
    if (next !== 0x2c) {
      return -1;
    }
    at = afterSpace(bytes, at + 1);
  }
}

/** @returns the offset after the JSON value at `position`, or -1 if it never ends. */
export function valueEnd(bytes: Buffer, position: number): number {
  const first = byteAt(bytes, position);
  if (first === quote) {
    return stringEnd(bytes, position + 1) + 1 || -1;
  }
  if (first === 0x7b || first === 0x5b) {
    return containerEnd(bytes, position, Number.POSITIVE_INFINITY);
  }
  return scalarEnd(bytes, position);
}

/** Far deeper than any agent nests its records; parsing anything deeper takes disproportionate memory. */
export const deepestNesting = 512;
/** Objects and lists that a walk may be in where it passes a value. */
const walkedNesting = 8;

/**
 * The same in a line that nothing has checked: -1 also if the line may not be one whole record. So a walk that passes
 * values this way and ends where the line does has found one, as `objectEnd` would have.
 */
export function plainEnd(bytes: Buffer, position: number): number {
  const first = byteAt(bytes, position);
  if (first === quote) {
    return stringEnd(bytes, position + 1) + 1 || -1;
  }
  if (first === 0x7b || first === 0x5b) {
    return containerEnd(bytes, position, deepestNesting - walkedNesting);
  }
  const end = scalarEnd(bytes, position);
  for (let at = position; at < end; at += 1) {
    const each = bytes[at];
    if (each === quote || each === 0x7b || each === 0x5b) {
      return -1;
    }
  }
  return end;
}

function scalarEnd(bytes: Buffer, position: number): number {
  let at = position;
  for (;;) {
    const each = byteAt(bytes, at);
    if (each === 0x2c || each === 0x7d || each === 0x5d || each <= 0x20) {
      return at > position ? at : -1;
    }
    at += 1;
  }
}

/** Returned by `objectEnd` in place of an offset. */
export const tooDeep = -2;

/**
 * Skips over an object or a list, more strictly than `valueEnd` and across line breaks.
 *
 * @param within how many `start` lies in, of which the outermost is meant
 * @returns the offset after it; -1 if it isn't complete before `end`, or `tooDeep`.
 */
export function objectEnd(bytes: Buffer, start: number, end: number, within = 0): number {
  let depth = within;
  for (let at = start; at < end; at += 1) {
    const each = bytes[at] ?? 0;
    if (each === quote) {
      at = stringEnd(bytes, at + 1);
      if (at < 0 || !stringMayEnd(bytes, at, end)) {
        return -1;
      }
    } else if (each === 0x7b || each === 0x5b) {
      depth += 1;
      if (depth > deepestNesting) {
        return tooDeep;
      }
    } else if (each === 0x7d || each === 0x5d) {
      depth -= 1;
      if (depth <= 0) {
        return at + 1;
      }
    } else if (each === 0) {
      return -1;
    }
  }
  return -1;
}

/** Whether JSON can continue this way after the quote at `closing`; after the quote of a torn string it can't. */
export function stringMayEnd(bytes: Buffer, closing: number, end: number): boolean {
  const next = closing + 1 < end ? bytes[closing + 1] : undefined;
  switch (next) {
    case 0x2c:
    case 0x3a:
    case 0x7d:
    case 0x5d:
    case 0x20:
    case 0x09:
    case newline:
    case 0x0d:
      return true;
    default:
      return false;
  }
}

/**
 * The text of a JSON string whose quotes are at `start` and `end - 1`, without lone surrogates; undefined if it isn't
 * a string.
 */
export function skimmedText(bytes: Buffer, start: number, end: number): string | undefined {
  if (bytes[start] !== quote || end - start < 2) {
    return undefined;
  }
  const decoded = bytes.toString('utf8', start + 1, end - 1);
  if (!decoded.includes('\\')) {
    return decoded;
  }
  try {
    const parsed: unknown = JSON.parse(`"${decoded}"`);
    return typeof parsed === 'string' ? parsed.toWellFormed() : undefined;
  } catch {
    return undefined;
  }
}

/** @param ascii has no characters beyond ASCII */
export function startsWith(bytes: Buffer, position: number, ascii: string): boolean {
  for (let at = 0; at < ascii.length; at += 1) {
    if (bytes[position + at] !== ascii.charCodeAt(at)) {
      return false;
    }
  }
  return true;
}

/** Whether there is nothing but white space in [start, end). */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  return afterSpace(bytes, start) >= end;
}

function containerEnd(bytes: Buffer, position: number, deepest: number): number {
  let depth = 0;
  let at = position;
  for (;;) {
    const each = byteAt(bytes, at);
    if (each === quote) {
      at = stringEnd(bytes, at + 1);
      if (at < 0 || !stringMayEnd(bytes, at, bytes.length)) {
        return -1;
      }
    } else if (each === 0x7b || each === 0x5b) {
      depth += 1;
      if (depth > deepest) {
        return -1;
      }
    } else if (each === 0x7d || each === 0x5d) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    } else if (each === newline || each === 0) {
      return -1;
    }
    at += 1;
  }
}

/** Most strings are shorter, and a call of native code takes as long as this many bytes. */
const searchPays = 48;

/** @returns the offset of the closing quote of the string whose first character is at `position`, or -1. */
export function stringEnd(bytes: Buffer, position: number): number {
  let at = position;
  for (const near = Math.min(position + searchPays, bytes.length); at < near; at += 1) {
    const each = bytes[at];
    if (each === quote) {
      return at;
    }
    if (each === backslash) {
      at += 1;
    }
  }
  for (let from = at; ;) {
    const found = bytes.indexOf(quote, from);
    let escapes = found;
    while (escapes > at && bytes[escapes - 1] === backslash) {
      escapes -= 1;
    }
    if ((found - escapes) % 2 === 0) {
      return found;
    }
    from = found + 1;
  }
}

/** @returns the offset of what comes after white space within a line. */
export function afterSpace(bytes: Buffer, position: number): number {
  let at = position;
  for (;;) {
    const each = bytes[at];
    if (each !== 0x20 && each !== 0x09 && each !== 0x0d) {
      return at;
    }
    at += 1;
  }
}

/** Whether the last that isn't space before `end` closes an object. */
export function closesObject(bytes: Buffer, end: number): boolean {
  let at = end - 1;
  while ((bytes[at] ?? 0x7d) <= 0x20) {
    at -= 1;
  }
  return bytes[at] === 0x7d;
}

/** Past the end of the buffer every byte reads as a line end. */
export function byteAt(bytes: Buffer, at: number): number {
  return bytes[at] ?? newline;
}
