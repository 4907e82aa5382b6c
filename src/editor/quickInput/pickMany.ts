import * as vscode from 'vscode';
import type { ChoiceGroup } from './pickOne';

type Item<T> = vscode.QuickPickItem & { readonly value?: { readonly chosen: T } };

/**
 * A list with check boxes under headings. @returns undefined if the user left; empty if nothing was selected.
 * @param isSelected which are selected at first
 */
export async function pickMany<T>(
  title: string,
  placeholder: string,
  groups: readonly ChoiceGroup<T>[],
  isSelected: (value: T) => boolean = () => false,
): Promise<readonly T[] | undefined> {
  const items = groups.flatMap(({ heading, choices }): Item<T>[] => [
    { label: heading, kind: vscode.QuickPickItemKind.Separator },
    ...choices.map(({ label, description, detail, value }) => ({
      label,
      ...(description !== undefined && { description }),
      ...(detail !== undefined && { detail }),
      picked: isSelected(value),
      value: { chosen: value },
    })),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: placeholder,
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.flatMap(({ value }) => (value ? [value.chosen] : []));
}
