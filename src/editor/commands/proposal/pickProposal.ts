import * as l10n from '@vscode/l10n';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import { UserError } from '../../../core/userError';
import type { ProposalBoard } from '../../inbox/proposalBoard';
import { pickOne } from '../../quickInput/pickOne';
import { estimateText, shortTitle } from '../task/taskText';

/** @returns undefined if the user left. @throws {UserError} if nothing is proposed. */
export async function pickProposal(
  { board }: { readonly board: Pick<ProposalBoard, 'proposals'> },
  title: string,
): Promise<ProposedWork | undefined> {
  const proposals = board.proposals();
  if (proposals.length === 0) {
    throw new UserError(l10n.t('No task is proposed.'));
  }
  return pickOne(
    title,
    l10n.t('Select the proposed task'),
    proposals.map(({ work }) => ({
      label: shortTitle(work.edited),
      description: `${estimateText(work.edited.estimate)} · ${work.edited.estimate.by}`,
      value: work,
    })),
  );
}
