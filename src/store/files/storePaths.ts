import { join } from 'node:path';

export function journalFolderOf(directory: string): string {
  return join(directory, 'journal');
}

export function runningFolderOf(directory: string): string {
  return join(directory, 'running');
}

export function snapshotPathOf(directory: string): string {
  return join(directory, 'tasks.sqlite');
}
