import { importedTaskId } from '../task/importedTaskId';

const pattern = /^proposal-[0-9a-f]{32}$/u;

/** The id of a proposal made under a key, the same in every process that proposes under it. */
export function proposalIdOfKey(key: string): string {
  return importedTaskId(`proposal:${key}`).replace('imported-', 'proposal-');
}

/** @param id a random UUID */
export function newProposalId(id: string): string {
  return `proposal-${id.replaceAll('-', '')}`;
}

export function isProposalId(text: string): boolean {
  return pattern.test(text);
}
