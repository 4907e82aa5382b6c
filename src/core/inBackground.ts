import type { Log } from './ports';

/** Starts work that nobody awaits; a failure goes to the log only. */
export function inBackground(work: PromiseLike<unknown>, log: Pick<Log, 'error'>, failed: string): void {
  work.then(undefined, (error: unknown) => {
    try {
      log.error(failed, error);
    } catch {
      // The window is closing, and its log with it.
    }
  });
}
