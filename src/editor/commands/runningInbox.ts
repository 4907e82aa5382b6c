import type { InboxItem } from '../../core/transcript/inbox';
import { UserError } from '../../core/userError';
import type { CommandParts } from './commandParts';

/** @throws {UserError} if one of them is being timed: a task must be found for it, or its timing ended first. */
export function refuseRunning(
  parts: Pick<CommandParts, 'recorder' | 'clock'>,
  items: readonly InboxItem[],
): void {
  const running = runningIds(parts);
  if (items.some(({ storedAs }) => storedAs !== null && running.has(storedAs))) {
    throw new UserError(
      'One of these sessions is running in a terminal. Assign it to an open task, or wait until it has ended.',
    );
  }
}

/** Sessions that are being timed, in any window. */
export function runningIds({
  recorder,
  clock,
}: Pick<CommandParts, 'recorder' | 'clock'>): ReadonlySet<string> {
  return new Set(recorder.runningSessions(clock()).map(({ sessionId }) => sessionId));
}
