import * as l10n from '@vscode/l10n';
import { inBackground } from '../../../core/inBackground';
import * as vscode from 'vscode';
import { formatCount } from '../../../core/figures/format';
import { emptyInboxText, skippedText } from '../../../core/transcript/inbox/inboxText';
import type { InboxItem } from '../../../core/transcript/inbox/inbox';
import type { Log } from '../../../core/ports';
import { UserError } from '../../../core/userError';
import type { ActionDeps } from '../deps/actionDeps';

/** Between two reports of progress; files come faster than anybody reads. */
const progressMs = 200;

type ScanningDeps = Pick<ActionDeps, 'inbox' | 'shown'> & { readonly log: Pick<Log, 'error'> };

/**
 * Reads everything that agents left on this machine, in another thread, then offers to show the inbox.
 * @throws {UserError} if transcripts can't be read or may not be.
 */
export async function scanHistory({ inbox, shown, log }: ScanningDeps): Promise<void> {
  const finished = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Scanning agent history'),
      cancellable: true,
    },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const report = (): void => {
        const { status } = inbox;
        if (status.kind === 'reading') {
          const files = formatCount(status.files);
          const message =
            status.ofFiles === 1
              ? l10n.t('{0} of 1 file', files)
              : l10n.t('{0} of {1} files', files, formatCount(status.ofFiles));
          progress.report({ message });
        }
      };
      const timer = setInterval(report, progressMs);
      try {
        await inbox.scan(stop.signal);
      } finally {
        clearInterval(timer);
      }
      return !stop.signal.aborted;
    },
  );
  if (!finished) {
    return;
  }
  // Whether transcripts may be read is only known once the scan has tried.
  if (inbox.status.kind === 'failed' || inbox.status.kind === 'off') {
    throw new UserError(emptyInboxText(inbox.status, false));
  }
  // Not awaited: a notification may stay for hours, and the command is over.
  inBackground(showResult(inbox, shown), log, 'The result of the scan could not be shown.');
}

async function showResult(inbox: ScanningDeps['inbox'], shown: ScanningDeps['shown']): Promise<void> {
  const { items, status } = inbox;
  const found = items.length === 0 ? emptyInboxText(status, inbox.hasSessions) : foundText(items);
  const text = [found, skippedText(status)].filter((part) => part !== null).join(' ');
  const show = l10n.t('Show Inbox');
  const chosen = await vscode.window.showInformationMessage(text, ...(items.length > 0 ? [show] : []));
  if (chosen === show) {
    shown.tell('inbox');
  }
}

function foundText(items: readonly InboxItem[]): string {
  const days = new Set(items.map(({ day }) => day)).size;
  if (items.length === 1) {
    return l10n.t('1 agent session without a task.');
  }
  const sessions = formatCount(items.length);
  return days === 1
    ? l10n.t('{0} agent sessions without a task, all on the same day.', sessions)
    : l10n.t('{0} agent sessions without a task, on {1} days.', sessions, formatCount(days));
}
