import * as vscode from 'vscode';
import type { Recorder } from '../../core/recorder';
import { promptLanguage } from './promptLanguage';

/** Opens a new prompt whose typing counts for the task, the cursor at the end of what it starts with. */
export async function writePrompt(
  recorder: Pick<Recorder, 'bindPrompt'>,
  taskId: string,
  content = '',
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: promptLanguage, content });
  recorder.bindPrompt(document.uri.toString(), taskId);
  const end = document.positionAt(content.length);
  const selection = new vscode.Range(end, end);
  await vscode.window.showTextDocument(document, { preview: false, selection });
}
