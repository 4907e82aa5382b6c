import { readFileSync } from 'node:fs';

/** A process as a status file names it. */
export interface NamedProcess {
  readonly pid: number;
  /** When it started, in the words of its system; what took over its number started at another time. */
  readonly startedAt: string | undefined;
}

/** Whether that very process still runs; where the system doesn't tell when it started, whether any does by its number. */
export function isRunning({ pid, startedAt }: NamedProcess): boolean {
  if (!processIsAlive(pid)) {
    return false;
  }
  const started = startedAt === undefined ? undefined : ticksAtStart(pid);
  return started === undefined || started === startedAt;
}

/** Clock ticks from the boot to the start of a process; undefined everywhere but on Linux. */
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
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
