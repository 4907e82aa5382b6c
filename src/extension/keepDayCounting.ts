import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Settings } from '../editor/settings';

/** Lets the command line count days as this editor does. @param recordOpened the record's folder is there from then on */
export function keepDayCounting(
  context: vscode.ExtensionContext,
  settings: Settings,
  recordOpened: Promise<void>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let writing = recordOpened;
  const writeNow = async (): Promise<void> => {
    const { writeDayCounting } = await import('../store/dayCountingFile');
    const { timeZone, dayStart } = settings;
    await writeDayCounting(context.globalStorageUri.fsPath, { timeZone, dayStart }, randomUUID());
  };
  const write = (): void => {
    // One after the other.
    writing = writing
      .then(writeNow)
      .catch((error: unknown) =>
        log.warn('The settings for counting days could not be passed to the command line.', error),
      );
  };
  write();
  return settings.onDidChange(write);
}
