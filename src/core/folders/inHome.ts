import { isOfWindows } from './isOfWindows';

/** A path with its `~` replaced by the home folder; before a backslash only if the home is a Windows folder. */
export function inHome(path: string, home: string): string {
  const tilde = isOfWindows(home) ? /^~(?=$|[\\/])/ : /^~(?=$|\/)/;
  return home === '' ? path : path.replace(tilde, () => home);
}
