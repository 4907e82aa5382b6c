import type { Log } from './ports';

/** Lets work go on that nobody waits for; where it fails, the log says so and nothing else happens. */
export function inBackground(work: PromiseLike<unknown>, log: Pick<Log, 'error'>, failed: string): void {
  work.then(undefined, (error: unknown) => {
    try {
      log.error(failed, error);
    } catch {
      // The window is closing, and its log with it.
    }
  });
}
