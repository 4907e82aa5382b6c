/** Runs all steps at once, for callers that have nothing to wait for in between. */
export function inOneGo<T>(steps: Iterator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
