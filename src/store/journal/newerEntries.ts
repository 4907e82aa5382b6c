import type { StoreProblem } from '../../core/record/recordStore';
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
  return count === 0 ? [] : [{ file: 'journal', message: messageFor(count) }];
}

function messageFor(count: number): string {
  return count === 1
    ? `1 change was written by a newer version of Leverage Record and isn't shown here, or only in part. ${nextStep} see it.`
    : `${count.toLocaleString('en-US')} changes were written by a newer version of Leverage Record and aren't shown here, or only in part. ${nextStep} see them.`;
}

const nextStep = 'Nothing is lost. Update the extension (or the command line) to';
