import type { FolderNames } from '../../folders/folderPath';
import { publicReads, type PublicReads, type PublishingStore } from './publicReads';
import { visibilityOf } from './publicTasks';

/** The record as others may see it, or all of it for the user's own eyes. */
export function shownReads(
  store: PublishingStore,
  {
    includePrivate,
    folderNames,
  }: { readonly includePrivate: boolean; readonly folderNames?: FolderNames | undefined },
): PublicReads {
  return includePrivate
    ? store
    : publicReads(store, visibilityOf(store.ignoredFolders(), folderNames).isPublic);
}
