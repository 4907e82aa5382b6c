/** Goes through all steps at once, where nobody waits in between. */
export function inOneGo<T>(steps: Iterator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
