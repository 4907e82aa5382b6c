/** The branch that a `.git/HEAD` names; undefined for a detached one. */
export function branchOfHead(head: string): string | undefined {
  return /^ref: refs\/heads\/(\S+)\s*$/u.exec(head)?.[1];
}

/** The folder that a `.git` file points to, as a path with forward slashes. */
export function linkedGitFolder(dotGit: string): string | undefined {
  // Trimmed first: a pattern that looks for spaces at the end takes the square of their number.
  const folder = /^gitdir: (.+)$/u.exec(dotGit.trimEnd())?.[1]?.replaceAll('\\', '/');
  return folder !== undefined && /^[a-z]:\//iu.test(folder) ? `/${folder}` : folder;
}
