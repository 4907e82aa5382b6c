/** Whether a path is one of Windows by its text: a drive, or a share. */
export function isOfWindows(path: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|$)|\\\\)/i.test(path);
}
