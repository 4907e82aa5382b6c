import * as vscode from 'vscode';

export const promptLanguage = 'leverage-prompt';

/** The prompt document the person is in; undefined if they are elsewhere. */
export function activePrompt(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === promptLanguage ? document : undefined;
}
