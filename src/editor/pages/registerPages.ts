import * as vscode from 'vscode';
import type { HistoryPanel } from './historyPanel';
import type { RecordPanel } from './recordPanel';
import type { ReportView } from './reportView';

const reportViewId = 'leverageRecord.report';
export const recordViewType = 'leverageRecord.record';
export const historyViewType = 'leverageRecord.history';

interface Pages {
  readonly report: Pick<ReportView, 'show'>;
  readonly record: Pick<RecordPanel, 'bringBack'>;
  readonly history: () => Promise<Pick<HistoryPanel, 'bringBack'>>;
}

/** Lets VS Code ask for the pages. @param pages what a window needs only once one of them is to be seen */
export function registerPages(pages: () => Promise<Pages>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(reportViewId, {
      resolveWebviewView: async (view) => (await pages()).report.show(view),
    }),
    vscode.window.registerWebviewPanelSerializer(recordViewType, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await pages()).record.bringBack(panel, kept),
    }),
    vscode.window.registerWebviewPanelSerializer(historyViewType, {
      deserializeWebviewPanel: async (panel, kept: unknown) => {
        const history = await (await pages()).history();
        history.bringBack(panel, kept);
      },
    }),
  );
}
