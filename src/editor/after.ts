import type { Disposable } from '../core/ports';

/** Calls once, unless disposed before. */
export function after(ms: number, work: () => void): Disposable {
  const timer = setTimeout(work, ms);
  return { dispose: () => clearTimeout(timer) };
}
