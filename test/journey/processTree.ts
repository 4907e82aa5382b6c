import { spawnSync } from 'node:child_process';

/** The ids of a process and everything it started, parents first. */
export function processTree(root: number | undefined): readonly number[] {
  if (root === undefined) {
    return [];
  }
  const table = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout;
  const children = new Map<number, number[]>();
  for (const line of table.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid !== undefined && parent !== undefined) {
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    }
  }
  const family = [root];
  for (const member of family) {
    family.push(...(children.get(member) ?? []));
  }
  return family;
}

/** Ends a process and everything it started at once. */
export function killTree(root: number | undefined): void {
  for (const pid of processTree(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}
