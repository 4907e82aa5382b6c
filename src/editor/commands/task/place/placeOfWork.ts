import * as vscode from 'vscode';
import { branchOf } from './branchOf';

/** Where in the workspace the user works; null where it is unknown. */
export interface PlaceOfWork {
  readonly project: string | null;
  readonly branch: string | null;
  readonly folder: string | null;
}

/** The workspace folder of the active editor, else of the active terminal, else the first; with its git branch. */
export async function placeOfWork(): Promise<PlaceOfWork> {
  const folder = activeFolder();
  if (folder === undefined) {
    return { project: null, branch: null, folder: null };
  }
  return { project: folder.name, branch: (await branchOf(folder.uri)) ?? null, folder: folder.uri.fsPath };
}

function activeFolder(): vscode.WorkspaceFolder | undefined {
  const places = [
    vscode.window.activeTextEditor?.document.uri,
    vscode.window.activeTerminal?.shellIntegration?.cwd,
  ];
  const found = places
    .flatMap((uri) => (uri === undefined ? [] : [vscode.workspace.getWorkspaceFolder(uri)]))
    .find((folder) => folder !== undefined);
  return found ?? vscode.workspace.workspaceFolders?.[0];
}
