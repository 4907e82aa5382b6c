import * as vscode from 'vscode';

/** By the number of the group. */
const focusCommands = [
  'workbench.action.focusFirstEditorGroup',
  'workbench.action.focusSecondEditorGroup',
  'workbench.action.focusThirdEditorGroup',
  'workbench.action.focusFourthEditorGroup',
  'workbench.action.focusFifthEditorGroup',
  'workbench.action.focusSixthEditorGroup',
  'workbench.action.focusSeventhEditorGroup',
  'workbench.action.focusEighthEditorGroup',
] as const;

/**
 * Shows the tab of a webview panel that VS Code kept over a reload of the window: it brings a panel back only once its
 * tab is in sight.
 *
 * @returns false if there is none that can be shown
 */
export async function showKeptTab(viewType: string): Promise<boolean> {
  const isKept = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith(`-${viewType}`);
  for (const { tabs, viewColumn } of vscode.window.tabGroups.all) {
    const index = tabs.findIndex(isKept);
    const focusGroup = focusCommands[viewColumn - 1];
    if (index >= 0 && focusGroup !== undefined) {
      await vscode.commands.executeCommand(focusGroup);
      await vscode.commands.executeCommand('workbench.action.openEditorAtIndex', index);
      return vscode.window.tabGroups.all.some((group) =>
        group.tabs.some((tab) => tab.isActive && isKept(tab)),
      );
    }
  }
  return false;
}
