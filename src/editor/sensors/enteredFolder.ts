import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';

/** Where a shell is that was in a folder and entered others, each seen from the one before; null if nobody can tell. */
export function enteredFolder(from: string | undefined, entered: readonly string[]): string | null {
  const paths = entered.map((path) => path.replace(/^~(?=$|[\\/])/u, homedir()));
  const known = from ?? (paths.some(isAbsolute) ? '' : undefined);
  // Without a change it stays as the shell says it.
  return paths.length === 0 || known === undefined ? (known ?? null) : resolve(known, ...paths);
}
