import { homedir } from 'node:os';
import { posix, win32, type PlatformPath } from 'node:path';
import { inHome } from '../../core/folders/inHome';

interface Machine {
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** The folder of a shell that entered others, each relative to the one before; null if unknown. */
export function enteredFolder(
  from: string | undefined,
  entered: readonly string[],
  { home, platform }: Machine = { home: homedir(), platform: process.platform },
): string | null {
  if (entered.length === 0) {
    // Without a change it stays as the shell says it.
    return from ?? null;
  }
  const folders = entered.map((path) => inHome(path, home));
  if (platform !== 'win32') {
    return resolved(from, folders, posix, /^\//u);
  }
  // So Windows shows where a shell of WSL is, whose home is another.
  return from !== undefined && /^[\\/](?![\\/])/u.test(from)
    ? ofWsl(from.replaceAll('\\', '/'), entered)
    : resolved(from, folders.map(ofGitBash), win32, /^(?:[a-z]:[\\/]|[\\/]{2})/iu);
}

function ofWsl(from: string, entered: readonly string[]): string | null {
  const last = entered.findLast((path) => /^(?:\/|~(?=$|\/))/u.test(path));
  return last?.startsWith('~') === true ? null : posix.resolve(from, ...entered);
}

/** @param whole what a path begins with that is the same wherever the shell is */
function resolved(
  from: string | undefined,
  folders: readonly string[],
  paths: PlatformPath,
  whole: RegExp,
): string | null {
  const first = from === undefined ? folders.findLastIndex((path) => whole.test(path)) : 0;
  return first === -1 ? null : paths.resolve(from ?? '', ...folders.slice(first));
}

/** `/c/Users` and `/cygdrive/c/Users` are its names of a drive. */
function ofGitBash(path: string): string {
  return path.replace(/^\/(?:cygdrive\/)?([a-z])(?:\/|$)/iu, (_, drive: string) => `${drive}:\\`);
}
