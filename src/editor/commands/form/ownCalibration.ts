import { realCalibration } from '../../../core/proposal/calibration';
import { realEffortText } from '../../../core/proposal/confirming/calibrationText';
import type { RecordStore } from '../../../core/record/recordStore';
import type { Task } from '../../../core/task/task';

/** How the user's own estimates held where they entered what it really took; undefined while that says nothing. */
export function ownCalibration(
  { store }: { readonly store: Pick<RecordStore, 'tasksWithRealEffort'> },
  { category }: Pick<Task, 'category'>,
): string | undefined {
  return realEffortText('me', category, realCalibration(store.tasksWithRealEffort())) ?? undefined;
}
