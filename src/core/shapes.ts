// What a window reads while it starts (its settings, its memory) is checked by these few lines; what comes from a journal,
// a file, a page or an agent, by zod, which takes longer to load than all else that a start needs.

/** Whether a value is of a type. */
export type Shape<T> = (value: unknown) => value is T;

export const isText: Shape<string> = (value): value is string => typeof value === 'string';

export const isFlag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A finite one. */
export const isNumber: Shape<number> = (value): value is number => Number.isFinite(value);

/** A whole one, not below 0. */
export const isCount: Shape<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

export const isAnything: Shape<unknown> = (_value): _value is unknown => true;

/** A text of so many characters (code points). */
export function isTextOf(atLeast: number, atMost = Number.POSITIVE_INFINITY): Shape<string> {
  return (value): value is string => isText(value) && isWithin(Array.from(value).length, atLeast, atMost);
}

export function isNumberFrom(atLeast: number, atMost: number): Shape<number> {
  return (value): value is number => isNumber(value) && isWithin(value, atLeast, atMost);
}

export function isOneOf<const T>(choices: readonly T[]): Shape<T> {
  return (value): value is T => choices.some((each) => each === value);
}

export function isNullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function isAbsentOr<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value): value is T | undefined => value === undefined || shape(value);
}

export function isListOf<T>(item: Shape<T>, atMost = Number.POSITIVE_INFINITY): Shape<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= atMost && value.every((each) => item(each));
}

/** An object of any names, each with such a value. */
export function isMapOf<T>(
  value: Shape<T>,
  name: Shape<string> = isText,
): Shape<Readonly<Record<string, T>>> {
  return (map): map is Readonly<Record<string, T>> =>
    isObject(map) && Object.entries(map).every(([key, each]) => name(key) && value(each));
}

/** An object with these members; any others stay. */
export function isObjectOf<T extends object>(members: {
  readonly [Name in keyof Required<T>]: Shape<T[Name]>;
}): Shape<T> {
  return (value): value is T => {
    if (!isObject(value)) {
      return false;
    }
    for (const name in members) {
      if (!members[name](Reflect.get(value, name))) {
        return false;
      }
    }
    return true;
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWithin(value: number, atLeast: number, atMost: number): boolean {
  return value >= atLeast && value <= atMost;
}
