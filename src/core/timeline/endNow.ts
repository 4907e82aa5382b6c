import type { Interval } from '../days/interval';
import { longestWaitMs } from './waits';

/** Where a stretch of time ends: one that goes on grows with the clock, a wait only until it has become a break. */
export function endNow(
  { kind, start, end }: Interval & { readonly kind: string },
  isGrowing: boolean,
  now: number,
): number {
  const grown = kind === 'waiting' ? Math.min(now, start + longestWaitMs) : now;
  return isGrowing ? Math.max(end, grown) : end;
}
