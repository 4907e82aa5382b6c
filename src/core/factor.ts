/** Human hours × 60 ÷ minutes, exact; undefined (printed "–") where the minutes are 0. */
export function leverage(humanHours: number, minutes: number): number | undefined {
  return minutes > 0 ? (humanHours * 60) / minutes : undefined;
}
