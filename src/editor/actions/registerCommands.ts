import * as vscode from 'vscode';
import { commandIds, type CommandName } from '../commandIds';
import { actions } from './actions';
import type { Perform } from './performer';

/** Registers every command of the manifest. */
export function registerCommands(perform: Perform): vscode.Disposable {
  const registered = Object.keys(commandIds)
    .filter(isCommandName)
    .map((name) =>
      vscode.commands.registerCommand(commandIds[name], (argument: unknown) =>
        perform(name, actions[name].fromCommand?.(argument)),
      ),
    );
  return vscode.Disposable.from(...registered);
}

function isCommandName(name: string): name is CommandName {
  return name in commandIds;
}
