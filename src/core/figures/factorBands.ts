import { roundHalfUp } from './roundHalfUp';

/** Lower ends of the bands of leverage factors, highest first; below the last is one more. */
export const bandEdges = [100, 50, 25, 10] as const;

/** The band that a factor lies in as it is printed, from 0 for the highest, so that no row contradicts its band. */
export function bandOf(leverageFactor: number): number {
  const printed = roundHalfUp(leverageFactor, 1);
  const found = bandEdges.findIndex((edge) => printed >= edge);
  return found === -1 ? bandEdges.length : found;
}
