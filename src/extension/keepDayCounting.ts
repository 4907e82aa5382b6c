import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Settings } from '../editor/settings';
import { writeDayCounting } from '../store/dayCountingFile';

/** Lets the command line count days as this editor does. @param recordOpened the record's folder is there from then on */
export function keepDayCounting(
  context: vscode.ExtensionContext,
  settings: Settings,
  recordOpened: Promise<void>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let writing = recordOpened;
  const write = (): void => {
    const { timeZone, dayStart } = settings;
    // One after the other.
    writing = writing
      .then(() => writeDayCounting(context.globalStorageUri.fsPath, { timeZone, dayStart }, randomUUID()))
      .catch((error: unknown) =>
        log.warn('The settings for counting days could not be passed to the command line.', error),
      );
  };
  write();
  return settings.onDidChange(write);
}
