export const roundingSteps = [1, 5, 6, 15, 30] as const;
export type RoundingStep = (typeof roundingSteps)[number];

/** How minutes are rounded to be billed. */
export interface RoundingRule {
  readonly step: RoundingStep;
  readonly to: 'up' | 'nearest';
}

/** Whole minutes, a multiple of the step; halves go up, and 0 stays 0. */
export function roundedMinutes(minutes: number, { step, to }: RoundingRule): number {
  return to === 'up'
    ? Math.ceil(minutes / step) * step
    : Math.floor((2 * minutes + step) / (2 * step)) * step;
}
