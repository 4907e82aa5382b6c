import type { ProposedWork } from '../../core/proposal/confirming/proposedWork';
import type { Task } from '../../core/task/task';
import type { InboxItem } from '../../core/transcript/inbox/inbox';
import { pickInbox } from '../commands/unassigned/pickInbox';
import { pickProposal } from '../commands/proposal/pickProposal';
import { openTaskById, taskById } from '../commands/task/taskById';
import { taskToWorkOn } from '../commands/task/starting/taskToWorkOn';
import type { ActionDeps } from '../commands/deps/actionDeps';

type GivenId = { readonly id: string } | undefined;
type GivenIds = { readonly ids: readonly string[] } | undefined;

/** Works on the task that a page names, or the one that the user picks. */
export function onTask(
  pick: (deps: ActionDeps, title: string) => Promise<Task | undefined>,
  work: (deps: ActionDeps, task: Task) => unknown,
) {
  return async (deps: ActionDeps, given: GivenId, title: string): Promise<void> => {
    const task = given ? taskById(deps, given.id) : await pick(deps, title);
    await (task && work(deps, task));
  };
}

/** Works on the open task that a page names, or the current one; without one, the user picks or starts it. */
export function onOpenTask(work: (deps: ActionDeps, task: Task) => unknown) {
  return async (deps: ActionDeps, given: GivenId, title: string): Promise<void> => {
    const task = given ? openTaskById(deps, given.id) : await taskToWorkOn(deps, title);
    await (task && work(deps, task));
  };
}

/** Works on the proposed task that a page names, or the one that the user picks. */
export function onProposal(work: (deps: ActionDeps, proposed: ProposedWork, title: string) => unknown) {
  return async (deps: ActionDeps, given: GivenId, title: string): Promise<void> => {
    const proposed = given ? deps.board.byIds([given.id])[0] : await pickProposal(deps, title);
    await (proposed && work(deps, proposed, title));
  };
}

/** Works on the sessions of the inbox that a page names, or those that the user selects. */
export function onSessions(work: (deps: ActionDeps, items: readonly InboxItem[]) => unknown) {
  return async (deps: ActionDeps, given: GivenIds, title: string): Promise<void> => {
    const items = given ? deps.inbox.byIds(given.ids) : await pickInbox(deps, title);
    await (items && work(deps, items));
  };
}
