import * as vscode from 'vscode';
import { commandIds } from '../commandIds';

/** For what asks for an open task from where it isn't hidden without one: the walkthrough, or another extension. */
export async function sayNoOpenTask(): Promise<void> {
  const [start, log] = ['Start Task', 'Log Finished Task'];
  const chosen = await vscode.window.showInformationMessage(
    'No task is open. Start one now, or log one that is finished.',
    start,
    log,
  );
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(
      chosen === start ? commandIds.startTask : commandIds.logFinishedTask,
    );
  }
}
