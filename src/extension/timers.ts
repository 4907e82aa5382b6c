import type { Disposable } from '../core/ports';

/** Calls again and again until disposed. */
export function every(ms: number, work: () => void): Disposable {
  const timer = setInterval(work, ms);
  return { dispose: () => clearInterval(timer) };
}

/** Calls once, unless disposed before. */
export function after(ms: number, work: () => void): Disposable {
  const timer = setTimeout(work, ms);
  return { dispose: () => clearTimeout(timer) };
}
