import { dirname } from 'node:path';
import { keptPaths } from './forgetTranscripts';
import { readIndex, writeIndex } from './indexFile';
import { installationKey } from '../files/installationKey';
import { readKept, writeKept } from './keptFile';
import { removeSealed } from '../files/sealedFile';
import { TranscriptIndex, type ScanSettings } from './transcriptIndex';

/**
 * Loads what was saved of transcripts. Anything that contains words that may not be kept, or is useless, is deleted
 * at once, and so are leftovers of a process that was killed while writing.
 *
 * @param path of the index; what can't be rebuilt is next to it
 */
export function takeUpIndex(path: string, settings: ScanSettings): TranscriptIndex {
  const known = readIndex(path, settings.keepText ?? false);
  removeSealed(path, known.length > 0 ? 'leftovers' : 'all');
  const key = installationKey(dirname(path));
  return new TranscriptIndex({ ...settings, key }, known, readKept(keptPaths(path)));
}

/** @returns whether all of it was saved. */
export function putAwayIndex(path: string, index: TranscriptIndex, keepText: boolean): boolean {
  // Another window may have seen files disappear that this one never knew.
  index.adopt(readKept(keptPaths(path)));
  const kept = [...index.kept()];
  const isKept = writeKept(keptPaths(path), kept);
  return writeIndex(path, index.known(), keepText) && isKept;
}
