export interface NamedSlot {
  readonly name: Buffer;
  readonly slot: number;
}

/** The field names to look for, prepared once for all objects that have them. */
export interface FieldNames<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly count: number;
  /** As compact JSON writes them, including quotes and colon; by slot. */
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

function hasAll<Name extends string>(
  slots: Partial<Record<Name, number>>,
  names: readonly Name[],
): slots is Record<Name, number> {
  return names.every((name) => slots[name] !== undefined);
}
