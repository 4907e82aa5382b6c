import type { Row, Value } from './database';

/** Anything but a number counts as none. */
export function numberOrNull(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** An empty text counts as none. */
export function textOrNull(value: Row[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
