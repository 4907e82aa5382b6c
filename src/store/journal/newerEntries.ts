import type { StoreProblem } from '../../core/record/storeProblem';
import type { JournalPosition } from './journalPosition';

/**
 * How many entries only a newer version understands. They are counted with the position in each file, so a window that
 * starts from a snapshot knows of them too.
 */
export function countNewer(positions: Iterable<JournalPosition>): number {
  let count = 0;
  for (const { newer } of positions) {
    count += newer;
  }
  return count;
}

/** The problem to report about them, if there are any. */
export function newerEntries(count: number): readonly StoreProblem[] {
  return count === 0 ? [] : [{ file: 'journal', problem: { kind: 'newerChanges', count } }];
}
