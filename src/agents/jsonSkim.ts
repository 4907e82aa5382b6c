/**
 * Reads the few fields that matter out of a line of JSON without parsing the rest: transcripts are mostly tool output,
 * and this passes it at the speed of a search for bytes. What is walked is a stretch of a buffer that ends with a
 * newline; `fieldText` makes text of what is wanted.
 */
const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/** What a walk returns instead of an offset when the rest of the object doesn't matter. */
export const enough = -2;

/** Walks the value at `position`. @returns its end, -1 if it has none, or `enough`. */
export type WalkValue = (bytes: Buffer, position: number) => number;

interface NamedSlot {
  readonly name: Buffer;
  readonly slot: number;
}

/** Names of the fields to look for, made ready once for all objects that have them. */
export interface FieldNames<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly count: number;
  /** As they are written where nothing is spaced out, quotes and colon included; by slot. */
  readonly keys: readonly Buffer[];
  /** By the length of the name. */
  readonly candidates: readonly (readonly NamedSlot[])[];
}

export function fieldNames<const Name extends string>(names: readonly Name[]): FieldNames<Name> {
  const at: Partial<Record<Name, number>> = {};
  const candidates: NamedSlot[][] = [[]];
  names.forEach((name, slot) => {
    at[name] = slot;
    while (candidates.length <= name.length) {
      candidates.push([]);
    }
    candidates[name.length]?.push({ name: Buffer.from(name), slot });
  });
  if (!hasAll(at, names)) {
    throw new Error('Expected a slot for each name');
  }
  return { at, count: names.length, keys: names.map((name) => Buffer.from(`"${name}":`)), candidates };
}

/** Offsets of the named fields of one JSON object, and the walk that finds them. A field is asked for by its slot. */
export class ObjectFields<const Name extends string> {
  /** Slots by name. */
  readonly at: Readonly<Record<Name, number>>;
  private readonly candidates: readonly (readonly NamedSlot[])[];
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** The reading in which a slot was last found: forgetting all of them is counting one up. */
  private readonly found: Float64Array;
  private reading = 0;
  private readonly keys: readonly Buffer[];
  /** By the slot before: the one that followed it last time. Programs write the fields of a record in one order. */
  private readonly followers: Int8Array;
  private readonly nested: (WalkValue | undefined)[];

  constructor({ at, count, keys, candidates }: FieldNames<Name>) {
    this.at = at;
    this.keys = keys;
    this.followers = new Int8Array(count + 1).fill(-1);
    this.candidates = candidates;
    this.starts = new Int32Array(count);
    this.ends = new Int32Array(count);
    this.found = new Float64Array(count);
    this.nested = Array.from({ length: count }, () => undefined);
  }

  /** Walks that field's value by `walk` instead of passing over it. */
  descend(name: Name, walk: WalkValue): this {
    this.nested[this.at[name]] = walk;
    return this;
  }

  /** @returns the offset after the object at `position`, -1 if it isn't one, or `enough` where a walk said so. */
  read(bytes: Buffer, position: number): number {
    this.reading += 1;
    if (bytes[position] !== 0x7b) {
      return -1;
    }
    let at = afterSpace(bytes, position + 1);
    if (bytes[at] === 0x7d) {
      return at + 1;
    }
    let previous = this.followers.length - 1;
    for (;;) {
      let slot = this.followers[previous] ?? -1;
      const expected = slot < 0 ? undefined : this.keys[slot];
      if (expected && says(bytes, at, expected)) {
        at += expected.length;
      } else {
        if (bytes[at] !== quote) {
          return -1;
        }
        const keyEnd = stringEnd(bytes, at + 1);
        if (keyEnd < 0) {
          return -1;
        }
        slot = this.slotOf(bytes, at + 1, keyEnd);
        this.followers[previous] = slot;
        at = afterSpace(bytes, keyEnd + 1);
        if (bytes[at] !== 0x3a) {
          return -1;
        }
        at += 1;
      }
      previous = slot < 0 ? this.followers.length - 1 : slot;
      at = afterSpace(bytes, at);
      const start = at;
      const walk = slot < 0 ? undefined : this.nested[slot];
      at = walk ? walk(bytes, at) : valueEnd(bytes, at);
      if (at < 0) {
        return at;
      }
      if (slot >= 0) {
        this.starts[slot] = start;
        this.ends[slot] = at;
        this.found[slot] = this.reading;
      }
      at = afterSpace(bytes, at);
      const next = bytes[at];
      if (next === 0x7d) {
        return at + 1;
      }
      if (next !== 0x2c) {
        return -1;
      }
      at = afterSpace(bytes, at + 1);
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

  /** Whether the field's JSON is exactly this, which has no characters beyond ASCII. */
  is(bytes: Buffer, slot: number, json: string): boolean {
    const start = this.start(slot);
    return start >= 0 && this.end(slot) - start === json.length && startsWith(bytes, start, json);
  }

  /** @returns undefined unless the field is a string. */
  string(bytes: Buffer, slot: number): string | undefined {
    const start = this.start(slot);
    return start >= 0 ? fieldText(bytes, start, this.end(slot)) : undefined;
  }

  /** @returns 0 unless the field is a number above it. */
  count(bytes: Buffer, slot: number): number {
    const start = this.start(slot);
    if (start < 0) {
      return 0;
    }
    const end = this.end(slot);
    if (end - start <= 9) {
      let value = 0;
      for (let at = start; at < end; at += 1) {
        const digit = byteAt(bytes, at) - 0x30;
        if (!(digit >= 0 && digit <= 9)) {
          return 0;
        }
        value = value * 10 + digit;
      }
      return value;
    }
    const value = Number(bytes.toString('latin1', start, end));
    return value > 0 && value < Number.MAX_SAFE_INTEGER ? Math.trunc(value) : 0;
  }

  /** @returns undefined unless the field is a number. */
  number(bytes: Buffer, slot: number): number | undefined {
    const start = this.start(slot);
    const first = start < 0 ? 0 : byteAt(bytes, start);
    const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
    const value = isNumber ? Number(bytes.toString('latin1', start, this.end(slot))) : Number.NaN;
    return Number.isFinite(value) ? value : undefined;
  }

  private slotOf(bytes: Buffer, start: number, end: number): number {
    const length = end - start;
    const candidates = length < this.candidates.length ? this.candidates[length] : undefined;
    if (candidates) {
      for (const { name, slot } of candidates) {
        if (says(bytes, start, name)) {
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
export function walkArray(bytes: Buffer, position: number, each: WalkValue): number {
  let at = afterSpace(bytes, position + 1);
  if (bytes[at] === 0x5d) {
    return at + 1;
  }
  for (;;) {
    at = each(bytes, at);
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
    return containerEnd(bytes, position);
  }
  let at = position;
  for (;;) {
    const each = byteAt(bytes, at);
    if (each === 0x2c || each === 0x7d || each === 0x5d || each <= 0x20) {
      return at > position ? at : -1;
    }
    at += 1;
  }
}

/** The text of a JSON string whose quotes are at `start` and `end - 1`; undefined if it isn't a string. */
export function fieldText(bytes: Buffer, start: number, end: number): string | undefined {
  if (bytes[start] !== quote || end - start < 2) {
    return undefined;
  }
  const decoded = bytes.toString('utf8', start + 1, end - 1);
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

/** The object in [start, end), parsed in full; undefined if it isn't one. For the few records that matter as a whole. */
export function parsedObject(bytes: Buffer, start: number, end: number): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function says(bytes: Buffer, position: number, wanted: Buffer): boolean {
  for (let at = 0; at < wanted.length; at += 1) {
    if (bytes[position + at] !== wanted[at]) {
      return false;
    }
  }
  return true;
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

function containerEnd(bytes: Buffer, position: number): number {
  let depth = 0;
  let at = position;
  for (;;) {
    const each = byteAt(bytes, at);
    if (each === quote) {
      at = stringEnd(bytes, at + 1);
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
    } else if (each === newline) {
      return -1;
    }
    at += 1;
  }
}

/** @returns the offset of the closing quote of the string whose first character is at `position`, or -1. */
function stringEnd(bytes: Buffer, position: number): number {
  let from = position;
  for (;;) {
    const found = bytes.indexOf(quote, from);
    if (found < 0 || bytes[found - 1] !== backslash) {
      return found;
    }
    let before = found - 2;
    while (before >= position && bytes[before] === backslash) {
      before -= 1;
    }
    if ((found - before) % 2 === 1) {
      return found;
    }
    from = found + 1;
  }
}

function afterSpace(bytes: Buffer, position: number): number {
  let at = position;
  for (;;) {
    const each = bytes[at];
    if (each !== 0x20 && each !== 0x09 && each !== 0x0d) {
      return at;
    }
    at += 1;
  }
}

/** Beyond the buffer there are only ends of lines. */
function byteAt(bytes: Buffer, at: number): number {
  return bytes[at] ?? newline;
}
