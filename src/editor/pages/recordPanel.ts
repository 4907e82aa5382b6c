import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Listeners } from '../../core/listeners';
import type { ShownPart } from '../actions/actionDeps';
import { loadPage } from './loadPage';
import { PageConnection, type PageDeps } from './pageConnection';

/** The part of the page's state over a reload that the extension reads. */
const keptSchema = z.object({ day: z.nullable(z.iso.date()) });

/** The record in an editor tab. One panel at most; also brings it back after a reload of the window. */
export class RecordPanel implements vscode.WebviewPanelSerializer {
  static readonly viewType = 'leverageRecord.record';
  private readonly owned: vscode.Disposable;
  private open: { readonly panel: vscode.WebviewPanel; readonly connection: PageConnection } | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly deps: PageDeps,
    shown: Pick<Listeners<ShownPart>, 'add'>,
  ) {
    this.owned = vscode.Disposable.from(
      shown.add((part) => (part === 'inbox' ? this.showInbox() : this.show(undefined))),
      vscode.window.registerWebviewPanelSerializer(RecordPanel.viewType, this),
    );
  }

  /** @param day undefined: today */
  private show(day: string | undefined): void {
    if (this.open) {
      this.open.connection.showDay(day);
      this.open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      RecordPanel.viewType,
      'Leverage Record',
      vscode.ViewColumn.Active,
    );
    this.adopt(panel, day);
  }

  /** The record with its inbox in sight, on the day that is shown. */
  private showInbox(): void {
    if (this.open) {
      this.open.panel.reveal();
    } else {
      this.show(undefined);
    }
    this.open?.connection.goToPart('inbox');
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    if (this.open) {
      panel.dispose();
      return;
    }
    this.adopt(panel, keptSchema.safeParse(kept).data?.day ?? undefined);
  }

  dispose(): void {
    this.owned.dispose();
    this.open?.connection.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, day: string | undefined): void {
    const connection = new PageConnection(panel, 'record', this.deps, day);
    this.open = { panel, connection };
    const icon = (file: string): vscode.Uri => vscode.Uri.joinPath(this.extensionUri, 'media', file);
    panel.iconPath = { light: icon('record-light.svg'), dark: icon('record-dark.svg') };
    connection.own(
      panel.onDidChangeViewState(() => connection.visibilityChanged()),
      panel.onDidDispose(() => {
        connection.dispose();
        this.open = undefined;
      }),
    );
    loadPage(panel.webview, this.extensionUri, 'record');
  }
}
