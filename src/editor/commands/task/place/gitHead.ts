import { posix } from 'node:path';

/** The branch that a `.git/HEAD` names; undefined for a detached one. */
export function branchOfHead(head: string): string | undefined {
  return /^ref: refs\/heads\/(\S+)\s*$/u.exec(head)?.[1];
}

/** Of the address of a folder. */
export interface Place {
  /** The server of a share, or another machine; empty on this one. */
  readonly authority: string;
  /** With slashes. */
  readonly path: string;
}

/** The folder that the `.git` file in a folder points to. */
export function linkedGitFolder(dotGit: string, folder: Place, isWindows: boolean): Place | undefined {
  // Trimmed first: a pattern that looks for spaces at the end takes the square of their number.
  const linked = /^gitdir: (.+)$/u.exec(dotGit.trimEnd())?.[1]?.replaceAll('\\', '/');
  if (linked === undefined) {
    return undefined;
  }
  const { authority } = folder;
  const named = linked.replace(/^\/\/[?.]\/(?:UNC\/|(?=[a-z]:))/iu, (mark) => (mark.length > 4 ? '//' : ''));
  if (/^[a-z]:\//iu.test(named)) {
    return { authority: isWindows ? '' : authority, path: `/${named}` };
  }
  const share = isWindows ? /^\/\/([^/]+)(\/.*)$/u.exec(named) : null;
  if (share?.[1] !== undefined && share[2] !== undefined) {
    return { authority: share[1], path: share[2] };
  }
  if (!named.startsWith('/')) {
    return { authority, path: posix.join(folder.path, named) };
  }
  // Linux names its own folders; Windows has them below the name of the distribution.
  const isOfWsl = isWindows && /^wsl(?:\.localhost|\$)$/iu.test(authority);
  const above = isOfWsl ? `/${folder.path.split('/')[1] ?? ''}` : '';
  // An address without a server can't begin with two slashes.
  return { authority, path: above + named.replace(/^\/+/u, '/') };
}
