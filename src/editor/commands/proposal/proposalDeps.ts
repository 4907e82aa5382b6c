import type { ProposalBoard } from '../../inbox/proposalBoard';
import type { CommandDeps } from '../deps/commandDeps';

/** Everything commands for proposals work with. */
export interface ProposalDeps extends CommandDeps {
  readonly board: ProposalBoard;
}
