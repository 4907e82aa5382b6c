import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Action, ActionArguments, ActionName } from './action';
import type { ActionDeps } from '../commands/deps/actionDeps';
import { actions } from './actions';
import { atBoundary } from './atBoundary';
import type { RunCommand } from './registerCommands';

/** Does what the user asked for, and says so if it failed; never throws. */
export type Perform = <Name extends ActionName>(name: Name, given: ActionArguments[Name]) => Promise<void>;

export function performer(deps: ActionDeps): Perform {
  return <Name extends ActionName>(name: Name, given: ActionArguments[Name]) => {
    const action: Action<ActionArguments[Name]> = actions[name];
    const title = action.title();
    return atBoundary(deps.log, title, async () => {
      if (action.early !== true) {
        await onceOpened(deps);
      }
      await action.run(deps, given, title);
    });
  };
}

/** Reads what comes with a command as its action asks for it. */
export function commandRunner(perform: Perform): RunCommand {
  return (name, argument) => perform(name, actions[name].fromCommand?.(argument));
}

/** Waits while the record opens, and says so: until then it answers as an empty one. */
async function onceOpened({ store, recordOpened }: ActionDeps): Promise<void> {
  if (store.status.kind === 'opening') {
    const progress = {
      location: vscode.ProgressLocation.Window,
      title: l10n.t('Leverage Record: Opening the record…'),
    };
    await vscode.window.withProgress(progress, () => recordOpened);
  }
}
