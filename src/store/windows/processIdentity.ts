import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod/mini';
import { isErrorWithCode } from '../files/errorCode';

export const processIdentitySchema = z.object({
  pid: z.int().check(z.positive()),
  host: z.string(),
  /** Differs after each boot; null if unknown. */
  boot: z.nullable(z.string()),
  /** When the process was started, in the system's own ticks, so that a recycled pid is not mistaken for it. */
  started: z.nullable(z.string()),
});
export type ProcessIdentity = Readonly<z.infer<typeof processIdentitySchema>>;

export async function ownIdentity(): Promise<ProcessIdentity> {
  const [boot, started] = await Promise.all([bootId(), startOf(process.pid)]);
  return { pid: process.pid, host: hostname(), boot, started };
}

/** @returns undefined if it can't be told, as for a process on another machine. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean | undefined> {
  if (identity.host !== hostname()) {
    return undefined;
  }
  if (identity.boot !== null && identity.boot !== (await bootId())) {
    return false;
  }
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
  const started = await startOf(identity.pid);
  return identity.started === null || started === null || identity.started === started;
}

async function bootId(): Promise<string | null> {
  // Linux only; elsewhere pid and age have to suffice.
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

/** Field 22 of Linux's process status; a zombie, still waiting for its parent to notice, counts as another process. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'zombie' : (fields[18] ?? null);
  } catch {
    return null;
  }
}
