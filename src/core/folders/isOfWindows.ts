/** Whether a path is a Windows path by its text: a drive, or a share. */
export function isOfWindows(path: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|$)|\\\\)/i.test(path);
}
