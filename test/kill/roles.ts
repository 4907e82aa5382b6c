export const roles = ['write', 'run', 'propose', 'undo', 'import', 'snapshot', 'rebuild', 'sync'] as const;
/** What a process of the kill harness does over and over. */
export type Role = (typeof roles)[number];

/** How many spans an action has besides its task; how many rows an imported file has. */
export const spansOfAction = 3;
export const importedRows = 40;
