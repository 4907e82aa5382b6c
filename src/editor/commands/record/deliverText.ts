import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../../core/userError';

/** A text that the user wants to have somewhere. */
export interface DeliveredText {
  readonly text: string;
  /** Without extension. */
  readonly fileName: string;
  readonly extension: string;
  /** Of its kind of file, as the user knows it. */
  readonly formatName: string;
}

export type TextDestination = 'file' | 'clipboard' | 'editor';

/** Puts a text where the user wants it. @throws {UserError} if the file can't be written */
export async function deliverText(
  delivered: DeliveredText,
  to: TextDestination,
  title: string,
): Promise<void> {
  switch (to) {
    case 'file':
      return toFile(delivered, title);
    case 'clipboard':
      return vscode.env.clipboard.writeText(delivered.text);
    case 'editor':
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({
          content: delivered.text,
          language: languages.get(delivered.extension) ?? 'plaintext',
        }),
      );
      return undefined;
  }
}

const languages: ReadonlyMap<string, string> = new Map([
  ['md', 'markdown'],
  ['html', 'html'],
  ['json', 'json'],
]);

async function toFile(
  { text, fileName, extension, formatName }: DeliveredText,
  title: string,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${fileName}.${extension}`) }),
    filters: { [formatName]: [extension] },
  });
  if (file === undefined) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    throw new UserError(
      l10n.t('The file could not be written. Choose another folder, or make sure that this one is writable.'),
      { cause: error },
    );
  }
}
