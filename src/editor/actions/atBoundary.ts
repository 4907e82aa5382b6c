import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../../core/inBackground';
import { UserError } from '../../core/userError';
import type { ActionLog } from '../commands/deps/actionDeps';

/** Runs what a user asked for and says so if it failed; never throws. @param title as the user knows it */
export async function atBoundary(log: ActionLog, title: string, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof vscode.CancellationError) {
      return;
    }
    // Not awaited: a notification may stay for hours, and the action is over.
    inBackground(showFailure(log, title, error), log, `The failure of ${title} could not be shown.`);
  }
}

async function showFailure(log: ActionLog, title: string, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    await vscode.window.showErrorMessage(error.message);
    return;
  }
  log.error(`${title} failed.`, error);
  const showLog = l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(
    l10n.t('Leverage Record could not finish “{0}”.', title),
    showLog,
  );
  if (chosen === showLog) {
    log.show();
  }
}
