import { readFileSync, statSync } from 'node:fs';
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { boundedText } from '../core/bounded';
import type { DayCounting } from '../core/days/currentDay';
import { isZone } from '../core/days/day';
import { isDayStart } from '../core/days/dayStart';

const schema = z.object({
  timeZone: boundedText(0, 100).check(z.refine(isZone)),
  dayStart: z.string().check(z.refine(isDayStart)),
});
const mostCharacters = 10_000;

/**
 * Next to the record: how the editor counts days, so that the command line counts them the same way. It is about this
 * machine's editor and isn't part of the record; without it, days are those of the process, from midnight.
 */
export function dayCountingPathOf(directory: string): string {
  return join(directory, 'day-counting.json');
}

/** @returns undefined if no editor has written it, or it isn't believable. Never throws. */
export function readDayCounting(directory: string): DayCounting | undefined {
  try {
    const path = dayCountingPathOf(directory);
    // Reading anything else might never end.
    return statSync(path).isFile() ? believed(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes only if something changed. The file is complete at any moment. @throws the file system's error. */
export async function writeDayCounting(
  directory: string,
  { timeZone, dayStart }: DayCounting,
  id: string,
): Promise<void> {
  const path = dayCountingPathOf(directory);
  const text = `${JSON.stringify({ timeZone, dayStart })}\n`;
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) {
    return;
  }
  const temporary = `${path}.${id}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

function believed(text: string): DayCounting | undefined {
  return text.length > mostCharacters
    ? undefined
    : schema.safeParse(JSON.parse(text.replace(/^\uFEFF/u, ''))).data;
}
