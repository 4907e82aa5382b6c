/** The day in UTC, YYYY-MM-DD, by which journal files are divided. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
