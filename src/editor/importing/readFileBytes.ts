import * as vscode from 'vscode';
import { UserError } from '../../core/userError';

const mostBytes = 20 * 1024 * 1024;

/** @throws {UserError} if it can't be read or is too large. */
export async function readFileBytes(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      throw new UserError('That is a folder. Choose a Markdown, CSV or JSON file.');
    }
    if (size > mostBytes) {
      throw new UserError('The file is larger than 20 MB. Split it, then import the parts.');
    }
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      throw new UserError('The file could not be read. Check that it exists and that you may read it.', {
        cause: error,
      });
    }
    throw error;
  }
}
