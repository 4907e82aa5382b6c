import { inBackground } from '../core/inBackground';
import * as vscode from 'vscode';
import { UserError } from '../core/userError';

/** The part of the log channel that a failed command needs. */
export type CommandLog = Pick<vscode.LogOutputChannel, 'error' | 'show'>;

/** The body gets what the caller of the command passed, unchecked. */
export function registerCommand(
  id: string,
  log: CommandLog,
  run: (argument: unknown) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (argument: unknown) => atBoundary(log, id, () => run(argument)));
}

/** Runs what a person asked for and tells them if it failed; never throws. */
export async function atBoundary(log: CommandLog, what: string, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof vscode.CancellationError) {
      return;
    }
    // Not awaited: a notification may stay for hours, and the command is over.
    inBackground(tell(log, what, error), log, `The failure of ${what} could not be shown.`);
  }
}

async function tell(log: CommandLog, what: string, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    await vscode.window.showErrorMessage(error.message);
    return;
  }
  log.error(`${what} failed.`, error);
  const showLog = 'Show Log';
  const chosen = await vscode.window.showErrorMessage(
    'Leverage Record could not finish this command.',
    showLog,
  );
  if (chosen === showLog) {
    log.show();
  }
}
