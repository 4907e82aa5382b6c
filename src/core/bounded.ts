import * as z from 'zod/mini';

// zod compares the length of whatever has one, also of what failed as text or list, and comparing an object's length can
// throw. Here the length is looked at only once the type is right.

/** A text of so many characters (code points). */
export function boundedText(atLeast: number, atMost?: number) {
  const most = atMost === undefined ? [] : [z.maxLength(atMost)];
  return z.pipe(z.string(), z.string().check(z.minLength(atLeast), ...most));
}

/** A list of so many items. */
export function boundedList<Item extends z.core.SomeType>(item: Item, atLeast: number, atMost: number) {
  return z.array(item).check(z.refine((items) => items.length >= atLeast && items.length <= atMost));
}
