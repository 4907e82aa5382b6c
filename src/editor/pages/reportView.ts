import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { DigestOfWeek } from '../firstLook/weeklyDigest';
import { loadPage } from './loadPage';
import { offerReload } from './offerReload';
import { PageConnection, type PageDeps } from './pageConnection';

/** The daily report in the sidebar: today's factors, the open tasks and their clocks. */
export class ReportView implements vscode.Disposable {
  private connection: PageConnection | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly deps: PageDeps,
    private readonly digest: Pick<DigestOfWeek, 'seen'>,
  ) {}

  /** Takes the place of the one before: there is one at most. */
  show(view: vscode.WebviewView): void {
    this.connection?.dispose();
    const connection = new PageConnection(view, 'report', this.deps, undefined);
    this.connection = connection;
    connection.own(
      view.onDidChangeVisibility(() => {
        this.digest.seen(view.visible);
        connection.visibilityChanged();
      }),
      view.onDidDispose(() => {
        this.digest.seen(false);
        connection.dispose();
      }),
    );
    this.digest.seen(view.visible);
    const showCount = (): void => showBadge(view, this.deps.states.proposed());
    connection.own(this.deps.states.onDidChange(showCount));
    showCount();
    loadPage(view.webview, this.extensionUri, 'report');
    connection.expectStart(() => offerReload('report'));
  }

  dispose(): void {
    this.connection?.dispose();
  }
}

/** How many tasks wait to be confirmed, quietly. */
function showBadge(view: vscode.WebviewView, count: number): void {
  if ((view.badge?.value ?? 0) !== count) {
    const tooltip = count === 1 ? l10n.t('1 proposed task') : l10n.t('{0} proposed tasks', count);
    view.badge = count === 0 ? undefined : { value: count, tooltip };
  }
}
