import * as vscode from 'vscode';
import type { ChoiceGroup } from './pickOne';

type Item<T> = vscode.QuickPickItem & { readonly value?: { readonly chosen: T } };

/**
 * A list with check boxes under headings. @returns undefined if the person left; empty if nothing was ticked.
 * @param isTicked which are ticked from the beginning
 */
export async function pickMany<T>(
  title: string,
  placeholder: string,
  groups: readonly ChoiceGroup<T>[],
  isTicked: (value: T) => boolean = () => false,
): Promise<readonly T[] | undefined> {
  const items = groups.flatMap(({ heading, choices }): Item<T>[] => [
    { label: heading, kind: vscode.QuickPickItemKind.Separator },
    ...choices.map(({ label, description, detail, value }) => ({
      label,
      ...(description !== undefined && { description }),
      ...(detail !== undefined && { detail }),
      picked: isTicked(value),
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
