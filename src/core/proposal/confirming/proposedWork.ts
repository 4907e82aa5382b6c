import { smallest } from '../../figures/extremes';
import { sumHours } from '../../record/factor';
import type { Estimate } from '../../task/task';
import { endOf, startOf, type UnassignedPart } from '../../transcript/inbox/inbox';
import type { JoinedProposal, ProposalJoin } from '../joinedProposal';
import { asEdited, type EditedProposal, type Proposal } from '../../task/proposal';

/** What is confirmed, edited or dismissed as one: a proposal with those that were merged into it. */
export interface ProposedWork {
  readonly proposal: Proposal;
  readonly merged: readonly Proposal[];
  /** With the user's edits. */
  readonly edited: EditedProposal;
  /** The least sure of its joins; null: no time was found for any of them. */
  readonly joined: ProposalJoin['kind'] | null;
  readonly parts: readonly UnassignedPart[];
  /** Tasks that already have (some of) its time. */
  readonly takenBy: readonly string[];
  /** Whether its last turn may go on. */
  readonly growing: boolean;
}

/** From the surest to the least sure. */
const doubt: readonly ProposalJoin['kind'][] = ['hand', 'transcript', 'process', 'likely'];

/** Open proposals as the user decides on them, oldest first; one whose target was decided on stands alone again. */
export function proposedWork(joined: readonly JoinedProposal[]): readonly ProposedWork[] {
  const byId = new Map(joined.map((each) => [each.proposal.id, each]));
  const groups = new Map<string, JoinedProposal[]>();
  for (const each of joined) {
    const leader = leaderOf(each, byId);
    groups.set(leader, [...(groups.get(leader) ?? []), each]);
  }
  return joined.flatMap((each) => {
    const group = groups.get(each.proposal.id);
    return group === undefined ? [] : [workOf(each, group)];
  });
}

/** When the work ended, or when it was proposed if no time was found for it. */
export function endedAt({ parts, proposal, merged }: ProposedWork): number {
  const ends = parts.length > 0 ? parts.map(endOf) : [proposal, ...merged].map((each) => each.proposedAt);
  return ends.reduce((last, end) => Math.max(last, end), 0);
}

/** @returns undefined if no time was found for it */
export function startedAt({ parts }: ProposedWork): number | undefined {
  return parts.length === 0 ? undefined : smallest(parts.map(startOf));
}

/** As the agents made it; the sum for work that was merged. */
export function proposedEstimate({ proposal, merged }: Pick<ProposedWork, 'proposal' | 'merged'>): Estimate {
  return merged.reduce((sum, each) => addedEstimates(sum, each.estimate), proposal.estimate);
}

/** Both pieces of work in one estimate; it has a range if one of them has. */
export function addedEstimates(one: Estimate, other: Estimate): Estimate {
  const ranged = one.lowHours !== undefined || other.lowHours !== undefined;
  const { lowHours: _low, highHours: _high, ...rest } = one;
  return {
    ...rest,
    hours: sumHours([one.hours, other.hours]),
    ...(ranged && {
      lowHours: sumHours([one.lowHours ?? one.hours, other.lowHours ?? other.hours]),
      highHours: sumHours([one.highHours ?? one.hours, other.highHours ?? other.hours]),
    }),
  };
}

function workOf(leader: JoinedProposal, group: readonly JoinedProposal[]): ProposedWork {
  const joins = group.flatMap(({ join }) => join ?? []);
  const kinds = joins
    .filter(({ parts, takenBy }) => parts.length + takenBy.length > 0)
    .map(({ kind }) => kind);
  return {
    proposal: leader.proposal,
    merged: group.filter((each) => each !== leader).map(({ proposal }) => proposal),
    edited: asEdited(leader.proposal),
    joined: doubt.findLast((kind) => kinds.includes(kind)) ?? null,
    parts: joins.flatMap(({ parts }) => parts),
    takenBy: [...new Set(joins.flatMap(({ takenBy }) => takenBy))],
    growing: joins.some(({ growing }) => growing),
  };
}

/** The last of those that it was merged into, each into the next, that is still open. */
function leaderOf(start: JoinedProposal, byId: ReadonlyMap<string, JoinedProposal>): string {
  const passed = new Set<string>();
  let leader = start;
  for (;;) {
    passed.add(leader.proposal.id);
    const next = byId.get(leader.proposal.edited?.into ?? '');
    if (next === undefined) {
      return leader.proposal.id;
    }
    if (passed.has(next.proposal.id)) {
      // Two windows merged them into each other at once: the one with the first id leads in each of them.
      return [...passed].sort()[0] ?? leader.proposal.id;
    }
    leader = next;
  }
}
