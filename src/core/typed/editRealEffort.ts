import * as l10n from '@vscode/l10n';
import type { RealEffort, Task } from '../task/task';
import { parseRealEffort } from './parseRealEffort';
import { mapParsed, rejected, type Parsed } from './parsed';

/** What the task's like really took, as typed; the very same where it is no other, null where it is empty. */
export function editRealEffort(
  { closing, realEffort }: Pick<Task, 'closing' | 'realEffort'>,
  text: string,
  now: number,
): Parsed<RealEffort | null> {
  // Only a closed task can be compared with what its like took.
  if (closing === null) {
    return rejected(
      l10n.t('This task is still open and being measured. Close it, then correct its figures.'),
    );
  }
  return mapParsed(parseRealEffort(text), (hours) =>
    hours === realEffort?.hours ? realEffort : hours === undefined ? null : { hours, at: now },
  );
}
