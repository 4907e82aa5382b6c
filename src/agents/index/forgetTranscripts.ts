import { dirname } from 'node:path';
import { removeInstallationKey } from '../files/installationKey';
import { removeSealed } from '../files/sealedFile';

/** Deletes everything that was read from transcripts, once they may no longer be read. */
export function forgetTranscripts(indexPath: string): void {
  removeSealed(indexPath, 'all');
  keptPaths(indexPath).forEach((path) => removeSealed(path, 'all'));
  removeInstallationKey(dirname(indexPath));
}

/** Where what is known of files that are gone is stored, next to the index: twice, since it can't be rebuilt. */
export function keptPaths(indexPath: string): readonly string[] {
  const base = indexPath.replace(/\.index$/, '');
  return [`${base}.kept`, `${base}.kept-copy`];
}
