/** The UTC day, YYYY-MM-DD; each has its own journal files. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
