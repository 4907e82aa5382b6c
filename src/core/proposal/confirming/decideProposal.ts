import type { Change } from '../../task/change';
import { hasSameHours, hoursOf, reestimated } from '../../task/reestimated';
import type { EstimatedHours } from '../../task/task';
import { asEdited, type Decision, type EditedProposal, type Proposal } from '../../task/proposal';
import { addedEstimates, type ProposedWork } from './proposedWork';

/** What the user changed of a proposal; undefined leaves a field as it is. */
export interface ProposalEdit {
  readonly title?: string | undefined;
  readonly hours?: EstimatedHours | undefined;
  readonly category?: string | null | undefined;
  readonly workstream?: string | null | undefined;
  readonly outcome?: EditedProposal['outcome'] | undefined;
}

/** The proposal with the user's changes; an estimate that was changed is the user's, with the agent's among its earlier versions. */
export function editedProposal(proposal: Proposal, edit: ProposalEdit, now: number): EditedProposal {
  const before = asEdited(proposal);
  const { hours, title = before.title, category = before.category } = edit;
  const { workstream = before.workstream, outcome = before.outcome } = edit;
  const estimate =
    hours === undefined || hasSameHours(hours, before.estimate)
      ? before.estimate
      : reestimated(before.estimate, hours, now);
  return { ...before, title, estimate, category, workstream, outcome };
}

/** Keeps the user's changes with the proposal, which stays open; what the agent said stays with them. */
export function editProposalChanges(proposal: Proposal, edit: ProposalEdit, now: number): Change[] {
  return editedChanges(proposal, editedProposal(proposal, edit, now));
}

/** Its time goes back to the inbox; it counts nowhere and can be brought back. */
export function dismissChanges(work: Pick<ProposedWork, 'proposal' | 'merged'>, now: number): Change[] {
  return decisionChanges(work, { kind: 'dismissed', at: now, taskId: null });
}

/** Makes a decided proposal open again. */
export function reopenProposalChanges(proposal: Proposal): Change[] {
  return proposal.decision === null
    ? []
    : [{ entity: 'proposal', id: proposal.id, kind: 'set', fields: { decision: null } }];
}

/** One proposal of two: the other's hours and time come to it, and its words stay. */
export function mergeProposalChanges(work: ProposedWork, other: ProposedWork, now: number): Change[] {
  if (work.proposal.id === other.proposal.id) {
    return [];
  }
  const hours = hoursOf(addedEstimates(other.edited.estimate, work.edited.estimate));
  return [
    ...editedChanges(work.proposal, { ...work.edited, into: other.proposal.id }),
    ...editProposalChanges(other.proposal, { hours }, now),
  ];
}

/** The same decision for a proposal and all that were merged into it. */
export function decisionChanges(
  { proposal, merged }: Pick<ProposedWork, 'proposal' | 'merged'>,
  decision: Decision,
): Change[] {
  return [proposal, ...merged].map(({ id }) => ({
    entity: 'proposal',
    id,
    kind: 'set',
    fields: { decision },
  }));
}

function editedChanges({ id }: Proposal, edited: EditedProposal): Change[] {
  return [{ entity: 'proposal', id, kind: 'set', fields: { edited } }];
}
