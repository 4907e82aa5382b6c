/** How a figure came about; it travels with the figure into every view and export. */
export const evidences = ['measured', 'estimated', 'edited', 'imported', 'recovered'] as const;
export type Evidence = (typeof evidences)[number];

/** From the most to the least certain. */
const doubt: Readonly<Record<Evidence, number>> = {
  measured: 0,
  recovered: 1,
  estimated: 2,
  imported: 3,
  edited: 4,
};

/** The weakest evidence among parts, since a sum is no better than its worst part; `measured` if there are none. */
export function weakestEvidence(parts: Iterable<Evidence>): Evidence {
  let weakest: Evidence = 'measured';
  for (const part of parts) {
    if (doubt[part] > doubt[weakest]) {
      weakest = part;
    }
  }
  return weakest;
}

/** Whether a figure only says that nothing was seen. @param ms the value before rounding, if known */
export function isNothingMeasured(amount: number, evidence: Evidence, ms = 0): boolean {
  return evidence === 'measured' && amount === 0 && ms === 0;
}
