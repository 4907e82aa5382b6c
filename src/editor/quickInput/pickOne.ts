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

/** @returns undefined if the person left without choosing. */
export async function pickOne<T>(
  title: string,
  placeholder: string,
  choices: readonly Choice<T>[],
): Promise<T | undefined> {
  return pickFromGroups(title, placeholder, [{ heading: '', choices }]);
}

/** As `pickOne`, under headings; empty groups are left out. */
export async function pickFromGroups<T>(
  title: string,
  placeholder: string,
  groups: readonly ChoiceGroup<T>[],
): Promise<T | undefined> {
  const items = groups
    .filter(({ choices }) => choices.length > 0)
    .flatMap(({ heading, choices }, index) => [
      ...(index > 0 || heading !== '' ? [separator(heading)] : []),
      ...choices.map(itemOf),
    ]);
  const options = { title, placeHolder: placeholder, matchOnDescription: true, matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(items, options);
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
