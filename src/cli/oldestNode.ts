/** The first version of each major version of Node that has everything used here; 21 never had it. */
const firstOf20 = 15;
const firstOf22 = 2;

/** @returns why this version of Node can't run the command line; undefined if it can. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const works = major > 22 || (major === 22 && minor >= firstOf22) || (major === 20 && minor >= firstOf20);
  return works
    ? undefined
    : `leverage-record needs Node 20.${firstOf20} or later (for newer major versions, 22.${firstOf22} or later); this is Node ${version}. Install a newer version, or run it with the editor's own: ELECTRON_RUN_AS_NODE=1.`;
}
