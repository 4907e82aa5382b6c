import * as vscode from 'vscode';
import type { CommandDeps } from '../commandDeps';
import { takeBack } from './takeBack';

export async function undoLastChange(deps: Pick<CommandDeps, 'undo' | 'store' | 'recorder'>): Promise<void> {
  await takeBack(deps, mayOverwrite);
}

async function mayOverwrite(label: string): Promise<boolean> {
  const anyway = 'Undo Anyway';
  const chosen = await vscode.window.showWarningMessage(
    `The same task was changed or worked on after “${label}”. Undoing it takes that back as well.`,
    anyway,
  );
  return chosen === anyway;
}
