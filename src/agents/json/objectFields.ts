import type { FieldNames, NamedSlot } from './fieldNames';
import {
  afterSpace,
  byteAt,
  skimmedText,
  quote,
  startsWith,
  stringEnd,
  valueEnd,
  type PassValue,
  type WalkValue,
} from './jsonSkim';

/** Offsets of the named fields of one JSON object, and the walk that finds them. A field is asked for by its slot. */
export class ObjectFields<const Name extends string> {
  /** Slots by name. */
  readonly at: Readonly<Record<Name, number>>;
  private readonly candidates: readonly (readonly NamedSlot[])[];
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** The reading in which each slot was last found, so that forgetting all of them takes one increment. */
  private readonly found: Float64Array;
  private reading = 0;
  private readonly keys: readonly Buffer[];
  /** For each slot, the one that followed it last time: programs write the fields of a record in a fixed order. */
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

  /** Walks that field's value with `walk` instead of passing it. */
  descend(name: Name, walk: WalkValue): this {
    this.nested[this.at[name]] = walk;
    return this;
  }

  /** @returns the offset after the object at `position`, -1 if it isn't one, or `enough` if a walk said so. */
  read(bytes: Buffer, position: number, pass: PassValue = valueEnd): number {
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
      at = walk ? walk(bytes, at, pass) : pass(bytes, at);
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

  /** Forgets what was read, for objects that the next line may lack. */
  clear(): void {
    this.reading += 1;
  }

  has(slot: number): boolean {
    return this.found[slot] === this.reading;
  }

  /** -1 if the field is absent. */
  start(slot: number): number {
    return this.found[slot] === this.reading ? (this.starts[slot] ?? -1) : -1;
  }

  end(slot: number): number {
    return this.found[slot] === this.reading ? (this.ends[slot] ?? -1) : -1;
  }

  /** Whether the field's JSON is exactly this ASCII text. */
  is(bytes: Buffer, slot: number, json: string): boolean {
    const start = this.start(slot);
    return start >= 0 && this.end(slot) - start === json.length && startsWith(bytes, start, json);
  }

  /** @returns undefined unless the field is a string. */
  string(bytes: Buffer, slot: number): string | undefined {
    const start = this.start(slot);
    return start >= 0 ? skimmedText(bytes, start, this.end(slot)) : undefined;
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

function says(bytes: Buffer, position: number, wanted: Buffer): boolean {
  for (let at = 0; at < wanted.length; at += 1) {
    if (bytes[position + at] !== wanted[at]) {
      return false;
    }
  }
  return true;
}
