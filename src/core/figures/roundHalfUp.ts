/**
 * Rounds half up to a number of decimals, by the decimal meaning of the number: 1.005 becomes 1.01 although the nearest
 * binary fraction lies just below it. The tolerance is four units in the last place; a ratio of hours with up to four
 * decimals (up to a million) to whole minutes that isn't a tie is never that close to one.
 */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const scaled = value * scale;
  const allowance = Math.min(Math.abs(scaled) * 4 * Number.EPSILON, 1e-6);
  return Math.floor(scaled + 0.5 + allowance) / scale;
}
