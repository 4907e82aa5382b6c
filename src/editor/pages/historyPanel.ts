import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import { historyQuerySchema } from '../../core/page/historyProtocol';
import type { Log } from '../../core/ports';
import type { Perform } from '../actions/performer';
import { HistoryConnection } from './historyConnection';
import { HistoryStates, type HistoryStatesDeps } from './historyStates';
import { historyViewType } from './registerPages';
import { SinglePanel } from './singlePanel';

export interface HistoryPanelDeps extends HistoryStatesDeps {
  readonly perform: Perform;
  readonly log: Log;
}

/** The part of the page's state over a reload that the extension reads. */
const keptSchema = z.object({ query: historyQuerySchema });

/** The history in an editor tab. What it has read of the record is kept while it is open. */
export class HistoryPanel implements vscode.Disposable {
  private readonly panel: SinglePanel<HistoryConnection>;

  constructor(extensionUri: vscode.Uri, deps: HistoryPanelDeps) {
    this.panel = new SinglePanel({
      viewType: historyViewType,
      page: 'history',
      extensionUri,
      log: deps.log,
      connect(panel, kept) {
        const answers = new HistoryStates(deps);
        const { data } = keptSchema.safeParse(kept);
        const connection = new HistoryConnection(panel, { ...deps, answers }, data?.query);
        connection.own(answers);
        return connection;
      },
    });
  }

  /** @param week a day of the week to show; undefined: as the page was left */
  show(week?: string): void {
    this.panel.show((connection) => {
      if (week !== undefined) {
        connection.showWeek(week);
      }
    });
  }

  bringBack(panel: vscode.WebviewPanel, kept: unknown): void {
    this.panel.bringBack(panel, kept);
  }

  dispose(): void {
    this.panel.dispose();
  }
}
