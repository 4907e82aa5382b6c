import { taskIdOfKey } from '../../exchange/recordFile';
import type { ClosedTask, Estimate, Proposed } from '../../task/task';

/**
 * A task as others may see it: without its folder, its branch, what git says came out of it, why it was estimated so,
 * what its like really took, earlier estimates, and the key of an imported row, which holds the title that the row had
 * then.
 */
export function publicTask(task: ClosedTask): ClosedTask {
  const { importKey, estimate, proposed, closing } = task;
  const { cameOut: _cameOut, ...publicClosing } = closing;
  return {
    ...task,
    folder: null,
    branch: null,
    importKey: importKey !== null && taskIdOfKey(importKey) !== undefined ? importKey : null,
    estimate: estimate && publicEstimate(estimate),
    proposed: proposed && publicProposed(proposed),
    closing: publicClosing,
    realEffort: null,
  };
}

function publicEstimate({ hours, lowHours, highHours, by, at }: Estimate): Estimate {
  return {
    hours,
    by,
    at,
    ...(lowHours !== undefined && { lowHours }),
    ...(highHours !== undefined && { highHours }),
  };
}

function publicProposed({ proposalId, estimate, reviewed }: Proposed): Proposed {
  return { proposalId, reviewed, estimate: publicEstimate(estimate) };
}
