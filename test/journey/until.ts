import { setTimeout as pause } from 'node:timers/promises';

const shortestPauseMs = 50;
const longestPauseMs = 250;
/** Looking is work for the window, too: what takes long is looked at less often, and is seen this share later at most. */
const pauseShare = 0.05;

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
  const start = Date.now();
  for (;;) {
    try {
      const answer = await fact();
      if (answer !== undefined && answer !== null && answer !== false && answer !== '') {
        return answer;
      }
      seen = answer;
    } catch (error) {
      seen = error;
    }
    const waitedMs = Date.now() - start;
    if (waitedMs > timeoutMs) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}; last seen: ${String(seen)}`);
    }
    await pause(Math.min(Math.max(waitedMs * pauseShare, shortestPauseMs), longestPauseMs));
  }
}
