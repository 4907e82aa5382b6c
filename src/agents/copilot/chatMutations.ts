import { isRecord } from '../jsonValues';
import type { Skip } from '../transcriptReader';
import type { Wanted } from './chatState';

type Path = readonly (string | number)[];

/**
 * The state of a chat after one more entry of its log: 0 sets the whole state, 1 sets a value, 2 appends to a list
 * (cut to length `i` first), 3 deletes. What isn't wanted is passed over.
 */
export function mutatedChat(
  state: Record<string, unknown> | undefined,
  { kind, k: path, v: value, i: length }: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  skip: Skip,
): Record<string, unknown> | undefined {
  if (kind === 0 && isRecord(value)) {
    const whole = wanted.of(value);
    return isRecord(whole) ? whole : state;
  }
  if (!state || typeof kind !== 'number' || !isPath(path)) {
    skip('unknown record');
    return state;
  }
  const within = wantedAt(wanted, path);
  if (within) {
    apply(state, kind, path, within, value, length);
  }
  return state;
}

function wantedAt(wanted: Wanted, path: Path): Wanted | undefined {
  let within: Wanted | undefined = wanted;
  for (const step of path) {
    const named: Wanted | undefined =
      within?.fields && Object.hasOwn(within.fields, step) ? within.fields[step] : undefined;
    within = typeof step === 'number' ? within?.each : named;
  }
  return path.length === 0 ? undefined : within;
}

function apply(
  state: Record<string, unknown>,
  kind: number,
  path: Path,
  wanted: Wanted,
  value: unknown,
  length: unknown,
): void {
  const last = path.at(-1);
  let parent: unknown = state;
  for (const step of path.slice(0, -1)) {
    parent = child(parent, step);
  }
  if (last === undefined || typeof parent !== 'object' || parent === null) {
    return;
  }
  if (kind === 1) {
    assign(parent, last, wanted.of(value));
  } else if (kind === 2) {
    const list = child(parent, last);
    const kept = Array.isArray(list) ? list.slice(0, typeof length === 'number' ? length : undefined) : [];
    const more = wanted.of(value);
    assign(parent, last, [...kept, ...(Array.isArray(more) ? more : [])]);
  } else if (kind === 3) {
    Reflect.deleteProperty(parent, last);
  }
}

function child(parent: unknown, step: string | number): unknown {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
    ? Reflect.get(parent, step)
    : undefined;
}

/** As a property of its own: a path of `__proto__` must not reach further. */
function assign(parent: object, step: string | number, value: unknown): void {
  Object.defineProperty(parent, step, { value, writable: true, enumerable: true, configurable: true });
}

function isPath(path: unknown): path is Path {
  return Array.isArray(path) && path.every((each) => typeof each === 'string' || Number.isInteger(each));
}
