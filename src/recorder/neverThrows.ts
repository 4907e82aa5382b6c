import type { Log } from '../core/ports';

/** Runs the recorder's part of someone else's event: a failure goes to the log only, so that nobody else is harmed. */
export function neverThrows(log: Pick<Log, 'error'>, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    log.error(`The recorder could not ${what}.`, error);
  }
}
