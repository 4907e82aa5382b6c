import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../../../../core/inBackground';
import type { Log } from '../../../../core/ports';
import { commandIds } from '../../../commandIds';

/** For commands that need an open task but can be run without one: from the walkthrough, or another extension. */
export function sayNoOpenTask(log: Pick<Log, 'error'>): void {
  // Not awaited: a notification may stay for hours, and the command is over.
  inBackground(offerAnother(), log, 'That no task is open could not be shown.');
}

async function offerAnother(): Promise<void> {
  const [start, log] = [l10n.t('Start Task'), l10n.t('Log Finished Task')];
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('No task is open. Start one now, or log one that is finished.'),
    start,
    log,
  );
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(
      chosen === start ? commandIds.startTask : commandIds.logFinishedTask,
    );
  }
}
