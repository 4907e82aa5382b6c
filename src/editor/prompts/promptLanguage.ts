import * as vscode from 'vscode';

export const promptLanguage = 'leverage-prompt';

/** The prompt document in the active editor. */
export function activePrompt(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === promptLanguage ? document : undefined;
}
