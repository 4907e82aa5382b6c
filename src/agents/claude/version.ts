/** Whether a version of Claude Code, as records name it, is that one or newer; one that isn't told is old. */
export function isAtLeast(
  version: string | null,
  [major, minor, patch]: readonly [number, number, number],
): boolean {
  const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = (version ?? '').split('.').map(Number);
  return (ownMajor - major || ownMinor - minor || ownPatch - patch) >= 0;
}
