import * as l10n from '@vscode/l10n';
import { formatClock } from '../figures/format';
import type { RunningSession } from '../task/runningSession';
import type { StoreStatus } from '../record/recordStore';
import type { Measurement } from '../task/task';

/** The possible contents of the status bar. */
export type TrackerStatus =
  /** Measured time waits in memory, or the record can't be read: the user has to do something. */
  | { readonly kind: 'store-failing'; readonly message: string; readonly nextStep: string }
  /** `title` is remembered by this window. */
  | { readonly kind: 'opening'; readonly title: string | undefined; readonly late: boolean }
  /** Sessions run, in this window or another; the clock shows the cost of `title`'s task so far. */
  | {
      readonly kind: 'working';
      readonly title: string | undefined;
      readonly aiMs: number;
      readonly sessions: number;
      readonly busy: number;
    }
  | { readonly kind: 'paused'; readonly title: string | undefined; readonly sessions: number }
  | { readonly kind: 'task-idle'; readonly title: string; readonly aiMs: number }
  | { readonly kind: 'no-task' };

export interface TrackerFacts {
  readonly store: StoreStatus;
  /** Whether the record, if it is still opening, has been for long enough to make somebody wonder. */
  readonly late: boolean;
  /** True while measured time waits in memory. */
  readonly failing: boolean;
  readonly currentTitle: string | undefined;
  /** Of the current task; if there is none, of the running sessions without a task. */
  readonly measurement: Pick<Measurement, 'aiMs'>;
  readonly sessions: readonly Pick<RunningSession, 'state'>[];
}

/** By importance: a failing store first, then running sessions, then the task. */
export function trackerStatus({
  store,
  late,
  failing,
  currentTitle: title,
  measurement: { aiMs },
  sessions,
}: TrackerFacts): TrackerStatus {
  if (store.kind === 'failing') {
    return { kind: 'store-failing', message: store.message, nextStep: store.nextStep };
  }
  if (failing) {
    return {
      kind: 'store-failing',
      message: l10n.t('Measured time could not be saved. It is kept in memory, and saving is retried.'),
      nextStep: l10n.t(
        'Make sure that the disk has free space and can be written to, and leave this window open.',
      ),
    };
  }
  if (store.kind === 'opening') {
    return { kind: 'opening', title, late };
  }
  const running = sessions.filter(({ state }) => state !== 'paused' && state !== 'suspended').length;
  if (running > 0) {
    const busy = sessions.filter(({ state }) => state === 'busy').length;
    return { kind: 'working', title, aiMs, sessions: running, busy };
  }
  const paused = sessions.filter(({ state }) => state === 'paused').length;
  if (paused > 0) {
    return { kind: 'paused', title, sessions: paused };
  }
  return title === undefined ? { kind: 'no-task' } : { kind: 'task-idle', title, aiMs };
}

/** As wide as a digit, so that a clock does not jump. */
const figureSpace = '\u2007';

/** A running clock of one width up to 99 hours. */
export function clockText(ms: number): string {
  return formatClock(ms).padStart('00:00:00'.length, figureSpace);
}
