import type { StoreProblem } from '../../core/record/storeProblem';
import type { JournalPosition } from './journalPosition';

/**
 * The problem to report about entries that only a newer version understands, if there are any. They are counted with
 * the position in each file, so a window that starts from a snapshot reports them too.
 */
export function newerEntries(positions: Iterable<JournalPosition>): readonly StoreProblem[] {
  let count = 0;
  for (const { newer } of positions) {
    count += newer;
  }
  return count === 0 ? [] : [{ file: 'journal', problem: { kind: 'newerChanges', count } }];
}
