import * as l10n from '@vscode/l10n';
import { formatAverageChange, formatCount, formatTotalHours } from '../../../core/figures/format';
import {
  confirmedDays,
  isSettled,
  type ConfirmedDay,
} from '../../../core/proposal/confirming/measuredProposal';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import { recordProposals } from './recordProposals';
import type { ProposalDeps } from './proposalDeps';

/** Records one proposal as it stands. @throws {UserError} if it was decided on in the meantime, or a transcript is gone. */
export function confirmProposal(deps: ProposalDeps, work: ProposedWork): Promise<void> {
  return recordProposals(deps, [work], { reviewed: true });
}

/**
 * Records all proposals whose figures are known, as one action. @param ids those that a page shows; without them the
 * user is asked, who sees what it will add.
 * @throws {UserError} if one of them was decided on in the meantime, or there is none.
 */
export async function confirmAll(
  deps: ProposalDeps,
  ids: readonly string[] | undefined,
  title: string,
): Promise<void> {
  if (ids !== undefined) {
    await recordProposals(deps, deps.board.byIds(ids), { reviewed: true });
    return;
  }
  const settled = deps.board.proposals().filter(isSettled);
  if (settled.length === 0) {
    throw new UserError(l10n.t('There is no proposed task whose time is known.'));
  }
  const { store, settings } = deps;
  const days = confirmedDays(settled, settings, (day) => store.closedTasks(day));
  const confirmed = await pickOne<true>(
    title,
    l10n.t('Press Enter to confirm, Escape to leave'),
    days.map((day, index) => ({
      label: `${index === 0 ? '$(check) ' : ''}${addedText(day)}`,
      description: changeText(day),
      value: true,
    })),
  );
  await (confirmed &&
    recordProposals(
      deps,
      settled.map(({ work }) => work),
      { reviewed: true },
    ));
}

function addedText({ day, tasks, humanHours }: ConfirmedDay): string {
  return tasks === 1
    ? l10n.t('1 task with {0} hours on {1}', formatTotalHours(humanHours), day)
    : l10n.t('{0} tasks with {1} hours on {2}', formatCount(tasks), formatTotalHours(humanHours), day);
}

function changeText({ before, after }: ConfirmedDay): string {
  return l10n.t(
    'leverage factor {0}, supervisory factor {1}',
    formatAverageChange(before.leverageFactor, after.leverageFactor),
    formatAverageChange(before.supervisoryLeverageFactor, after.supervisoryLeverageFactor),
  );
}
