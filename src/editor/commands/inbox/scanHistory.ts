import { inBackground } from '../../../core/inBackground';
import * as vscode from 'vscode';
import { formatCount } from '../../../core/record/format';
import { emptyInboxText, skippedText } from '../../../core/transcript/inboxText';
import type { Log } from '../../../core/ports';
import { UserError } from '../../../core/userError';
import type { ActionDeps } from '../../actions/actionDeps';
import { countOf } from '../record/importReport';

/** How often the progress is told; files come faster than anybody reads. */
const progressMs = 200;

type ScanningDeps = Pick<ActionDeps, 'inbox' | 'shown'> & { readonly log: Pick<Log, 'error'> };

/** Reads everything that agents left on this machine, elsewhere than in this thread; then leads to the inbox. */
export async function scanHistory({ inbox, shown, log }: ScanningDeps): Promise<void> {
  const finished = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Scanning agent history', cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const tell = (): void => {
        const { status } = inbox;
        if (status.kind === 'reading') {
          const message = `${formatCount(status.files)} of ${countOf(status.ofFiles, 'file')}`;
          progress.report({ message });
        }
      };
      const timer = setInterval(tell, progressMs);
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
  // Whether transcripts may be read is known only once they were to be: before, none were.
  if (inbox.status.kind === 'failed' || inbox.status.kind === 'off') {
    throw new UserError(emptyInboxText(inbox.status, false));
  }
  // Not awaited: a notification may stay for hours, and the command is over.
  inBackground(report(inbox, shown), log, 'What the scan found could not be shown.');
}

async function report(inbox: ScanningDeps['inbox'], shown: ScanningDeps['shown']): Promise<void> {
  const { items, status } = inbox;
  const days = new Set(items.map(({ day }) => day)).size;
  const found =
    items.length === 0
      ? emptyInboxText(status, inbox.hasSessions)
      : `${countOf(items.length, 'agent session')} without a task, on ${countOf(days, 'day')}.`;
  const text = [found, skippedText(status)].filter((part) => part !== null).join(' ');
  const show = 'Show Inbox';
  const chosen = await vscode.window.showInformationMessage(text, ...(items.length > 0 ? [show] : []));
  if (chosen === show) {
    shown.tell('inbox');
  }
}
