/** How a figure came about; it travels with the figure into every view and export. */
export const evidences = ['measured', 'estimated', 'edited', 'imported', 'recovered'] as const;
export type Evidence = (typeof evidences)[number];

/** From the least to the most doubtful of what can be said about measured time. */
const doubt: Readonly<Record<Evidence, number>> = {
  measured: 0,
  recovered: 1,
  estimated: 2,
  imported: 3,
  edited: 4,
};

/** The weakest evidence among parts, since a sum is no better than its worst part; `measured` when there are none. */
export function weakestEvidence(parts: Iterable<Evidence>): Evidence {
  let weakest: Evidence = 'measured';
  for (const part of parts) {
    if (doubt[part] > doubt[weakest]) {
      weakest = part;
    }
  }
  return weakest;
}

/** Whether a figure says no more than that nothing was seen. @param ms what it was rounded from, where that is known */
export function isNothingMeasured(amount: number, evidence: Evidence, ms = 0): boolean {
  return evidence === 'measured' && amount === 0 && ms === 0;
}
