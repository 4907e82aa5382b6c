import * as vscode from 'vscode';
import { loadPage } from './loadPage';
import { PageConnection, type PageDeps } from './pageConnection';

/** The daily report in the sidebar: today's factors, the open tasks and their clocks. */
export class ReportView implements vscode.WebviewViewProvider {
  static readonly id = 'leverageRecord.report';
  private readonly registration: vscode.Disposable;
  private connection: PageConnection | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly deps: PageDeps,
  ) {
    this.registration = vscode.window.registerWebviewViewProvider(ReportView.id, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.connection?.dispose();
    const connection = new PageConnection(view, 'report', this.deps, undefined);
    this.connection = connection;
    connection.own(
      view.onDidChangeVisibility(() => connection.visibilityChanged()),
      view.onDidDispose(() => connection.dispose()),
    );
    loadPage(view.webview, this.extensionUri, 'report');
  }

  dispose(): void {
    this.registration.dispose();
    this.connection?.dispose();
  }
}
