import { readFile } from 'node:fs/promises';

const mostAncestors = 64;
const mostMs = 500;

/** This process and its ancestors, nearest first. Where the system doesn't tell, only the parent. */
export async function ownProcesses(platform: NodeJS.Platform): Promise<readonly number[]> {
  const direct = [process.pid, process.ppid];
  if (platform === 'linux') {
    return chainOf(process.pid, parentInProc);
  }
  if (platform === 'darwin') {
    const parents = await parentsByPs();
    return parents.size === 0 ? direct : chainOf(process.pid, (pid) => Promise.resolve(parents.get(pid)));
  }
  return direct;
}

async function chainOf(
  first: number,
  parentOf: (pid: number) => Promise<number | undefined>,
): Promise<readonly number[]> {
  const chain = [first];
  for (let pid = await parentOf(first); pid !== undefined && pid > 1; pid = await parentOf(pid)) {
    if (chain.length === mostAncestors || chain.includes(pid)) {
      break;
    }
    chain.push(pid);
  }
  return chain;
}

async function parentInProc(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The program's name comes before, in parentheses, and may hold anything.
    return numberIn(
      status
        .slice(status.lastIndexOf(')') + 1)
        .trim()
        .split(' ')[1],
    );
  } catch {
    return undefined;
  }
}

async function parentsByPs(): Promise<ReadonlyMap<number, number>> {
  const { execFile } = await import('node:child_process');
  const text = await new Promise<string>((resolve) => {
    execFile('/bin/ps', ['-A', '-o', 'pid=,ppid='], { timeout: mostMs }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    );
  });
  const parents = new Map<number, number>();
  for (const line of text.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(numberIn);
    if (pid !== undefined && parent !== undefined) {
      parents.set(pid, parent);
    }
  }
  return parents;
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
