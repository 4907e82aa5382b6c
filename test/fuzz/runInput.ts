import type { FuzzTarget } from './fuzzTarget';

/** Longer than this for an input of at most 64 kB means that something is not linear. */
export const mostMs = 1_000;

export interface Failure {
  readonly message: string;
  /** What failures of one cause have in common. */
  readonly cause: string;
}

/** @returns undefined where everything held. */
export async function failureOf(target: FuzzTarget, input: Buffer): Promise<Failure | undefined> {
  const start = performance.now();
  try {
    await target.run(Buffer.from(input));
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const [first = '', place = ''] = message.split('\n');
    return { message, cause: `${first.replaceAll(/-?\d[\d.e+]*/g, 'N')} ${place.trim()}` };
  }
  const ms = performance.now() - start;
  return ms > mostMs ? { message: `It took ${Math.round(ms)} ms.`, cause: 'too slow' } : undefined;
}
