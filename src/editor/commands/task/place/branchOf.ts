import * as vscode from 'vscode';
import { branchOfHead, linkedGitFolder } from './gitHead';

/** The part of the built-in git extension that is used. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): { readonly state: { readonly HEAD?: { readonly name?: string } } } | null;
  };
}

/** The git branch checked out in a folder; undefined where there is none or it is unknown. */
export async function branchOf(folder: vscode.Uri): Promise<string | undefined> {
  return branchFromGitExtension(folder) ?? (await branchFromDisk(folder));
}

function branchFromGitExtension(folder: vscode.Uri): string | undefined {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  // An inactive one is not activated for this: the file on disk says the same.
  if (!git?.isActive || !git.exports.enabled) {
    return undefined;
  }
  return git.exports.getAPI(1).getRepository(folder)?.state.HEAD?.name;
}

async function branchFromDisk(folder: vscode.Uri): Promise<string | undefined> {
  const dotGit = vscode.Uri.joinPath(folder, '.git');
  const head = await textOf(vscode.Uri.joinPath(dotGit, 'HEAD'));
  if (head !== undefined) {
    return branchOfHead(head);
  }
  // In a linked worktree or a submodule, `.git` is a file that names the real folder.
  const isWindows = process.platform === 'win32' && folder.scheme === 'file';
  const linked = linkedGitFolder((await textOf(dotGit)) ?? '', folder, isWindows);
  return linked && branchOfHead((await textOf(vscode.Uri.joinPath(folder.with(linked), 'HEAD'))) ?? '');
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Not there or not readable: the branch is simply unknown.
    return undefined;
  }
}
