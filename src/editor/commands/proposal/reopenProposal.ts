import * as l10n from '@vscode/l10n';
import { reopenProposalChanges } from '../../../core/proposal/confirming/decideProposal';
import { asEdited } from '../../../core/task/proposal';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { estimateText, shortTitle } from '../task/taskText';

/** Older ones can still be found in the journal; a longer list helps nobody. */
const mostListed = 200;

/** Asks which dismissed proposal to open again. @throws {UserError} if none was dismissed, or it can't be stored. */
export async function reopenProposal(
  { store, undo }: Pick<CommandDeps, 'store' | 'undo'>,
  title: string,
): Promise<void> {
  const dismissed = store.decidedProposals().filter(({ decision }) => decision?.kind === 'dismissed');
  if (dismissed.length === 0) {
    throw new UserError(l10n.t('No proposed task was dismissed.'));
  }
  const newest = dismissed.toSorted((a, b) => (b.decision?.at ?? 0) - (a.decision?.at ?? 0));
  const proposal = await pickOne(
    title,
    l10n.t('Select the dismissed task to bring back'),
    newest.slice(0, mostListed).map((each) => ({
      label: shortTitle(asEdited(each)),
      description: estimateText(asEdited(each).estimate),
      value: each,
    })),
  );
  if (proposal !== undefined) {
    await undo.apply(
      l10n.t('Bring back “{0}”', shortTitle(asEdited(proposal))),
      reopenProposalChanges(proposal),
    );
  }
}
