/** The longest times in which nothing else could run on this thread. */
export interface Blocks {
  readonly seconds: number;
  /** From the moment a timer was due to the moment it ran. */
  readonly longestMs: number;
  /** Of the same kind, but only what this thread computed: without waiting for a processor or a disk. */
  readonly longestComputedMs: number;
  readonly over10Ms: number;
}

const everyMs = 1;

/** Asks for a timer again and again, and notes how late each comes. @returns what ends it. */
export function watchLoop(): () => Blocks {
  const begun = performance.now();
  let longestMs = 0;
  let longestComputedMs = 0;
  let over10Ms = 0;
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
    last = now;
    computed = computedNow;
    timer = setTimeout(look, everyMs);
  };
  timer = setTimeout(look, everyMs);
  return () => {
    clearTimeout(timer);
    return { seconds: (performance.now() - begun) / 1_000, longestMs, longestComputedMs, over10Ms };
  };
}

/** Processor time of this thread; NaN where Node.js can't tell it apart from the others. */
function computedMs(): number {
  const usage: unknown = Reflect.get(process, 'threadCpuUsage');
  if (typeof usage !== 'function') {
    return Number.NaN;
  }
  const { user, system }: NodeJS.CpuUsage = usage.call(process);
  return (user + system) / 1_000;
}
