import { dirname } from 'node:path';
import { removeInstallationKey } from '../files/installationKey';
import { removeSealed } from '../files/sealedFile';

/** Leaves nothing of what was read of transcripts: it may not be read any more. */
export function forgetTranscripts(indexPath: string): void {
  removeSealed(indexPath, 'all');
  keptPaths(indexPath).forEach((path) => removeSealed(path, 'all'));
  removeInstallationKey(dirname(indexPath));
}

/** Where what is known of files that are gone rests, beside the index: twice, since nothing can make it again. */
export function keptPaths(indexPath: string): readonly string[] {
  const base = indexPath.replace(/\.index$/, '');
  return [`${base}.kept`, `${base}.kept-copy`];
}
