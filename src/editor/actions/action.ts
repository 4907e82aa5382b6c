import type * as vscode from 'vscode';
import type { HistoryIntent } from '../../core/page/historyProtocol';
import type { WebviewMessage } from '../../core/page/intents';
import type { CommandName } from '../commandIds';
import type { ActionDeps } from '../commands/deps/actionDeps';

/** A page's request; its other messages are about the page itself. */
type Intent = Exclude<
  WebviewMessage | HistoryIntent,
  { readonly type: 'ready' | 'showDay' | 'showTimeline' | 'showHistory' | 'leaderboardRows' | 'pictureOf' }
>;
type IntentName = Intent['type'];

export type ActionName = CommandName | IntentName;

/** The argument each action may be given. Without one, as for a command, it asks the user. */
export type ActionArguments = {
  readonly [Name in ActionName]:
    | (Name extends IntentName ? Extract<Intent, { readonly type: Name }> : never)
    | (Name extends CommandName ? undefined : never)
    | (Name extends 'importRecord' ? vscode.Uri : never);
};

export interface Action<Given> {
  /** In the manifest likewise, if it is a command. Asked for once the language of the window is known. */
  readonly title: () => string;
  /** The record doesn't matter for it, or it only adds to it. Any other waits until the record is open. */
  readonly early?: true;
  /** @param title heads what the user is asked */
  readonly run: (deps: ActionDeps, given: Given, title: string) => unknown;
  /** Reads what a menu or another extension passes to the command; without it that is ignored. */
  readonly fromCommand?: (argument: unknown) => Given | undefined;
}

export type Actions = { readonly [Name in ActionName]: Action<ActionArguments[Name]> };
