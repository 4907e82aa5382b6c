import { roundHalfUp } from '../figures/roundHalfUp';
import type { NewId } from '../ports';
import type { Change } from '../task/change';
import { parsed, rejected, type Parsed } from '../typed/parsed';
import type { Proposal, ProposalFields } from '../task/proposal';
import { newProposalId, proposalIdOfKey } from './proposalId';
import type { Estimate } from '../task/task';
import type { ProposalInput } from './proposalInput';

/** What the way in knows of a proposal by itself; an agent's own word goes before what is guessed of it. */
export interface ProposalOrigin {
  readonly way: ProposalFields['way'];
  readonly at: number;
  readonly folder: string | null;
  readonly processes: readonly number[];
  readonly guessed: { readonly agent: string | null; readonly session: string | null };
}

/** One change; proposing again under a key in the same session leaves what the user did with that proposal. */
export function proposeChanges(
  input: ProposalInput,
  { way, at, folder, processes, guessed }: ProposalOrigin,
  newId: NewId,
): { readonly id: string; readonly changes: readonly Change[] } {
  const { key = null, outcome, corrections, model = null } = input;
  const agent = input.agent ?? guessed.agent;
  const session = input.session ?? guessed.session;
  const id = key === null ? newProposalId(newId()) : proposalIdOfKey({ key, agent, session });
  const fields: Omit<ProposalFields, 'edited' | 'decision' | 'join'> = {
    title: input.title,
    estimate: estimateOf(input, model ?? agent ?? 'agent', at),
    category: input.category ?? null,
    workstream: input.workstream ?? null,
    outcome:
      outcome === undefined ? null : { kind: outcome, ...(corrections !== undefined && { corrections }) },
    agent,
    model,
    session,
    folder,
    proposedAt: at,
    key,
    way,
    processes: [...processes].slice(0, 64),
  };
  return { id, changes: [{ entity: 'proposal', id, kind: 'set', fields }] };
}

/** The estimate that a proposal makes. */
export function estimateOf(
  { hours, low, high, because, persona }: ProposalInput,
  by: string,
  at: number,
): Estimate {
  return {
    hours: rounded(hours),
    ...(low !== undefined && { lowHours: rounded(low) }),
    ...(high !== undefined && { highHours: rounded(high) }),
    by,
    at,
    ...(persona !== undefined && { persona }),
    ...(because !== undefined && { reasons: because }),
  };
}

/** An agent takes back what it proposed, unless the user has decided on it; no changes if it did so before. */
export function withdrawChanges(proposal: Proposal, at: number): Parsed<readonly Change[]> {
  const { id, decision } = proposal;
  switch (decision?.kind) {
    case undefined:
      return parsed([
        {
          entity: 'proposal',
          id,
          kind: 'set',
          fields: { decision: { kind: 'withdrawn', at, taskId: null } },
        },
      ]);
    case 'withdrawn':
      return parsed([]);
    case 'confirmed':
      return rejected('The user has confirmed this proposal, so it can no longer be withdrawn.');
    case 'dismissed':
      return rejected('The user has dismissed this proposal, so there is nothing to withdraw.');
  }
}

/** As many decimals as printed hours have, but never 0. */
function rounded(hours: number): number {
  return Math.max(roundHalfUp(hours, 4), 0.0001);
}
