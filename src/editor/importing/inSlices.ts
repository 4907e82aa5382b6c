import { setImmediate } from 'node:timers/promises';

const sliceMs = 15;

/** Runs steps one time slice at a time, so that the thread is never blocked. @throws the signal's reason. */
export async function inSlices<T>(steps: Iterator<undefined, T>, signal: AbortSignal): Promise<T> {
  let end = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    if (performance.now() >= end) {
      await setImmediate();
      signal.throwIfAborted();
      end = performance.now() + sliceMs;
    }
  }
}
