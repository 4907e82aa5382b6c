import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import {
  firstQuery,
  historyQuerySchema,
  weekQuery,
  type HistoryQuery,
} from '../../core/page/historyProtocol';
import type { Log } from '../../core/ports';
import type { Perform } from '../actions/performer';
import { HistoryConnection } from './historyConnection';
import { HistoryStates, type HistoryStatesDeps } from './historyStates';
import { loadPage } from './loadPage';
import { offerReload } from './offerReload';
import { historyViewType } from './registerPages';

export interface HistoryPanelDeps extends HistoryStatesDeps {
  readonly perform: Perform;
  readonly log: Log;
}

/** The part of the page's state over a reload that the extension reads. */
const keptSchema = z.object({ query: historyQuerySchema });

/** The history in an editor tab. One panel at most; what it has read of the record is kept while it is open. */
export class HistoryPanel implements vscode.Disposable {
  private open: { readonly panel: vscode.WebviewPanel; readonly connection: HistoryConnection } | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly deps: HistoryPanelDeps,
  ) {}

  /** @param week a day of the week to show; undefined: as the page was left */
  show(week?: string): void {
    if (this.open) {
      if (week !== undefined) {
        this.open.connection.showWeek(week);
      }
      this.open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      historyViewType,
      l10n.t('Leverage History'),
      vscode.ViewColumn.Active,
    );
    this.adopt(panel, week === undefined ? undefined : weekQuery(firstQuery, week));
  }

  /** @param kept what the page kept for the reload that it was destroyed by */
  bringBack(panel: vscode.WebviewPanel, kept: unknown): void {
    if (this.open) {
      panel.dispose();
      return;
    }
    this.adopt(panel, keptSchema.safeParse(kept).data?.query);
  }

  dispose(): void {
    this.open?.connection.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, query: HistoryQuery | undefined): void {
    const answers = new HistoryStates(this.deps);
    const connection = new HistoryConnection(panel, { ...this.deps, answers }, query);
    this.open = { panel, connection };
    const icon = (file: string): vscode.Uri => vscode.Uri.joinPath(this.extensionUri, 'media', file);
    panel.iconPath = { light: icon('record-light.svg'), dark: icon('record-dark.svg') };
    connection.own(
      answers,
      panel.onDidChangeViewState(() => connection.visibilityChanged()),
      panel.onDidDispose(() => {
        connection.dispose();
        this.open = undefined;
      }),
    );
    loadPage(panel.webview, this.extensionUri, 'history');
    connection.expectStart(() => offerReload('history'));
  }
}
