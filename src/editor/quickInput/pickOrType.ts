import * as vscode from 'vscode';
import type { Choice, ChoiceGroup } from './pickOne';

interface PickOrType<T> {
  readonly title: string;
  readonly placeholder: string;
  /** Empty groups are left out; the first choice is selected. */
  readonly groups: readonly ChoiceGroup<T>[];
  /** The choice that typing a text offers; undefined if it offers none, since it is among the others for example. */
  readonly typed: (text: string) => Choice<T> | undefined;
}

type Item<T> = vscode.QuickPickItem & { readonly choice?: Choice<T> };

/** A list that takes a text of the user's own as well. @returns undefined if the user left. */
export async function pickOrType<T>(question: PickOrType<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  const known = question.groups
    .filter(({ choices }) => choices.length > 0)
    .flatMap(({ heading, choices }): Item<T>[] => [
      { label: heading, kind: vscode.QuickPickItemKind.Separator },
      ...choices.map((choice) => itemOf(choice)),
    ]);
  pick.items = known;
  try {
    return await new Promise<T | undefined>((resolve) => {
      pick.onDidChangeValue((text) => {
        const choice = question.typed(text);
        // Shown whatever the list is filtered by: its label says more than the text.
        pick.items = choice ? [...known, { ...itemOf(choice), alwaysShow: true }] : known;
      });
      pick.onDidAccept(() => {
        // Enter may come before the list has what was typed.
        const choice = (pick.selectedItems[0] ?? pick.activeItems[0])?.choice ?? question.typed(pick.value);
        if (choice) {
          resolve(choice.value);
        }
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  const { label, description, detail } = choice;
  return { label, ...(description && { description }), ...(detail && { detail }), choice };
}
