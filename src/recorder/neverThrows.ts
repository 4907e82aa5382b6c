import type { Log } from '../core/ports';

/** Runs the recorder's part of an event that is not its own: where it fails, the log says so and nobody else is harmed. */
export function neverThrows(log: Pick<Log, 'error'>, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    log.error(`The recorder could not ${what}.`, error);
  }
}
