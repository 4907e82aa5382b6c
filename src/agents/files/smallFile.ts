import { readFileSync, statSync } from 'node:fs';

const mostBytes = 256 * 1024;

/** The text of a file next to a transcript; undefined if there is none, or if it isn't a small regular file. */
export function smallFile(path: string): string | undefined {
  try {
    const stats = statSync(path);
    // Reading from a pipe or a device may never end.
    return stats.isFile() && stats.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
