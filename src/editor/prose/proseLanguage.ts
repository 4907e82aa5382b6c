import * as vscode from 'vscode';

/** Markdown about a day, whose figures are checked while it is written. */
export const proseLanguage = 'leverage-prose';

/** Calls for the checker once a draft is open, at the start too: until then nothing of it is loaded. */
export function onProseDraft(needed: () => Promise<unknown>): vscode.Disposable {
  const isDraft = ({ languageId }: vscode.TextDocument): boolean => languageId === proseLanguage;
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (isDraft(document)) {
      void needed();
    }
  });
  if (vscode.workspace.textDocuments.some(isDraft)) {
    void needed();
  }
  return opened;
}
