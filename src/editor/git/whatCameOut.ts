import type { Interval } from '../../core/days/interval';
import type { CameOut, Task } from '../../core/task/task';
import type { Settings } from '../settings';
import type { askGit } from './askGit';

/** Undefined if the user doesn't want to know, or it can't be known. */
export type WhatCameOut = (
  place: Pick<Task, 'folder' | 'branch'>,
  spans: readonly Interval[],
) => Promise<CameOut | undefined>;

/** One that is asked about many tasks at once holds their user up no longer than this. */
const patienceMs = 2_000;

/** Asks git for what came out of work as long as the user wants that; a folder that git can't answer for in time is asked once. */
export function whatCameOut(
  settings: Pick<Settings, 'whatCameOut'>,
  ask: typeof askGit,
  now: () => number,
): WhatCameOut {
  const slow = new Set<string | null>();
  return async (place, spans) => {
    if (!settings.whatCameOut || slow.has(place.folder)) {
      return undefined;
    }
    const asked = now();
    const found = await ask(place, spans);
    if (found === undefined && now() - asked > patienceMs) {
      slow.add(place.folder);
    }
    return found;
  };
}
