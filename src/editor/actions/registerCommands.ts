import * as vscode from 'vscode';
import { commandIds, type CommandName } from '../commandIds';

/** Does what a command asks for. @param argument what a menu or another extension passes to it */
export type RunCommand = (name: CommandName, argument: unknown) => Promise<void>;

/** Registers every command of the manifest. */
export function registerCommands(run: RunCommand): vscode.Disposable {
  const registered = Object.keys(commandIds)
    .filter(isCommandName)
    .map((name) =>
      vscode.commands.registerCommand(commandIds[name], (argument: unknown) => run(name, argument)),
    );
  return vscode.Disposable.from(...registered);
}

function isCommandName(name: string): name is CommandName {
  return name in commandIds;
}
