import * as vscode from 'vscode';
import type { Prompts } from '../../recorder/prompts';
import { promptLanguage } from './promptLanguage';

/** Opens a new prompt whose typing counts for the task, the cursor at the end of what it starts with. */
export async function writePrompt(
  prompts: Pick<Prompts, 'bind'>,
  taskId: string,
  content = '',
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: promptLanguage, content });
  prompts.bind(document.uri.toString(), taskId);
  const end = document.positionAt(content.length);
  const selection = new vscode.Range(end, end);
  await vscode.window.showTextDocument(document, { preview: false, selection });
}
