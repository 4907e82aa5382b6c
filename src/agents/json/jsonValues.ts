/** The object in [start, end), parsed in full; undefined if it isn't one. For the few records that matter as a whole. */
export function parsedObject(bytes: Buffer, start: number, end: number): Record<string, unknown> | undefined {
  const value = parsedJson(bytes.toString('utf8', start, end));
  return isRecord(value) ? value : undefined;
}

/** @returns undefined if it isn't JSON. */
export function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns 0 unless it is a number above it. */
export function count(value: unknown): number {
  return typeof value === 'number' && value > 0 && Number.isSafeInteger(value) ? value : 0;
}

/**
 * A text without lone surrogates, which change when they are stored, so that the stored text would no longer match.
 * @returns undefined unless it is a non-empty text.
 */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;
}

export function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
