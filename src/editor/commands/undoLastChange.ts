import * as vscode from 'vscode';
import type { CommandParts } from './commandParts';

type UndoingParts = Pick<CommandParts, 'undo' | 'store' | 'recorder'>;

export async function undoLastChange({ undo, store, recorder }: UndoingParts): Promise<void> {
  const undone = await undo.undo(mayOverwrite);
  const current = recorder.currentTaskId;
  if (undone !== undefined && current !== undefined && store.task(current) === undefined) {
    recorder.setCurrentTask(undefined);
  }
}

async function mayOverwrite(label: string): Promise<boolean> {
  const anyway = 'Undo Anyway';
  const chosen = await vscode.window.showWarningMessage(
    `The same task was changed after “${label}”. Undoing it overwrites the later change.`,
    anyway,
  );
  return chosen === anyway;
}
