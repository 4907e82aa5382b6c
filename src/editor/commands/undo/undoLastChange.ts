import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CommandDeps } from '../deps/commandDeps';
import { takeBack } from './takeBack';

export async function undoLastChange(deps: Pick<CommandDeps, 'undo' | 'store' | 'recorder'>): Promise<void> {
  await takeBack(deps, mayOverwrite);
}

async function mayOverwrite(label: string): Promise<boolean> {
  const anyway = l10n.t('Undo Anyway');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('The same task was changed or worked on after “{0}”. Undoing it undoes that as well.', label),
    anyway,
  );
  return chosen === anyway;
}
