import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const scheme = 'leverage-record-preview';

interface ShownChange {
  readonly fileName: string;
  readonly before: string;
  readonly after: string;
}

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
    return this.shown.get(keyOf(uri)) ?? l10n.t('This preview has ended. Run the command again.');
  }

  /**
   * Shows the text, or what `work` replaces it by, until `work` has settled.
   * @param path its last segment is the tab's title
   * @param work is given the editor that shows it as well
   */
  async ofText<T>(
    path: string,
    text: string,
    work: (replace: (by: string) => void, editor: vscode.TextEditor) => Promise<T>,
  ): Promise<T> {
    const uri = this.show(path, text);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    return this.during([uri], () => work((by) => this.show(path, by), editor));
  }

  /** Shows how several files would change until `work` has settled. */
  async ofChanges<T>(changes: readonly ShownChange[], title: string, work: () => Promise<T>): Promise<T> {
    const [first, ...more] = changes;
    if (first && more.length === 0) {
      return this.ofChange(first, title, work);
    }
    const shown = changes.map(({ fileName, before, after }) => {
      const file = vscode.Uri.file(fileName);
      return [file, this.show(file.path, before, 'now'), this.show(file.path, after, 'planned')] as const;
    });
    await vscode.commands.executeCommand('vscode.changes', title, shown);
    return this.during(
      shown.flatMap(([, ...each]) => each),
      work,
      title,
    );
  }

  /** Shows how a file would change until `work` has settled. */
  async ofChange<T>(
    { fileName, before, after }: ShownChange,
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

  /** @param query tells texts of the same path apart */
  private show(path: string, text: string, query = ''): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path, query });
    this.shown.set(keyOf(uri), text);
    this.changed.fire(uri);
    return uri;
  }

  /** @param label beginning of that of a tab that doesn't say what it shows */
  private async during<T>(uris: readonly vscode.Uri[], work: () => Promise<T>, label?: string): Promise<T> {
    try {
      return await work();
    } finally {
      uris.forEach((uri) => this.shown.delete(keyOf(uri)));
      await closeTabs(uris, label);
    }
  }
}

function keyOf({ path, query }: vscode.Uri): string {
  return `${path}?${query}`;
}

/** Whether it is a tab of several changes, which says no more than its label. */
function isLabelled({ label, input }: vscode.Tab, beginning: string | undefined): boolean {
  return beginning !== undefined && shownIn(input) === undefined && label.startsWith(beginning);
}

async function closeTabs(uris: readonly vscode.Uri[], label: string | undefined): Promise<void> {
  const names = new Set(uris.map(String));
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => isLabelled(tab, label) || names.has(String(shownIn(tab.input))));
  await vscode.window.tabGroups.close(tabs);
}

function shownIn(input: unknown): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) {
    return input.uri;
  }
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
