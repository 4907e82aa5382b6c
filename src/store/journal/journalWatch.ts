import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { inBackground } from '../../core/inBackground';
import type { Log } from '../../core/ports';
import { monthFolders } from './journalFolder';

/** Some file systems (network, containers) send no notifications, so the newest months are polled. */
const pollMs = 2_000;
const polledMonths = 2;
/** Every so many polls all months are checked, in case a sync tool brought something old. */
const pollsBetweenFullLooks = 150;

export interface JournalWatch {
  /** Checks everything; resolves when what was found has been taken in. */
  lookNow(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param look takes in what is new in these months, or in all; calls don't overlap.
 * @param isOwn whether this process writes a file below the journal folder, so that nothing in it is new.
 */
export function watchJournal(
  folder: string,
  look: (months?: readonly string[]) => Promise<void>,
  isOwn: (name: string) => boolean,
  log: Log,
): JournalWatch {
  const watchers = new Map<string, FSWatcher>();
  let wanted = new Set<string>();
  let working: Promise<void> | undefined;
  let polls = 0;
  let closed = false;

  function want(months: readonly string[]): void {
    if (closed) {
      return;
    }
    for (const month of months) {
      wanted.add(month);
    }
    working ??= work().finally(() => {
      working = undefined;
    });
  }

  async function work(): Promise<void> {
    while (wanted.size > 0) {
      const months = [...wanted];
      wanted = new Set();
      try {
        await look(months);
      } catch (error) {
        log.warn('Changes from other windows could not be read', error);
      }
    }
  }

  function follow(path: string, onEvent: (file: string | null) => void): void {
    if (closed || watchers.has(path)) {
      return;
    }
    try {
      const watcher = watch(path, { persistent: false }, (_, file) => onEvent(file));
      watchers.set(path, watcher);
      watcher.on('error', () => {
        // The folder is gone or can't be watched; polling continues.
        watcher.close();
        watchers.delete(path);
      });
    } catch {
      // As above; a later poll tries again.
    }
  }

  async function findMonths(): Promise<readonly string[]> {
    const months = await monthFolders(folder);
    follow(folder, () =>
      inBackground(findNewMonths(), log, 'New months of the journal could not be looked for.'),
    );
    for (const month of months) {
      follow(join(folder, month), (file) => {
        if (file === null || !isOwn(`${month}/${file}`)) {
          want([month]);
        }
      });
    }
    return months;
  }

  async function findNewMonths(): Promise<void> {
    const known = new Set(watchers.keys());
    const months = await findMonths();
    want(months.filter((month) => !known.has(join(folder, month))));
  }

  async function poll(): Promise<void> {
    polls += 1;
    const months = await findMonths();
    want(polls % pollsBetweenFullLooks === 0 ? months : months.slice(-polledMonths));
  }

  const notFound = 'New months of the journal could not be looked for.';
  inBackground(findNewMonths(), log, notFound);
  const timer = setInterval(() => inBackground(poll(), log, notFound), pollMs).unref();

  return {
    async lookNow() {
      want(await findMonths());
      await working;
    },
    async close() {
      closed = true;
      wanted.clear();
      clearInterval(timer);
      for (const watcher of watchers.values()) {
        watcher.close();
      }
      await working;
    },
  };
}
