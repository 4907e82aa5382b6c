import { startTaskChanges } from '../../task/actions';
import type { Change } from '../../task/change';
import { closeTaskChanges, type ClosingDraft } from '../../task/closing';
import { hoursOf, reestimated } from '../../task/reestimated';
import type { Estimate, Task } from '../../task/task';
import { assignParts, type FetchedPart } from '../../transcript/inbox/inboxActions';
import { decisionChanges } from './decideProposal';
import { addedEstimates, endedAt, proposedEstimate, startedAt, type ProposedWork } from './proposedWork';

export interface Confirming {
  readonly work: ProposedWork;
  /** Its parts with what their transcripts say. */
  readonly fetched: readonly FetchedPart[];
  readonly place: Pick<Task, 'project' | 'branch' | 'folder'>;
  readonly private: boolean;
  /** The figures it is recorded with. */
  readonly draft: ClosingDraft;
  /** False if nobody has looked at it. */
  readonly reviewed: boolean;
  readonly now: number;
}

/** The task that confirming a proposal makes: the same in each window, so that two at once make one. */
export function confirmedTaskId({ proposal }: Pick<ProposedWork, 'proposal'>): string {
  return `task-of-${proposal.id}`;
}

/** Records a proposal as a closed task of the day on which its work ended. Undoing it opens the proposal again. */
export function confirmChanges(confirming: Confirming): Change[] {
  const { work, fetched, place, draft, reviewed, now } = confirming;
  const { title, category, workstream, outcome, estimate } = work.edited;
  const id = confirmedTaskId(work);
  const at = endedAt(work);
  const proposed = { proposalId: work.proposal.id, estimate: proposedEstimate(work), reviewed };
  const task = { ...place, title, category, workstream, outcome, proposed, private: confirming.private };
  return [
    ...startTaskChanges(id, { ...task, estimate }, startedAt(work) ?? at),
    // It may have been confirmed before and undone.
    { entity: 'task', id, kind: 'restore' },
    ...closeTaskChanges(id, draft, at),
    ...assignParts(id, fetched),
    ...decisionChanges(work, { kind: 'confirmed', at: now, taskId: id }),
  ];
}

/** How a task's estimate takes in that of a proposal which is merged into it. */
export type MergedEstimate = 'keep' | 'add';

/**
 * Gives a proposal's time to a task, which may have it already, and its estimate as well if the task has none.
 * @param how if the task has an estimate of its own
 */
export function mergeIntoTaskChanges(
  task: Task,
  work: ProposedWork,
  fetched: readonly FetchedPart[],
  how: MergedEstimate,
  now: number,
): Change[] {
  const { proposal } = work;
  const estimate = mergedEstimate(task.estimate, work.edited.estimate, how, now);
  const proposed = task.proposed ?? {
    proposalId: proposal.id,
    estimate: proposedEstimate(work),
    reviewed: true,
  };
  return [
    { entity: 'task', id: task.id, kind: 'set', fields: { ...(estimate && { estimate }), proposed } },
    ...assignParts(task.id, fetched),
    ...decisionChanges(work, { kind: 'confirmed', at: now, taskId: task.id }),
  ];
}

/** @returns undefined if the task's own stays */
function mergedEstimate(
  own: Estimate | null,
  proposed: Estimate,
  how: MergedEstimate,
  now: number,
): Estimate | undefined {
  if (own === null) {
    return proposed;
  }
  return how === 'keep' ? undefined : reestimated(own, hoursOf(addedEstimates(own, proposed)), now);
}
