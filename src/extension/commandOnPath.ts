import { randomUUID } from 'node:crypto';
import { delimiter } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../core/inBackground';
import type { Log } from '../core/ports';
import { agentEnvironment } from './agentEnvironment';

/**
 * Lets the command line start as `leverage-record` in VS Code's terminals, on the record of this editor. Waits until
 * the record is open, when the start of the window is over.
 */
export async function commandOnPath(
  { environmentVariableCollection, globalStorageUri, extensionPath, extensionMode }: vscode.ExtensionContext,
  recordOpened: Promise<void>,
  log: Log,
): Promise<void> {
  await recordOpened;
  const { writeLauncher } = await import('../agents/launcher/writeLauncher');
  const { platform, variables } = agentEnvironment();
  const launcher = { storage: globalStorageUri.fsPath, extension: extensionPath, runtime: process.execPath };
  if (extensionMode === vscode.ExtensionMode.Production) {
    const noted = import('../agents/uninstall/storages').then(({ noteStorage }) =>
      noteStorage(extensionPath, globalStorageUri.fsPath),
    );
    // Somebody else may have installed it, in a folder that is read-only here.
    inBackground(noted, log, 'Uninstalling will leave behind what was written into the settings of agents.');
  }
  const folder = await writeLauncher(launcher, platform, variables, randomUUID());
  const wanted = `${folder}${delimiter}`;
  // Changing it marks every open terminal as out of date.
  if (environmentVariableCollection.get('PATH')?.value !== wanted) {
    environmentVariableCollection.description = l10n.t(
      'Lets agents in the terminal run leverage-record, which proposes tasks for your record.',
    );
    // Also after a shell's own start files, which often set PATH.
    const when = { applyAtProcessCreation: true, applyAtShellIntegration: true };
    environmentVariableCollection.prepend('PATH', wanted, when);
  }
}
