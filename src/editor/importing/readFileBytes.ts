import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/userError';

const mostBytes = 20 * 1024 * 1024;

/** @throws {UserError} if it can't be read or is too large. */
export async function readFileBytes(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      throw new UserError(l10n.t('This is a folder. Select a Markdown, CSV or JSON file.'));
    }
    if (size > mostBytes) {
      throw new UserError(l10n.t('The file is larger than 20 MB. Split it, then import the parts.'));
    }
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      throw new UserError(
        l10n.t(
          'The file could not be read. Make sure that it exists and that you have permission to read it.',
        ),
        { cause: error },
      );
    }
    throw error;
  }
}
