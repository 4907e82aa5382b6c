import type { Estimate, EstimatedHours } from './task';

/** An estimate keeps this many of its versions. */
const mostVersions = 50;

/**
 * The user's hours in the place of an estimate, which is kept among the earlier versions. Its reasons were for its own
 * hours, so they aren't taken over.
 */
export function reestimated(before: Estimate | null, hours: EstimatedHours, at: number): Estimate {
  if (before === null) {
    return { ...hours, by: 'me', at };
  }
  const { persona, reasons: _reasons, earlier = [], ...version } = before;
  return {
    ...hours,
    by: 'me',
    at,
    ...(persona !== undefined && { persona }),
    earlier: [version, ...earlier].slice(0, mostVersions),
  };
}

/** The hours of an estimate without who made it. */
export function hoursOf({ hours, lowHours, highHours }: EstimatedHours): EstimatedHours {
  return {
    hours,
    ...(lowHours !== undefined && { lowHours }),
    ...(highHours !== undefined && { highHours }),
  };
}

/** Whether both say the same hours, whoever said them. */
export function hasSameHours(hours: EstimatedHours, estimate: EstimatedHours | null): boolean {
  return (
    estimate !== null &&
    hours.hours === estimate.hours &&
    hours.lowHours === estimate.lowHours &&
    hours.highHours === estimate.highHours
  );
}
