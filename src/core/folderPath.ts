/**
 * Whether a path is one of the folders or lies in it, each as the system that it comes from writes it. A path costs what
 * its own depth costs, however many folders there are.
 */
export function isInAnyOf(folders: readonly string[]): (path: string) => boolean {
  const known = new Set(folders.flatMap((folder) => (folder === '' ? [] : plain(folder))));
  return (path) => {
    if (known.size === 0 || path === '') {
      return false;
    }
    const separator = isOfWindows(path) ? '\\' : '/';
    let here = plain(path);
    while (!known.has(here)) {
      const last = here.lastIndexOf(separator);
      if (last < 0) {
        return false;
      }
      here = here.slice(0, last);
    }
    return true;
  };
}

/** One spelling for each folder, without a separator at its end; the root is empty. */
function plain(path: string): string {
  // Windows has two separators and does not tell large letters from small ones.
  return isOfWindows(path)
    ? path
        .replaceAll('/', '\\')
        .toLowerCase()
        .replace(/(?!^)\\+/g, '\\')
        .replace(/\\$/, '')
    : path.replace(/\/+/g, '/').replace(/\/$/, '');
}

function isOfWindows(path: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|$)|\\\\)/i.test(path);
}
