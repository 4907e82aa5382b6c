import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TakenWeeks } from '../editor/firstLook/weeklyDigest';
import { isErrorWithCode } from '../store/files/errorCode';

/** A file per week, which only one window can create. @param folder created if missing */
export function takenWeeks(folder: string): TakenWeeks {
  return {
    all: () => weeksIn(folder),
    async take(week) {
      await mkdir(folder, { recursive: true });
      const others = await weeksIn(folder);
      try {
        await (await open(join(folder, week), 'wx')).close();
      } catch (error) {
        if (isErrorWithCode(error, 'EEXIST')) {
          return false;
        }
        throw error;
      }
      await Promise.all(
        others.filter((each) => each < week).map((each) => rm(join(folder, each), { force: true })),
      );
      return true;
    },
  };
}

async function weeksIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
}
