/**
 * Reads the few fields that matter out of a line of JSON without parsing the rest: transcripts are mostly tool output,
 * and this passes it at the speed of a string search. The text is a line's bytes as Latin-1 (a character a byte), so
 * that offsets are offsets of bytes; `fieldText` makes it text again.
 */
const quote = 0x22;
const backslash = 0x5c;

/** What a walk returns instead of an offset when the rest of the object doesn't matter. */
export const enough = -2;

/** Offsets of the named fields of one JSON object, and the walk that finds them. A field is asked for by its slot. */
export class ObjectFields<const Name extends string> {
  /** Slots by name. */
  readonly at: Readonly<Record<Name, number>>;
  private readonly candidates: (readonly { readonly name: string; readonly slot: number }[] | undefined)[] =
    [];
  private readonly starts: number[];
  private readonly ends: number[];
  /** The reading in which a slot was last found: forgetting all of them is counting one up. */
  private readonly found: number[];
  private reading = 0;
  private readonly nested: (((text: string, position: number) => number) | undefined)[];

  constructor(names: readonly Name[]) {
    const slots: Partial<Record<Name, number>> = {};
    names.forEach((name, slot) => {
      slots[name] = slot;
      this.candidates[name.length] = [...(this.candidates[name.length] ?? []), { name, slot }];
    });
    if (!hasAll(slots, names)) {
      throw new Error('Expected a slot for each name');
    }
    this.at = slots;
    this.starts = names.map(() => 0);
    this.ends = names.map(() => 0);
    this.found = names.map(() => 0);
    this.nested = names.map(() => undefined);
  }

  /**
   * Walks that field's value by `walk` instead of passing over it; `walk` returns the value's end, -1 if it has none,
   * or `enough` if nothing more of the object is needed.
   */
  descend(name: Name, walk: (text: string, position: number) => number): this {
    this.nested[this.at[name]] = walk;
    return this;
  }

  /** @returns the offset after the object at `position`, -1 if it isn't one, or `enough` where a walk said so. */
  read(text: string, position: number): number {
    this.reading += 1;
    if (text.charCodeAt(position) !== 0x7b) {
      return -1;
    }
    let at = afterSpace(text, position + 1);
    if (text.charCodeAt(at) === 0x7d) {
      return at + 1;
    }
    for (;;) {
      if (text.charCodeAt(at) !== quote) {
        return -1;
      }
      const keyEnd = stringEnd(text, at + 1);
      if (keyEnd < 0) {
        return -1;
      }
      const slot = this.slotOf(text, at + 1, keyEnd);
      at = afterSpace(text, keyEnd + 1);
      if (text.charCodeAt(at) !== 0x3a) {
        return -1;
      }
      at = afterSpace(text, at + 1);
      const start = at;
      const walk = slot < 0 ? undefined : this.nested[slot];
      at = walk ? walk(text, at) : valueEnd(text, at);
      if (at < 0) {
        return at;
      }
      if (slot >= 0) {
        this.starts[slot] = start;
        this.ends[slot] = at;
        this.found[slot] = this.reading;
      }
      at = afterSpace(text, at);
      const next = text.charCodeAt(at);
      if (next === 0x7d) {
        return at + 1;
      }
      if (next !== 0x2c) {
        return -1;
      }
      at = afterSpace(text, at + 1);
    }
  }

  /** Forgets what was read: for objects that the next line may not have. */
  clear(): void {
    this.reading += 1;
  }

  has(slot: number): boolean {
    return this.found[slot] === this.reading;
  }

  /** -1 where the field is absent. */
  start(slot: number): number {
    return this.found[slot] === this.reading ? (this.starts[slot] ?? -1) : -1;
  }

  end(slot: number): number {
    return this.found[slot] === this.reading ? (this.ends[slot] ?? -1) : -1;
  }

  /** Whether the field's JSON is exactly this. */
  is(text: string, slot: number, json: string): boolean {
    const start = this.start(slot);
    return start >= 0 && this.end(slot) - start === json.length && text.startsWith(json, start);
  }

  /** @returns undefined unless the field is a string. */
  string(text: string, slot: number): string | undefined {
    const start = this.start(slot);
    return start >= 0 ? fieldText(text, start, this.end(slot)) : undefined;
  }

  /** @returns 0 unless the field is a number above it. */
  count(text: string, slot: number): number {
    const start = this.start(slot);
    if (start < 0) {
      return 0;
    }
    const end = this.end(slot);
    if (end - start <= 9) {
      let value = 0;
      for (let at = start; at < end; at += 1) {
        const digit = text.charCodeAt(at) - 0x30;
        if (!(digit >= 0 && digit <= 9)) {
          return 0;
        }
        value = value * 10 + digit;
      }
      return value;
    }
    const value = Number(text.slice(start, end));
    return value > 0 && value < Number.MAX_SAFE_INTEGER ? Math.trunc(value) : 0;
  }

  /** @returns undefined unless the field is a number. */
  number(text: string, slot: number): number | undefined {
    const start = this.start(slot);
    const first = start < 0 ? Number.NaN : text.charCodeAt(start);
    const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
    const value = isNumber ? Number(text.slice(start, this.end(slot))) : Number.NaN;
    return Number.isFinite(value) ? value : undefined;
  }

  private slotOf(text: string, start: number, end: number): number {
    const candidates = this.candidates[end - start];
    if (candidates) {
      for (const { name, slot } of candidates) {
        if (text.startsWith(name, start)) {
          return slot;
        }
      }
    }
    return -1;
  }
}

function hasAll<Name extends string>(
  slots: Partial<Record<Name, number>>,
  names: readonly Name[],
): slots is Record<Name, number> {
  return names.every((name) => slots[name] !== undefined);
}

/** Calls `each` with the offset of every element; it returns the element's end or -1. @returns the array's end or -1. */
export function walkArray(
  text: string,
  position: number,
  each: (text: string, position: number) => number,
): number {
  let at = afterSpace(text, position + 1);
  if (text.charCodeAt(at) === 0x5d) {
    return at + 1;
  }
  for (;;) {
    at = each(text, at);
    if (at < 0) {
      return -1;
    }
    at = afterSpace(text, at);
    const next = text.charCodeAt(at);
    if (next === 0x5d) {
      return at + 1;
    }
    if (next !== 0x2c) {
      return -1;
    }
    at = afterSpace(text, at + 1);
  }
}

/** @returns the offset after the JSON value at `position`, or -1 if it never ends. */
export function valueEnd(text: string, position: number): number {
  const first = text.charCodeAt(position);
  if (first === quote) {
    return stringEnd(text, position + 1) + 1 || -1;
  }
  if (first === 0x7b || first === 0x5b) {
    return containerEnd(text, position);
  }
  let at = position;
  for (;;) {
    const each = text.charCodeAt(at);
    if (each === 0x2c || each === 0x7d || each === 0x5d || each <= 0x20 || Number.isNaN(each)) {
      return at > position ? at : -1;
    }
    at += 1;
  }
}

/** The text of a JSON string whose quotes are at `start` and `end - 1`; undefined if it isn't a string. */
export function fieldText(text: string, start: number, end: number): string | undefined {
  if (text.charCodeAt(start) !== quote || end - start < 2) {
    return undefined;
  }
  const inner = text.slice(start + 1, end - 1);
  // Decoding copies: a slice would keep the whole chunk of the file it came from in memory.
  const decoded = utf8Of(inner);
  if (!decoded.includes('\\')) {
    return decoded;
  }
  try {
    const parsed: unknown = JSON.parse(`"${decoded}"`);
    return typeof parsed === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What the bytes that a Latin-1 text stands for say. */
export function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** The object in [start, end), parsed in full; undefined if it isn't one. For the few records that matter as a whole. */
export function parsedObject(text: string, start: number, end: number): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(utf8Of(text.slice(start, end)));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function containerEnd(text: string, position: number): number {
  let depth = 0;
  let at = position;
  for (;;) {
    const each = text.charCodeAt(at);
    if (each === quote) {
      at = stringEnd(text, at + 1);
      if (at < 0) {
        return -1;
      }
    } else if (each === 0x7b || each === 0x5b) {
      depth += 1;
    } else if (each === 0x7d || each === 0x5d) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    } else if (each === 0x0a || Number.isNaN(each)) {
      return -1;
    }
    at += 1;
  }
}

/** @returns the offset of the closing quote of the string whose first character is at `position`, or -1. */
function stringEnd(text: string, position: number): number {
  let from = position;
  for (;;) {
    const found = text.indexOf('"', from);
    if (found < 0) {
      return -1;
    }
    if (text.charCodeAt(found - 1) !== backslash) {
      return found;
    }
    let before = found - 2;
    while (before >= position && text.charCodeAt(before) === backslash) {
      before -= 1;
    }
    if ((found - before) % 2 === 1) {
      return found;
    }
    from = found + 1;
  }
}

function afterSpace(text: string, position: number): number {
  let at = position;
  for (;;) {
    const each = text.charCodeAt(at);
    if (each !== 0x20 && each !== 0x09 && each !== 0x0d) {
      return at;
    }
    at += 1;
  }
}
