import * as l10n from '@vscode/l10n';
import { dismissChanges } from '../../../core/proposal/confirming/decideProposal';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import type { CommandDeps } from '../deps/commandDeps';
import { shortTitle } from '../task/taskText';

/** Its time stays in the inbox. */
export async function dismissProposal(
  { undo, clock }: Pick<CommandDeps, 'undo' | 'clock'>,
  work: ProposedWork,
): Promise<void> {
  await undo.apply(l10n.t('Dismiss “{0}”', shortTitle(work.edited)), dismissChanges(work, clock()));
}
