import * as vscode from 'vscode';

const scheme = 'leverage-record-import';

/** A read-only document that shows what an import would do. */
export class ImportPreview implements vscode.TextDocumentContentProvider {
  private readonly shown = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly owned = vscode.Disposable.from(
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    // After a reload of the window the plan is gone; the file may have changed as well.
    return this.shown.get(uri.path) ?? 'This preview has ended. Run Import Record again.';
  }

  /** Shows the text until `work` has settled. */
  async during<T>(fileName: string, text: string, work: () => Promise<T>): Promise<T> {
    const uri = vscode.Uri.from({ scheme, path: `/Import of ${fileName}.md` });
    this.shown.set(uri.path, text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    try {
      return await work();
    } finally {
      this.shown.delete(uri.path);
      await closeTabs(uri);
    }
  }

  dispose(): void {
    this.owned.dispose();
  }
}

async function closeTabs(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(tabs);
}
