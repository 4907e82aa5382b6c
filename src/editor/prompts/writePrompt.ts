import * as vscode from 'vscode';
import type { Recorder } from '../../core/recorder';
import { promptLanguage } from './promptLanguage';

/** Opens an empty prompt whose typing counts for the task. */
export async function writePrompt(recorder: Pick<Recorder, 'bindPrompt'>, taskId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: promptLanguage, content: '' });
  recorder.bindPrompt(document.uri.toString(), taskId);
  await vscode.window.showTextDocument(document, { preview: false });
}
