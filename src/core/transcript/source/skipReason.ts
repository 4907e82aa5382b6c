/**
 * Why something on disk was skipped; each is counted, and the rest is read. The command line prints them as they are,
 * and the index keeps them; `skipText` puts them into the language of the window.
 */
export const skipReasons = [
  'malformed line',
  'invalid UTF-8',
  'line too long',
  'nested too deeply',
  'file too large',
  'compressed file that only Node.js 22.15 or newer can read',
  'unknown record',
  'more than one file may hold',
  'unreadable record',
  'name too long',
  'missing time',
  'time in the future',
  'unreadable file',
  'session that could not be put together',
  'unreadable folder',
  'symlink loop',
  'too many files',
  'file not yet scanned (run Scan Agent History to continue)',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How often something was skipped for a reason. */
export interface Skipped {
  readonly reason: SkipReason;
  readonly count: number;
}
