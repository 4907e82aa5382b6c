import type { Change } from '../../task/change';
import type { Grouping } from '../../task/grouping';
import { hasSameHours, reestimated } from '../../task/reestimated';
import type { Estimate, EstimatedHours, Task } from '../../task/task';
import { decisionChanges } from './decideProposal';
import { isInTask } from './measuredProposal';
import { addedEstimates, proposedEstimate, type ProposedWork } from './proposedWork';

/** The proposals whose time a task has. */
export function proposedIn(taskId: string, works: readonly ProposedWork[]): readonly ProposedWork[] {
  return works.filter((work) => isInTask(work) && work.takenBy.includes(taskId));
}

/** The estimate that a task starts from when it is closed: its own, else what was proposed. @returns null if there is neither */
export function estimateToStartFrom(
  { estimate }: Pick<Task, 'estimate'>,
  works: readonly ProposedWork[],
): Estimate | null {
  return estimate ?? sumOf(works.map(({ edited }) => edited.estimate));
}

/** The estimate with the user's hours in its place, which keeps the original with them; itself if they are the same. */
export function withHours(start: Estimate | null, hours: EstimatedHours, now: number): Estimate {
  return start !== null && hasSameHours(hours, start) ? start : reestimated(start, hours, now);
}

/** Decides on the proposals whose time the task has: they become part of it. */
export function takeProposalsChanges(task: Task, works: readonly ProposedWork[], now: number): Change[] {
  const [first] = works;
  const estimate = sumOf(works.map(proposedEstimate));
  if (first === undefined || estimate === null) {
    return [];
  }
  const proposed = task.proposed ?? { proposalId: first.proposal.id, estimate, reviewed: true };
  return [
    { entity: 'task', id: task.id, kind: 'set', fields: { proposed, ...wordsOf(task, works) } },
    ...works.flatMap((work) => decisionChanges(work, { kind: 'confirmed', at: now, taskId: task.id })),
  ];
}

/** The category and workstream that a task starts from when it is closed: its own, else those that were proposed. */
export function groupsToStartFrom(
  { category, workstream }: Pick<Task, Grouping>,
  works: readonly ProposedWork[],
): Pick<Task, Grouping> {
  const only = works.length === 1 ? works[0]?.edited : undefined;
  return {
    category: category ?? only?.category ?? null,
    workstream: workstream ?? only?.workstream ?? null,
  };
}

/** What only the agent has said so far. */
function wordsOf(task: Task, works: readonly ProposedWork[]): Partial<Task> {
  const only = works.length === 1 ? works[0]?.edited : undefined;
  return only === undefined
    ? {}
    : { ...groupsToStartFrom(task, works), outcome: task.outcome ?? only.outcome };
}

function sumOf(estimates: readonly Estimate[]): Estimate | null {
  const [first, ...others] = estimates;
  return first === undefined ? null : others.reduce(addedEstimates, first);
}
