import { isRecord } from '../jsonSkim';
import type { Skip } from '../transcriptReader';

/**
 * The state of a chat out of its log: 0 sets the whole state, 1 sets a value, 2 appends to a list (cut to length `i`
 * first), 3 deletes. Answers and attachments, most of the log, are passed over.
 */
export function replayedChat(
  entries: Iterable<Readonly<Record<string, unknown>>>,
  skip: Skip,
): Record<string, unknown> | undefined {
  let state: Record<string, unknown> | undefined;
  for (const { kind, k: path, v: value, i: length } of entries) {
    if (kind === 0 && isRecord(value)) {
      state = value;
    } else if (!state || typeof kind !== 'number' || !isPath(path)) {
      skip('unknown record');
    } else if (!path.includes('response') && !path.includes('inputState')) {
      apply(state, kind, path, value, length);
    }
  }
  return state;
}

function apply(
  state: Record<string, unknown>,
  kind: number,
  path: readonly (string | number)[],
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
    assign(parent, last, value);
  } else if (kind === 2) {
    const list = child(parent, last);
    const kept = Array.isArray(list) ? list.slice(0, typeof length === 'number' ? length : undefined) : [];
    assign(parent, last, [...kept, ...(Array.isArray(value) ? value : [])]);
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

function isPath(path: unknown): path is readonly (string | number)[] {
  return Array.isArray(path) && path.every((each) => typeof each === 'string' || Number.isInteger(each));
}
