/** Whether a Claude Code version, as in its records, is at least this one; an unknown version counts as old. */
export function isAtLeast(
  version: string | null,
  [major, minor, patch]: readonly [number, number, number],
): boolean {
  const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = (version ?? '').split('.').map(Number);
  return (ownMajor - major || ownMinor - minor || ownPatch - patch) >= 0;
}

/** Since 2.1.50 the last line of a response says why it stopped. */
export function saysWhyItStops(version: string | null): boolean {
  return isAtLeast(version, [2, 1, 50]);
}
