/** A ratio of whole numbers. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** @returns undefined where there is nothing to divide by */
export function ratio(over: bigint, under: bigint): Ratio | undefined {
  return under === 0n ? undefined : { over, under };
}

export function compared(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const [left, right] = [a.over * b.under, b.over * a.under];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Tenths, half up. */
export function tenths({ over, under }: Ratio): bigint {
  return (20n * over + under) / (2n * under);
}

export function printed(factor: Ratio): string {
  const all = tenths(factor);
  return `${all / 10n}.${all % 10n}x`;
}

export function printedShare(part: bigint, whole: bigint): string {
  const all = tenths({ over: part * 100n, under: whole });
  if (part > 0n && all === 0n) {
    return 'less than 0.1%';
  }
  return part < whole && all === 1000n ? 'more than 99.9%' : `${all / 10n}.${all % 10n}%`;
}

/** A value with at most so many decimals, half up, with separators and without idle zeros. */
export function decimal({ over, under }: Ratio, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const all = (2n * over * scale + under) / (2n * under);
  const whole = String(all / scale).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(all % scale)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  return rest === '' || decimals === 0 ? whole : `${whole}.${rest}`;
}

export function counted(count: bigint | number): string {
  return decimal({ over: BigInt(count), under: 1n }, 0);
}

export function isEqual(a: Ratio | undefined, b: Ratio | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compared(a, b) === 0;
}
