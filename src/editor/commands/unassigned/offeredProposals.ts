import {
  estimateToStartFrom,
  groupsToStartFrom,
  proposedIn,
  takeProposalsChanges,
} from '../../../core/proposal/confirming/proposedForTask';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import type { Change } from '../../../core/task/change';
import type { Grouping } from '../../../core/task/grouping';
import type { Estimate, Task } from '../../../core/task/task';
import type { ProposalBoard } from '../../inbox/proposalBoard';
import type { CommandDeps } from '../deps/commandDeps';

interface OfferingDeps extends Pick<CommandDeps, 'store' | 'clock'> {
  readonly board: Pick<ProposalBoard, 'proposals'>;
}

/** The proposals whose time an open task has: closing it can start from their estimate, and decides on them. */
export class OfferedProposals {
  constructor(
    private readonly deps: OfferingDeps,
    private readonly taskId: string,
  ) {}

  /** Asked again each time: an agent may propose while the form is open. */
  works(): readonly ProposedWork[] {
    return proposedIn(
      this.taskId,
      this.deps.board.proposals().map(({ work }) => work),
    );
  }

  /** @param leftOut whether the user wants none of them */
  estimate(leftOut: boolean): Estimate | null {
    const task = this.deps.store.task(this.taskId);
    return task === undefined ? null : estimateToStartFrom(task, leftOut ? [] : this.works());
  }

  /** The category and workstream that the closing starts from. */
  groups(task: Pick<Task, Grouping>, leftOut: boolean): Pick<Task, Grouping> {
    return groupsToStartFrom(task, leftOut ? [] : this.works());
  }

  /** What closing the task stores of them. */
  changes(task: Task): readonly Change[] {
    return takeProposalsChanges(task, this.works(), this.deps.clock());
  }
}
