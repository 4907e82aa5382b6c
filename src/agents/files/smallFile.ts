import { readFileSync, statSync } from 'node:fs';

const mostBytes = 256 * 1024;

/** The text of a file beside a transcript; undefined where there is none, or what is there is no small file. */
export function smallFile(path: string): string | undefined {
  try {
    const stats = statSync(path);
    // To read from a pipe or a device may never end.
    return stats.isFile() && stats.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
