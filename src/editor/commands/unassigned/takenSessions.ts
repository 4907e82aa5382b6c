import * as l10n from '@vscode/l10n';
import type { Change } from '../../../core/task/change';
import type { FurtherWork } from '../../../core/task/measurementOf';
import type { Task } from '../../../core/task/task';
import type { InboxItem, UnassignedPart } from '../../../core/transcript/inbox/inbox';
import {
  assignParts,
  endForClosed,
  furtherWork,
  type FetchedPart,
} from '../../../core/transcript/inbox/inboxActions';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../deps/commandDeps';
import { timedSessions } from './runningInbox';

type TakingDeps = Pick<CommandDeps, 'inbox' | 'recorder' | 'clock'>;

/**
 * The sessions of the inbox that the closing of a task takes in, as they were when they were chosen. Nothing is stored
 * of that before the task is closed, so leaving the form leaves them in the inbox.
 */
export class TakenSessions {
  private fetched: readonly FetchedPart[] = [];

  constructor(
    private readonly deps: TakingDeps,
    private readonly task: Pick<Task, 'id' | 'folder' | 'startedAt'>,
  ) {}

  /** Sessions of the task's folder since it was started that belong to no task. One that is timed can't be frozen. */
  offered(): readonly InboxItem[] {
    const { folder, startedAt } = this.task;
    const timed = timedSessions(this.deps);
    return folder === null
      ? []
      : this.deps.inbox
          .since(folder, startedAt)
          .filter(({ storedAs }) => storedAs === null || !timed.has(storedAs));
  }

  get ids(): readonly string[] {
    return this.fetched.map(({ part }) => part.id);
  }

  /**
   * Takes these instead of what was taken before; those no longer in the inbox are left out.
   * @throws {UserError} if a transcript is gone; then what was taken before stays.
   */
  async take(ids: readonly string[]): Promise<void> {
    const wanted = new Set(ids);
    const present = this.unassigned().filter(({ id }) => wanted.has(id));
    this.fetched = await this.deps.inbox.fetch(present, endForClosed);
  }

  /** Takes what an earlier draft of the form had, as far as it is still there. */
  async takeAgain(ids: readonly string[]): Promise<void> {
    try {
      await this.take(ids);
    } catch (error) {
      // The form shows which sessions are included, so without them it is still right.
      if (!(error instanceof UserError)) {
        throw error;
      }
    }
  }

  /** The work that they add to the task. */
  work(): FurtherWork {
    return furtherWork(this.task.id, this.fetched);
  }

  /** @throws {UserError} if one of them is no longer in the inbox. */
  assigning(): readonly Change[] {
    const present = new Set(this.unassigned().map(({ id }) => id));
    if (this.ids.some((id) => !present.has(id))) {
      throw new UserError(
        l10n.t(
          'One of the agent sessions is no longer in the inbox, so the task was not closed. Check its figures again.',
        ),
      );
    }
    return assignParts(this.task.id, this.fetched);
  }

  private unassigned(): readonly UnassignedPart[] {
    const { folder, startedAt } = this.task;
    return folder === null ? [] : this.deps.inbox.partsSince(folder, startedAt);
  }
}
