import * as vscode from 'vscode';
import type { HooksPlan } from '../../agents/hooks/claudeHooks';

const scheme = 'leverage-record-hooks';

/** A comparison of the settings of Claude Code as they are and as they would be; neither can be edited. */
export class HooksPreview implements vscode.TextDocumentContentProvider {
  private readonly shown = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly owned = vscode.Disposable.from(
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    // After a reload of the window the plan is gone.
    return this.shown.get(uri.path) ?? 'This preview has ended. Run the command again.';
  }

  /** Shows the plan until `work` has settled. */
  async during<T>(plan: HooksPlan, work: () => Promise<T>): Promise<T> {
    const before = this.show('/now/settings.json', plan.before);
    const after = this.show('/planned/settings.json', plan.after);
    const title = `Claude Code settings: ${plan.kind === 'install' ? 'with' : 'without'} hooks`;
    await vscode.commands.executeCommand('vscode.diff', before, after, title, {
      preview: true,
      preserveFocus: true,
    });
    try {
      return await work();
    } finally {
      this.shown.clear();
      await closeTabs(after);
    }
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(path: string, text: string | undefined): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path });
    this.shown.set(path, text ?? '');
    this.changed.fire(uri);
    return uri;
  }
}

async function closeTabs(modified: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === modified.toString(),
    );
  await vscode.window.tabGroups.close(tabs);
}
