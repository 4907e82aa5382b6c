import * as l10n from '@vscode/l10n';
import { formatHours } from '../../../core/figures/format';
import {
  splitChanges,
  splitPoints,
  takeApartChanges,
  type SplitPoint,
} from '../../../core/proposal/confirming/splitProposal';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import { recordedMinutes } from '../../../core/task/closing';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseTitle } from '../../../core/typed/parseTitle';
import { UserError } from '../../../core/userError';
import { ClockLabels } from '../../inbox/timeLabels';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import { fieldText } from '../form/fieldText';
import { valueOf } from '../task/closing/closingFigures';
import { shortTitle } from '../task/taskText';
import type { ProposalDeps } from './proposalDeps';

/**
 * Takes the beginning of a proposal's work out as a proposal of its own; what was merged is taken apart again.
 * @throws {UserError} if there is nothing to split, or it was decided on in the meantime.
 */
export async function splitProposal(deps: ProposalDeps, work: ProposedWork, title: string): Promise<void> {
  const { board, undo, clock, newId } = deps;
  const label = l10n.t('Split “{0}”', shortTitle(work.edited));
  if (work.merged.length > 0) {
    await undo.apply(label, takeApartChanges(work));
    return;
  }
  const point = await pickPoint(deps, work, title);
  const named = point && (await askTitle(title));
  const hours = named === undefined ? undefined : await askHours(title, work);
  const [here] = board.byIds([work.proposal.id]);
  if (point && here && named !== undefined && hours !== undefined) {
    const first = { id: newId(), title: named, hours };
    await undo.apply(label, splitChanges(here, point, first, clock()));
  }
}

async function pickPoint(
  deps: ProposalDeps,
  work: ProposedWork,
  title: string,
): Promise<SplitPoint | undefined> {
  const points = splitPoints(await deps.board.fetch(work));
  if (points.length === 0) {
    throw new UserError(
      l10n.t("It can't be split: its time has no prompt or pause between two pieces of work."),
    );
  }
  const clock = new ClockLabels(deps.settings.timeZone);
  return pickOne(
    title,
    l10n.t('Select where its second piece of work begins'),
    points.map((point) => ({
      label: clock.range(point.at, point.at),
      description: l10n.t(
        '{0} min before, {1} min after',
        recordedMinutes(point.msBefore),
        recordedMinutes(point.msAfter),
      ),
      value: point,
    })),
  );
}

async function askTitle(command: string): Promise<string | undefined> {
  const field = fieldText('title');
  const answer = await askText({
    ...field,
    title: l10n.t('{0}: {1}', command, field.label),
    prompt: l10n.t('Describe the first piece of work in one sentence.'),
    check: parseTitle,
  });
  return answer.kind === 'accepted' ? valueOf(answer.text, parseTitle) : undefined;
}

async function askHours(command: string, { edited }: ProposedWork) {
  const field = fieldText('estimate');
  const answer = await askText({
    ...field,
    title: l10n.t('{0}: {1}', command, field.label),
    prompt: l10n.t('Hours of the first piece of work, out of {0}.', formatHours(edited.estimate.hours)),
    check: parseEstimate,
  });
  return answer.kind === 'accepted' ? valueOf(answer.text, parseEstimate) : undefined;
}
