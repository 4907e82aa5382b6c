import { isOfWindows } from '../../core/folders/isOfWindows';

/** For a POSIX shell. Git Bash takes Windows paths with forward slashes and without the long-path prefix. */
export function shellQuoted(path: string): string {
  const portable = isOfWindows(path)
    ? path
        .replaceAll('\\', '/')
        .replace(/^\/\/[?.]\/UNC\//i, '//')
        .replace(/^\/\/[?.]\//, '')
    : path;
  return `'${portable.replaceAll("'", `'\\''`)}'`;
}
