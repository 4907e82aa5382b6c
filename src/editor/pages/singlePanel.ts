import * as vscode from 'vscode';
import { inBackground } from '../../core/inBackground';
import type { Disposable, Log } from '../../core/ports';
import { showKeptTab } from './keptTab';
import { loadPage } from './loadPage';
import { offerReload } from './offerReload';
import { pageTitle, type PageName } from './pageMarkup';

/** The part of a page's connection that its panel needs. */
interface PanelConnection extends Disposable {
  visibilityChanged(): void;
  own(...disposables: readonly Disposable[]): void;
  expectStart(notStarted: () => Promise<void>): void;
}

interface PanelSettings<Connection> {
  readonly viewType: string;
  readonly page: PageName;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** @param kept what the page kept for the reload that it was destroyed by; undefined for a new one */
  readonly connect: (panel: vscode.WebviewPanel, kept: unknown) => Connection;
}

/** A page in an editor tab, of which there is one at most, over reloads of the window as well. */
export class SinglePanel<Connection extends PanelConnection> implements Disposable {
  private open: { readonly panel: vscode.WebviewPanel; readonly connection: Connection } | undefined;
  /** What is wanted of a page that is on its way. */
  private readonly wanted: ((connection: Connection) => void)[] = [];
  private coming = false;

  constructor(private readonly settings: PanelSettings<Connection>) {}

  /** Brings the page into sight. @param then what to do with it before it is seen */
  show(then: (connection: Connection) => void): void {
    if (this.open) {
      then(this.open.connection);
      this.open.panel.reveal();
      return;
    }
    this.wanted.push(then);
    if (!this.coming) {
      const { log, page } = this.settings;
      inBackground(this.bringOrCreate(), log, `The ${page} page could not be opened.`);
    }
  }

  /** @param kept what the page kept for the reload that it was destroyed by */
  bringBack(panel: vscode.WebviewPanel, kept: unknown): void {
    if (this.open) {
      panel.dispose();
    } else {
      this.adopt(panel, kept);
    }
  }

  dispose(): void {
    this.open?.connection.dispose();
  }

  private async bringOrCreate(): Promise<void> {
    const { viewType, page } = this.settings;
    this.coming = true;
    const kept = await showKeptTab(viewType).catch(() => false);
    this.coming = false;
    if (!kept && !this.open) {
      const column = vscode.ViewColumn.Active;
      this.adopt(vscode.window.createWebviewPanel(viewType, pageTitle(page), column), undefined);
    }
  }

  private adopt(panel: vscode.WebviewPanel, kept: unknown): void {
    const { connect, extensionUri, page } = this.settings;
    const connection = connect(panel, kept);
    this.open = { panel, connection };
    const icon = (file: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', file);
    panel.iconPath = { light: icon('record-light.svg'), dark: icon('record-dark.svg') };
    connection.own(
      panel.onDidChangeViewState(() => connection.visibilityChanged()),
      panel.onDidDispose(() => {
        connection.dispose();
        this.open = undefined;
      }),
    );
    this.wanted.splice(0).forEach((then) => then(connection));
    loadPage(panel.webview, extensionUri, page);
    connection.expectStart(() => offerReload(page));
  }
}
