import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Listeners } from '../../core/listeners';
import type { ShownPart } from '../commands/deps/actionDeps';
import type { Disposable } from '../../core/ports';
import { loadPage } from './loadPage';
import { offerReload } from './offerReload';
import { PageConnection, type PageDeps } from './pageConnection';
import { recordViewType } from './registerPages';

/** The part of the page's state over a reload that the extension reads. */
const keptSchema = z.object({ day: z.nullable(z.iso.date()) });

/** The record in an editor tab. One panel at most; also brings it back after a reload of the window. */
export class RecordPanel implements vscode.Disposable {
  private readonly owned: Disposable;
  private open: { readonly panel: vscode.WebviewPanel; readonly connection: PageConnection } | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly deps: PageDeps,
    shown: Pick<Listeners<ShownPart>, 'add'>,
  ) {
    this.owned = shown.add((part) => this.showShown(part));
  }

  private showShown(part: ShownPart): void {
    if (typeof part === 'object') {
      if ('day' in part) {
        this.show(part.day, part.task);
      }
    } else if (part === 'today') {
      this.show(undefined);
    } else if (part !== 'history') {
      this.showPart(part);
    }
  }

  /** @param day undefined: today @param task the id of the one to go to */
  private show(day: string | undefined, task?: string): void {
    if (this.open) {
      this.open.connection.showDay(day, task);
      this.open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      recordViewType,
      'Leverage Record',
      vscode.ViewColumn.Active,
    );
    this.adopt(panel, day).showDay(day, task);
  }

  /** The record with one of its parts in sight, on the day that is shown. */
  private showPart(part: 'inbox' | 'proposed'): void {
    if (this.open) {
      this.open.panel.reveal();
    } else {
      this.show(undefined);
    }
    this.open?.connection.goToPart(part);
  }

  /** @param kept what the page kept for the reload that it was destroyed by */
  bringBack(panel: vscode.WebviewPanel, kept: unknown): void {
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

  private adopt(panel: vscode.WebviewPanel, day: string | undefined): PageConnection {
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
    connection.expectStart(() => offerReload('record'));
    return connection;
  }
}
