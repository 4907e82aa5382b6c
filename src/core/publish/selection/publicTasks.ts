import { namesByText, type FolderNames } from '../../folders/folderPath';
import type { ClosedTask } from '../../task/task';

/** Which tasks are public, and what others are. */
export interface TaskVisibility {
  readonly isPublic: (task: ClosedTask) => boolean;
  readonly isInIgnoredFolder: (task: ClosedTask) => boolean;
}

/** Private tasks are not public, nor is work in a folder that the user ignores. */
export function visibilityOf(
  ignoredFolders: readonly string[],
  folderNames: FolderNames = namesByText,
): TaskVisibility {
  const isIgnored = folderNames.isInAnyOf(ignoredFolders);
  const isInIgnoredFolder = ({ folder }: ClosedTask): boolean => folder !== null && isIgnored(folder);
  return { isInIgnoredFolder, isPublic: (task) => !task.private && !isInIgnoredFolder(task) };
}
