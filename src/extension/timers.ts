import type { Disposable } from '../core/ports';

/** Calls again and again until disposed. */
export function every(ms: number, work: () => void): Disposable {
  const timer = setInterval(work, ms);
  return { dispose: () => clearInterval(timer) };
}
