import * as vscode from 'vscode';

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly value: T;
}

/** Choices under a heading; an empty heading draws a line only. */
export interface ChoiceGroup<T> {
  readonly heading: string;
  readonly choices: readonly Choice<T>[];
}

interface PickOptions {
  /**
   * Whether it stays while something else has the keyboard: the user reads what the choice is about, or the page whose
   * button was pressed takes the keyboard back a moment later.
   */
  readonly staysOpen: boolean;
}

/** @returns undefined if the user left without choosing. */
export async function pickOne<T>(
  title: string,
  placeholder: string,
  choices: readonly Choice<T>[],
  options: PickOptions = { staysOpen: true },
): Promise<T | undefined> {
  return pickFromGroups(title, placeholder, [{ heading: '', choices }], options);
}

/** As `pickOne`, under headings; empty groups are left out. */
export async function pickFromGroups<T>(
  title: string,
  placeholder: string,
  groups: readonly ChoiceGroup<T>[],
  { staysOpen }: PickOptions = { staysOpen: true },
): Promise<T | undefined> {
  const items = groups
    .filter(({ choices }) => choices.length > 0)
    .flatMap(({ heading, choices }, index) => [
      ...(index > 0 || heading !== '' ? [separator(heading)] : []),
      ...choices.map(itemOf),
    ]);
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: staysOpen,
  });
  return picked?.choice?.value;
}

type Item<T> = vscode.QuickPickItem & { readonly choice?: Choice<T> };

function separator(heading: string): vscode.QuickPickItem & { readonly choice?: never } {
  return { label: heading, kind: vscode.QuickPickItemKind.Separator };
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  const { label, description, detail } = choice;
  return { label, ...(description && { description }), ...(detail && { detail }), choice };
}
