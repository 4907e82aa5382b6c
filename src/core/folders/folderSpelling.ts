import { inHome } from './inHome';
import { isOfWindows } from './isOfWindows';

/** The facts about the machine whose folders are named. */
export interface FolderMachine {
  /** Folders on its own disk have case-insensitive names. */
  readonly isMac: boolean;
  /** The folder behind `~`; empty if there is none. */
  readonly home: string;
}

/** One spelling for each folder, without a separator at its end; the root is empty. */
export function plainFolder(path: string, machine: FolderMachine): string {
  // A WSL share may lead back to a drive.
  return spelledFolder(ownName(ownName(plainStart(pathOf(inHome(path, machine.home))))), machine);
}

/** The name as written, in one spelling. */
export function spelledFolder(path: string, { isMac }: FolderMachine): string {
  // Windows has two separators and case-insensitive names.
  if (isOfWindows(path)) {
    return path
      .replaceAll('/', '\\')
      .toLowerCase()
      .replace(/(?!^)\\+/g, '\\')
      .replace(/\\$/, '');
  }
  const own = path.replace(/\/+/g, '/').replace(/\/$/, '');
  // Other disks of a Mac may be case-sensitive, and so may other machines.
  const isOwnDisk = own.startsWith('/') && !own.startsWith('/Volumes/');
  return isMac && isOwnDisk ? own.normalize('NFC').toLowerCase() : own;
}

/** Without the `\\?\` of Windows' long paths, and with the slashes of a Linux folder that Windows shows. */
function plainStart(path: string): string {
  const long = /^[\\/]{2}[?.][\\/](UNC[\\/]|(?=[a-z]:))/i.exec(path);
  if (long) {
    return (long[1] === '' ? '' : '\\\\') + path.slice(long[0].length);
  }
  return /^\\(?!\\)/.test(path) ? path.replaceAll('\\', '/') : path;
}

/** A folder's name on the system it lies on. */
function ownName(path: string): string {
  const drive = /^\/mnt\/([a-z])(?=\/|$)/.exec(path);
  if (drive) {
    return `${drive[1]}:\\${path.slice(drive[0].length + 1)}`;
  }
  const share = /^[\\/]{2}wsl(?:\.localhost|\$)[\\/][^\\/]+/i.exec(path);
  if (share) {
    return `/${path.slice(share[0].length + 1).replaceAll('\\', '/')}`;
  }
  const shown = /^(?:\/private(?=\/(?:var|tmp|etc)(?:\/|$))|\/System\/Volumes\/Data(?=\/))/.exec(path);
  return shown ? path.slice(shown[0].length) : path;
}

/** The path in an address of VS Code, if it is on this machine; any other address has one spelling. */
function pathOf(text: string): string {
  const [, scheme, host = '', rest = ''] = /^(file|vscode-remote):\/\/([^/]*)([^]*)$/i.exec(text) ?? [];
  const [authority, path] = [decoded(host), decoded(rest)];
  if (scheme === undefined || authority === undefined || path === undefined) {
    return text;
  }
  if (scheme.toLowerCase() === 'file') {
    const isLocal = authority === '' || authority === 'localhost';
    return isLocal ? path.replace(/^\/(?=[a-z]:)/i, '') : `\\\\${authority}${path}`;
  }
  const remote = authority.toLowerCase();
  if (remote.startsWith('wsl+')) {
    return path;
  }
  const outside = remote.startsWith('dev-container+') ? folderOutside(remote, path) : undefined;
  return outside ?? `vscode-remote://${remote}${path}`;
}

/** The folder that a container shows under `/workspaces`; its address contains it in hexadecimal digits. */
function folderOutside(authority: string, path: string): string | undefined {
  const digits = /^dev-container\+((?:[0-9a-f]{2})+)$/.exec(authority)?.[1];
  const told = decoded(digits?.replace(/../g, '%$&') ?? '') ?? '';
  const folder = (/"hostPath"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(told)?.[1] ?? '').replace(/^"|"$/g, '');
  const outside = told.startsWith('{') ? folder.replaceAll('\\\\', '\\') : told;
  const name = outside.split(/[\\/]/).findLast((part) => part !== '');
  const inside = `/workspaces/${name ?? ''}`;
  return name !== undefined && (path === inside || path.startsWith(`${inside}/`))
    ? outside.replace(/[\\/]$/, '') + path.slice(inside.length)
    : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
