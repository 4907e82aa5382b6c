import { quantile } from '../figures';

/** The longest times in which nothing else could run on this thread. */
export interface Blocks {
  readonly seconds: number;
  /** From the moment a timer was due to the moment it ran. */
  readonly longestMs: number;
  /** Of the same kind, but only what this thread computed: without waiting for a processor or a disk. */
  readonly longestComputedMs: number;
  readonly over10Ms: number;
  /** Of how late each timer came, and of what was computed between two. */
  readonly p99Ms: number;
  readonly p99ComputedMs: number;
}

const everyMs = 1;

/** Asks for a timer again and again, and notes how late each comes. @returns what ends it. */
export function watchLoop(): () => Blocks {
  const begun = performance.now();
  let longestMs = 0;
  let longestComputedMs = 0;
  let over10Ms = 0;
  const late: number[] = [];
  const busy: number[] = [];
  let last = begun;
  let computed = computedMs();
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const now = performance.now();
    const computedNow = computedMs();
    const lateMs = now - last - everyMs;
    longestMs = Math.max(longestMs, lateMs);
    longestComputedMs = Math.max(longestComputedMs, computedNow - computed);
    over10Ms += lateMs > 10 ? 1 : 0;
    late.push(lateMs);
    busy.push(computedNow - computed);
    last = now;
    computed = computedNow;
    timer = setTimeout(look, everyMs);
  };
  timer = setTimeout(look, everyMs);
  return () => {
    clearTimeout(timer);
    return {
      seconds: (performance.now() - begun) / 1_000,
      longestMs,
      longestComputedMs,
      over10Ms,
      p99Ms: quantile(late, 0.99),
      p99ComputedMs: quantile(busy, 0.99),
    };
  };
}

/** Processor time of this thread; NaN where Node.js can't tell it apart from the others. */
export function computedMs(): number {
  const usage: unknown = Reflect.get(process, 'threadCpuUsage');
  if (typeof usage !== 'function') {
    return Number.NaN;
  }
  const { user, system }: NodeJS.CpuUsage = usage.call(process);
  return (user + system) / 1_000;
}
