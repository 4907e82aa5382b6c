import { withdrawChanges } from '../../../core/proposal/proposalChanges';
import { isProposalId } from '../../../core/proposal/proposalId';
import { UserError } from '../../../core/userError';
import type { PlainEnvironment } from '../../input/commandEnvironment';
import { readOptions } from '../../input/commandOptions';
import { UsageError } from '../../input/usageError';
import { withRecord } from '../../record/withRecord';

/** Takes back a proposal that the user hasn't decided on; once more does nothing. */
export async function withdrawCommand(
  args: readonly string[],
  environment: PlainEnvironment,
): Promise<number> {
  const options = readOptions('withdraw', args, { data: 'string' }, true);
  const [id = '', ...more] = options.files;
  if (!isProposalId(id) || more.length > 0) {
    throw new UsageError(
      'Give the id of one proposal, as printed by propose; see leverage-record withdraw --help.',
    );
  }
  return withRecord(
    options,
    environment,
    'change',
    async (record) => {
      const proposal = record.proposal(id);
      if (proposal === undefined) {
        throw new UserError(
          `There is no proposal ${id}. Nothing was changed; proposals lists those waiting.`,
        );
      }
      const changes = withdrawChanges(proposal, environment.now());
      if (!changes.ok) {
        throw new UserError(changes.problem);
      }
      await record.append(changes.value);
      environment.print(`Withdrawn “${proposal.title}”`);
      return 0;
    },
    false,
  );
}
