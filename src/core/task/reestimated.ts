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
  const { persona } = before;
  return {
    ...hours,
    by: 'me',
    at,
    ...(persona !== undefined && { persona }),
    earlier: versionsWith(before),
  };
}

/** Somebody else's estimate in the place of one, which is kept among its earlier versions. */
export function inPlaceOf(before: Estimate | null, estimate: Estimate): Estimate {
  return before === null ? estimate : { ...estimate, earlier: versionsWith(before) };
}

function versionsWith(before: Estimate): NonNullable<Estimate['earlier']> {
  const { persona: _persona, reasons: _reasons, earlier = [], ...version } = before;
  return [version, ...earlier].slice(0, mostVersions);
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
