import { importedTaskId } from '../task/importedTaskId';

const pattern = /^proposal-[0-9a-f]{32}$/u;

/** A key that says which proposal is meant, and whose: what agents choose, such as “1”, other sessions choose too. */
export interface ProposalKey {
  readonly key: string;
  readonly agent: string | null;
  readonly session: string | null;
}

/** The id of a proposal made under a key, the same in every process that proposes under it for that session. */
export function proposalIdOfKey({ key, agent, session }: ProposalKey): string {
  const name = JSON.stringify([agent, session, key]);
  return importedTaskId(`proposal:${name}`).replace('imported-', 'proposal-');
}

/** @param id a random UUID */
export function newProposalId(id: string): string {
  return `proposal-${id.replaceAll('-', '')}`;
}

export function isProposalId(text: string): boolean {
  return pattern.test(text);
}
