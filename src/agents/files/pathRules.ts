import { isAbsolute, posix, relative, win32, type PlatformPath } from 'node:path';

/** The path rules of a system. */
export function pathRulesOf(platform: NodeJS.Platform): PlatformPath {
  return platform === 'win32' ? win32 : posix;
}

/** Whether a path lies in a folder, which may be a whole disk; both are absolute. */
export function isBelow(
  path: string,
  folder: string,
  rules: Pick<PlatformPath, 'isAbsolute' | 'relative'> = { isAbsolute, relative },
): boolean {
  const between = rules.relative(folder, path);
  return !/^(?:\.\.(?:[\\/]|$)|$)/.test(between) && !rules.isAbsolute(between);
}
