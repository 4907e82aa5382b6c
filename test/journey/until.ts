import { setTimeout as pause } from 'node:timers/promises';

const pauseBetweenLooksMs = 50;

/**
 * Looks at a fact again and again until it is there.
 *
 * @param what named in the error when time runs out
 * @param fact answers undefined, false, null or an empty text while it is not there yet; may throw until then
 */
export async function until<T>(
  what: string,
  fact: () => Promise<T> | T,
  timeoutMs = 30_000,
): Promise<NonNullable<T>> {
  let seen: unknown;
  for (const deadline = Date.now() + timeoutMs; ;) {
    try {
      const answer = await fact();
      if (answer !== undefined && answer !== null && answer !== false && answer !== '') {
        return answer;
      }
      seen = answer;
    } catch (error) {
      seen = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}; last seen: ${String(seen)}`);
    }
    await pause(pauseBetweenLooksMs);
  }
}
