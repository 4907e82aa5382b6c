import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const scheme = 'leverage-record-preview';

/** Read-only documents that show what a command would do, for as long as it asks. */
export class CommandPreview implements vscode.TextDocumentContentProvider {
  private readonly shown = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly owned = vscode.Disposable.from(
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    // After a reload of the window the plan is gone, and its basis may have changed.
    return this.shown.get(uri.path) ?? l10n.t('This preview has ended. Run the command again.');
  }

  /** Shows the text until `work` has settled. @param path its last segment is the tab's title */
  async ofText<T>(path: string, text: string, work: () => Promise<T>): Promise<T> {
    const uri = this.show(path, text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    return this.during([uri], work);
  }

  /** Shows how a file would change until `work` has settled. */
  async ofChange<T>(
    {
      fileName,
      before,
      after,
    }: { readonly fileName: string; readonly before: string; readonly after: string },
    title: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const now = this.show(`/now/${fileName}`, before);
    const planned = this.show(`/planned/${fileName}`, after);
    const options = { preview: true, preserveFocus: true };
    await vscode.commands.executeCommand('vscode.diff', now, planned, title, options);
    return this.during([now, planned], work);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path });
    this.shown.set(path, text);
    this.changed.fire(uri);
    return uri;
  }

  private async during<T>(uris: readonly vscode.Uri[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      uris.forEach(({ path }) => this.shown.delete(path));
      await closeTabs(uris);
    }
  }
}

async function closeTabs(uris: readonly vscode.Uri[]): Promise<void> {
  const names = new Set(uris.map(String));
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => names.has(String(shownIn(input))));
  await vscode.window.tabGroups.close(tabs);
}

function shownIn(input: unknown): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) {
    return input.uri;
  }
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
