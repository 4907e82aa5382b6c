import type { FuzzTarget } from './fuzzTarget';

/** More work than this for an input of at most 64 kB means that something is not linear. */
export const mostMs = 1_000;

export interface Failure {
  readonly message: string;
  /** What failures of one cause have in common. */
  readonly cause: string;
}

/** @returns undefined where everything held. */
export async function failureOf(target: FuzzTarget, input: Buffer): Promise<Failure | undefined> {
  const before = process.cpuUsage();
  try {
    await target.run(Buffer.from(input));
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const [first = '', place = ''] = message.split('\n');
    return { message, cause: `${first.replaceAll(/-?\d[\d.e+]*/g, 'N')} ${place.trim()}` };
  }
  // Of the processor, not of the clock: a process that others hold up isn't slow.
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1_000;
  return ms > mostMs ? { message: `It took ${Math.round(ms)} ms.`, cause: 'too slow' } : undefined;
}
