import { isOfWindows } from './isOfWindows';

/** A path with the home folder in the place of its `~`; before a backslash only where the home is one of Windows. */
export function inHome(path: string, home: string): string {
  const tilde = isOfWindows(home) ? /^~(?=$|[\\/])/ : /^~(?=$|\/)/;
  return home === '' ? path : path.replace(tilde, () => home);
}
