import { dirname } from 'node:path';
import { keptPaths } from './forgetTranscripts';
import { readIndex, writeIndex } from './indexFile';
import { installationKey } from '../files/installationKey';
import { readKept, writeKept } from '../files/keptFile';
import { removeSealed } from '../files/sealedFile';
import { TranscriptIndex, type ScanSettings } from './transcriptIndex';

/**
 * Takes up what was put away of transcripts. What holds words that may not be kept, or is of no use, is gone at once,
 * and so is what a process left behind that was ended while it wrote.
 *
 * @param path of the index; what can't be made again is beside it
 */
export function takeUpIndex(path: string, settings: ScanSettings): TranscriptIndex {
  const known = readIndex(path, settings.keepText ?? false);
  removeSealed(path, known.length > 0 ? 'leftovers' : 'all');
  const key = installationKey(dirname(path));
  return new TranscriptIndex({ ...settings, key }, known, readKept(keptPaths(path)));
}

/** @returns whether all of it was put away. */
export function putAwayIndex(path: string, index: TranscriptIndex, keepText: boolean): boolean {
  // Another window may have seen files go that this one never knew.
  index.adopt(readKept(keptPaths(path)));
  const kept = [...index.kept()];
  const isKept = writeKept(keptPaths(path), kept);
  return writeIndex(path, index.known(), keepText) && isKept;
}
