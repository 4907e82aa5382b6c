import type { RecordStore } from '../record/recordStore';
import type { Proposal } from '../task/proposal';

/** Those that the user can decide on, oldest first: one that was merged into another goes with that one. */
export function waitingProposals(store: Pick<RecordStore, 'openProposals'>): readonly Proposal[] {
  const open = store.openProposals();
  const byId = new Map(open.map((proposal) => [proposal.id, proposal]));
  return open.filter(({ id, edited }) => {
    const other = byId.get(edited?.into ?? '');
    // Two windows may have merged them into each other at once: the one with the first id leads.
    return other === undefined || (other.edited?.into === id && id < other.id);
  });
}
