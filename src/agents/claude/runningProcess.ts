import { readFileSync } from 'node:fs';

/** A process as identified by a status file. */
export interface NamedProcess {
  readonly pid: number;
  /** When it started, in its system's own format; a process that reuses the id started at another time. */
  readonly startedAt: string | undefined;
}

/**
 * Whether this very process is still running or, if the system doesn't say when it started, any process with its id.
 */
export function isStillRunning({ pid, startedAt }: NamedProcess): boolean {
  if (!processIsAlive(pid)) {
    return false;
  }
  const started = startedAt === undefined ? undefined : ticksAtStart(pid);
  return started === undefined || started === startedAt;
}

/** Clock ticks from boot to the start of a process; undefined except on Linux. */
function ticksAtStart(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name, which may hold spaces and parentheses; the start is the 22nd.
    const ticks = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
    return ticks !== undefined && /^\d+$/.test(ticks) ? ticks : undefined;
  } catch {
    return undefined;
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
