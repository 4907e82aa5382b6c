import type { Log } from '../../core/ports';
import type { WindowRegistry } from '../../core/tracker/windowRegistry';
import { claimOrphans, workOfOthers, type OwnBeats } from './heartbeats';

/** The registry of the windows whose heartbeats are in a folder; a beat that can't be written is in the log. */
export function windowRegistry(folder: string, writer: string, own: OwnBeats, log: Log): WindowRegistry {
  const notWritten = (error: unknown) => log.warn('The heartbeat could not be written', error);
  return {
    beat: (work, now) => own.beat(work, now).catch(notWritten),
    async claimOrphans(now) {
      // Whoever finds an unfinished claim must be able to tell whether its writer is alive.
      await own.register(now).catch(notWritten);
      return claimOrphans(folder, writer, now);
    },
    workOfOthers: (now) => workOfOthers(folder, writer, now),
  };
}
