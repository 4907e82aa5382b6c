import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../../core/userError';

interface SavedChart {
  /** As the chart is called on the page. */
  readonly name: string;
  readonly format: 'svg' | 'png';
  /** SVG text, or PNG in base64. */
  readonly data: string;
}

/**
 * Asks where to save a chart, for where the clipboard takes no picture.
 * @throws {UserError} if it could not be written
 */
export async function saveChart({ name, format, data }: SavedChart): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title: l10n.t('Save Picture'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${fileName(name)}.${format}`) }),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (file === undefined) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(file, Buffer.from(data, format === 'svg' ? 'utf8' : 'base64'));
  } catch (error) {
    throw new UserError(
      l10n.t('The file could not be written. Choose another folder, or make sure that this one is writable.'),
      { cause: error },
    );
  }
}

/** Letters, digits and hyphens of a name, as any system takes them. */
function fileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 80) || 'chart';
}
