import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pageTitle, type PageName } from './pageMarkup';

/** Says that a page stayed blank, and offers what helps. */
export async function offerReload(page: PageName): Promise<void> {
  const reload = l10n.t('Reload Window');
  const message = l10n.t(
    'The “{0}” page did not load. Reload the window to try again; nothing recorded is lost.',
    pageTitle(page),
  );
  if ((await vscode.window.showWarningMessage(message, reload)) === reload) {
    await vscode.commands.executeCommand('workbench.action.reloadWindow');
  }
}
