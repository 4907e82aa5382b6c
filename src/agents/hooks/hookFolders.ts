import { join } from 'node:path';

/** What belongs to the hooks, within our storage. */
export function hookFolderOf(directory: string): string {
  return join(directory, 'hooks');
}

/** The folder the hook writes its lines to. */
export function spoolFolderOf(directory: string): string {
  return join(hookFolderOf(directory), 'spool');
}
