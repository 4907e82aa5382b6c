import * as l10n from '@vscode/l10n';
import type { RunningSession } from '../../../core/task/runningSession';
import type { InboxItem } from '../../../core/transcript/inbox/inbox';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../deps/commandDeps';

type RunningDeps = Pick<CommandDeps, 'recorder' | 'clock'>;

/** @throws {UserError} if one of them is being timed: a task must be found for it, or its timing ended first. */
export function refuseRunning(deps: RunningDeps, items: readonly InboxItem[]): void {
  refuseElsewhere(deps, items);
  if (runningAmong(deps, items).length > 0) {
    throw new UserError(
      l10n.t(
        'One of these sessions is running in a terminal. Assign it to an open task, or wait for it to end.',
      ),
    );
  }
}

/** @throws {UserError} if one of them is timed by another window: what it measures next would be that window's again. */
export function refuseElsewhere(deps: RunningDeps, items: readonly InboxItem[]): void {
  if (runningAmong(deps, items).some(({ state }) => state === 'other-window')) {
    throw new UserError(
      l10n.t(
        'Nothing changed: one of these sessions is running in another window. Assign it there, or wait for it to end.',
      ),
    );
  }
}

/** Those of the sessions that are being timed, in any window. */
export function runningAmong(deps: RunningDeps, items: readonly InboxItem[]): readonly RunningSession[] {
  const timed = timedSessions(deps);
  return items.flatMap(({ storedAs }) => (storedAs === null ? [] : (timed.get(storedAs) ?? [])));
}

/** The sessions being timed, in any window, by the id they are stored under. */
export function timedSessions({ recorder, clock }: RunningDeps): ReadonlyMap<string, RunningSession> {
  return new Map(recorder.sessions.running(clock()).map((session) => [session.sessionId, session]));
}
