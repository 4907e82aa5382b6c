import { dayOf } from '../../../core/days/day';
import { waitingProposals } from '../../../core/proposal/waitingProposals';
import { asEdited, type Proposal } from '../../../core/task/proposal';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { readOptions, recordOptions } from '../../input/commandOptions';
import { textTable } from '../../output/textTable';
import { cutToWidth } from '../../output/textWidth';
import { withRecord } from '../../record/withRecord';
import { estimateCell } from './similarCommand';

const kinds = { ...recordOptions, json: 'boolean' } as const;
const widestTitle = 60;

/** Lists the proposals that the user hasn't decided on, oldest first, with the user's edits. */
export async function proposalsCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('proposals', args, kinds);
  return withRecord(options, environment, 'read', (record) => {
    const proposals = waitingProposals(record).map(listed);
    if (options.isOn('json')) {
      environment.printJson(JSON.stringify({ proposals }, undefined, 2));
    } else if (proposals.length === 0) {
      environment.print('No proposals are waiting.');
    } else {
      environment.printLines(
        textTable(
          [
            ['Proposed', 'Task', 'Human Est.', 'By', 'Id'],
            ...proposals.map((each) => [
              dayOf(each.proposedAt, environment.zone, environment.dayStart),
              cutToWidth(each.title, widestTitle),
              estimateCell(each),
              each.estimatedBy,
              each.id,
            ]),
          ],
          (column) => column === 2,
        ),
      );
    }
    return 0;
  });
}

function listed(proposal: Proposal) {
  const { title, estimate, category, workstream, outcome } = asEdited(proposal);
  const { id, agent, model, session, folder, proposedAt, key, way } = proposal;
  return {
    id,
    title,
    humanHours: estimate.hours,
    lowHours: estimate.lowHours ?? null,
    highHours: estimate.highHours ?? null,
    estimatedBy: estimate.by,
    reasons: estimate.reasons ?? null,
    category,
    workstream,
    outcome,
    agent,
    model,
    session,
    folder,
    proposedAt,
    key,
    way,
  };
}
