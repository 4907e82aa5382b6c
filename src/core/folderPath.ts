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
    // What lies below `/mnt` lies there under its other name too.
    return isBelow(known, spelled(path)) || isBelow(known, plain(path));
  };
}

function isBelow(known: ReadonlySet<string>, path: string): boolean {
  const separator = isOfWindows(path) ? '\\' : '/';
  let here = path;
  while (!known.has(here)) {
    const last = here.lastIndexOf(separator);
    if (last < 0) {
      return false;
    }
    here = here.slice(0, last);
  }
  return true;
}

/**
 * Whether two paths name one folder, as far as their text says: a drive of Windows seen from WSL and a folder of WSL
 * seen from Windows are the same, as are the two names that macOS has for what lies in `/private`.
 */
export function isSameFolder(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

/** One spelling for each folder, without a separator at its end; the root is empty. */
function plain(path: string): string {
  // A share of WSL may lead back to a drive.
  return spelled(ownName(ownName(path)));
}

function spelled(own: string): string {
  // Windows has two separators and does not tell large letters from small ones.
  return isOfWindows(own)
    ? own
        .replaceAll('/', '\\')
        .toLowerCase()
        .replace(/(?!^)\\+/g, '\\')
        .replace(/\\$/, '')
    : own.replace(/\/+/g, '/').replace(/\/$/, '');
}

/** The name that the system has for a folder on which it lies. */
function ownName(path: string): string {
  const drive = /^\/mnt\/([a-z])(?=\/|$)/.exec(path);
  if (drive) {
    return `${drive[1]}:\\${path.slice(drive[0].length + 1)}`;
  }
  const share = /^[\\/]{2}wsl(?:\.localhost|\$)[\\/][^\\/]+/i.exec(path);
  if (share) {
    return `/${path.slice(share[0].length + 1).replaceAll('\\', '/')}`;
  }
  const shown = /^\/private(?=\/(?:var|tmp|etc)(?:\/|$))/.exec(path);
  return shown ? path.slice(shown[0].length) : path;
}

function isOfWindows(path: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|$)|\\\\)/i.test(path);
}
