import { isRecord } from '../../json/jsonValues';
import type { Skip } from '../../reading/transcriptReader';
import type { Wanted } from './fields';

/** More requests than any chat has. */
const mostItems = 100_000;

type Path = readonly (string | number)[];

/**
 * The state of a chat after one more entry of its log: 0 sets the whole state, 1 sets a value, 2 appends to a list
 * (cut to length `i` first), 3 deletes. Anything unneeded is skipped.
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
  if (within && !apply(state, kind, path, within, value, length)) {
    skip('unknown record');
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

/** @returns false if the path leads nowhere, for example past the end of a list. */
function apply(
  state: Record<string, unknown>,
  kind: number,
  path: Path,
  wanted: Wanted,
  value: unknown,
  length: unknown,
): boolean {
  const last = path.at(-1);
  let parent: unknown = state;
  for (const step of path.slice(0, -1)) {
    parent = child(parent, step);
  }
  if (last === undefined || !isContainer(parent) || !isPlace(parent, last)) {
    return false;
  }
  if (kind === 1) {
    assign(parent, last, wanted.of(value));
    return true;
  }
  if (kind === 2) {
    return append(parent, last, wanted.of(value), length);
  }
  if (kind === 3) {
    Reflect.deleteProperty(parent, last);
    return true;
  }
  return false;
}

/** In place, so that a list that grows by one isn't copied each time. */
function append(parent: object, step: string | number, more: unknown, length: unknown): boolean {
  const known = child(parent, step);
  const list: unknown[] = Array.isArray(known) ? known : [];
  const isCut = typeof length === 'number' && Number.isInteger(length) && length >= 0;
  if (isCut && length < list.length) {
    list.length = length;
  }
  let isWhole = length === undefined || (isCut && length <= list.length);
  for (const each of Array.isArray(more) ? more : []) {
    if (list.length >= mostItems) {
      isWhole = false;
      break;
    }
    list.push(each);
  }
  if (list !== known) {
    assign(parent, step, list);
  }
  return isWhole;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPlace(parent: object, step: string | number): boolean {
  return !Array.isArray(parent)
    ? typeof step === 'string'
    : typeof step === 'number' && step >= 0 && step <= Math.min(parent.length, mostItems - 1);
}

function child(parent: unknown, step: string | number): unknown {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
    ? Reflect.get(parent, step)
    : undefined;
}

/** As an own property: a path of `__proto__` must not reach the prototype. */
function assign(parent: object, step: string | number, value: unknown): void {
  Object.defineProperty(parent, step, { value, writable: true, enumerable: true, configurable: true });
}

function isPath(path: unknown): path is Path {
  return Array.isArray(path) && path.every((each) => typeof each === 'string' || Number.isInteger(each));
}
