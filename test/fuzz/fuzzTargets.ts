import type { FuzzTarget } from './fuzzTarget';
import { fileTargets } from './targets/fileTargets';
import { importTargets } from './targets/importTargets';
import { textTargets } from './targets/textTargets';
import { transcriptTargets } from './targets/transcriptTargets';

/** All entrances for foreign bytes. @param folder where their files are put, of this process alone */
export function fuzzTargets(folder: string): readonly FuzzTarget[] {
  return [...transcriptTargets(folder), ...importTargets(), ...textTargets(), ...fileTargets(folder)];
}
