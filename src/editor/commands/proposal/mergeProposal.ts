import * as l10n from '@vscode/l10n';
import { formatHours } from '../../../core/figures/format';
import { mergeIntoTaskChanges, type MergedEstimate } from '../../../core/proposal/confirming/confirmProposal';
import { mergeProposalChanges } from '../../../core/proposal/confirming/decideProposal';
import { addedEstimates, type ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import type { Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import { pickFromGroups, pickOne } from '../../quickInput/pickOne';
import { openTaskById } from '../task/taskById';
import { openChoice } from '../task/starting/pickTask';
import { estimateText, shortTitle } from '../task/taskText';
import type { ProposalDeps } from './proposalDeps';

type Target = { readonly task: Task } | { readonly other: ProposedWork };

/**
 * Asks for an open task, which gets the proposal's time, or for another proposal, which gets its time and its hours.
 * @throws {UserError} if there is neither, or the chosen one is gone.
 */
export async function mergeProposal(deps: ProposalDeps, work: ProposedWork, title: string): Promise<void> {
  const { store, board } = deps;
  const open = openChoice(deps);
  const tasks = store.openTasks();
  const others = board
    .proposals()
    .flatMap((each) => (each.work.proposal.id === work.proposal.id ? [] : each.work));
  if (tasks.length + others.length === 0) {
    throw new UserError(l10n.t('There is no open task and no other proposed task to merge it into.'));
  }
  const target = await pickFromGroups<Target>(
    title,
    l10n.t('Select what “{0}” is part of', shortTitle(work.edited)),
    [
      { heading: l10n.t('Open tasks'), choices: tasks.map((task) => ({ ...open(task), value: { task } })) },
      {
        heading: l10n.t('Proposed tasks'),
        choices: others.map((other) => ({
          label: shortTitle(other.edited),
          description: estimateText(other.edited.estimate),
          value: { other },
        })),
      },
    ],
  );
  if (target === undefined) {
    return;
  }
  await ('task' in target
    ? mergeIntoTask(deps, work, target.task, title)
    : mergeInto(deps, work, target.other));
}

async function mergeInto(deps: ProposalDeps, work: ProposedWork, other: ProposedWork): Promise<void> {
  const [here, there] = deps.board.byIds([work.proposal.id, other.proposal.id]);
  if (here && there) {
    await deps.undo.apply(mergeLabel(work, other.edited), mergeProposalChanges(here, there, deps.clock()));
  }
}

async function mergeIntoTask(
  deps: ProposalDeps,
  work: ProposedWork,
  task: Task,
  title: string,
): Promise<void> {
  const how = await mergedEstimate(work, task, title);
  if (how === undefined) {
    return;
  }
  const fetched = await deps.board.fetch(work);
  // Asked again: the questions may stay for hours.
  const [here] = deps.board.byIds([work.proposal.id]);
  const there = openTaskById(deps, task.id);
  if (here) {
    await deps.undo.apply(
      mergeLabel(work, task),
      mergeIntoTaskChanges(there, here, fetched, how, deps.clock()),
    );
  }
}

/** @returns undefined if the user left */
async function mergedEstimate(
  work: ProposedWork,
  task: Task,
  title: string,
): Promise<MergedEstimate | undefined> {
  const { estimate } = task;
  if (estimate === null) {
    return 'keep';
  }
  const sum = addedEstimates(estimate, work.edited.estimate);
  return pickOne<MergedEstimate>(title, l10n.t('The open task has an estimate of its own'), [
    {
      label: l10n.t('Keep {0} hours', formatHours(estimate.hours)),
      description: l10n.t('the proposed work is included in them'),
      value: 'keep',
    },
    {
      label: l10n.t('Add up to {0} hours', formatHours(sum.hours)),
      description: l10n.t('{0} hours of it are proposed', formatHours(work.edited.estimate.hours)),
      value: 'add',
    },
  ]);
}

function mergeLabel(work: ProposedWork, target: { readonly title: string }): string {
  return l10n.t('Merge “{0}” into “{1}”', shortTitle(work.edited), shortTitle(target));
}
