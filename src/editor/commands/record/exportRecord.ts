import * as vscode from 'vscode';
import { writeCsvOfDays } from '../../../core/exchange/writeCsv';
import { writeJson, writeJsonOfDays } from '../../../core/exchange/writeJson';
import { writeMarkdownOfDays } from '../../../core/exchange/writeMarkdownOfDays';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../commandDeps';
import { exportFileName } from '../exportFileName';
import { countOf } from './importReport';
import { pickDays, type ChosenDays } from './pickDays';

type ExportingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;
type Format = 'markdown' | 'csv' | 'json';
const title = 'Export Record';
const extensions: Readonly<Record<Format, string>> = { markdown: 'md', csv: 'csv', json: 'json' };

/** Writes the record of a day or of several where the user wants it. @param given the day that is shown, if one is */
export async function exportRecord(deps: ExportingDeps, given: string | undefined): Promise<void> {
  const chosen = await pickDays(deps, title, given);
  if (chosen === undefined) {
    return;
  }
  const format = await pickOne<Format>(title, `How the record of ${chosen.name} is written`, [
    { label: 'Markdown', description: 'to publish: task log, totals and analysis', value: 'markdown' },
    { label: 'CSV', description: 'for a spreadsheet', value: 'csv' },
    { label: 'JSON', description: 'everything recorded, for another machine', value: 'json' },
  ]);
  const includePrivate = format && (await pickPrivate(chosen));
  if (format !== undefined && includePrivate !== undefined) {
    await deliver(written(deps, chosen, format, includePrivate), format, exportFileName(chosen.name));
  }
}

/** Asks only if there are private tasks. @returns whether they are part of it; undefined if the user left. */
async function pickPrivate({ records }: ChosenDays): Promise<boolean | undefined> {
  const count = records.flatMap(({ rows }) => rows).filter(({ task }) => task.private).length;
  if (count === 0) {
    return false;
  }
  return pickOne(title, `The record has ${countOf(count, 'private task')}`, [
    { label: 'Leave Private Tasks Out', description: 'to publish it', value: false },
    { label: 'Include Private Tasks', description: 'for yourself', value: true },
  ]);
}

function written(
  { store, settings }: ExportingDeps,
  { records, project }: ChosenDays,
  format: Format,
  includePrivate: boolean,
): string {
  const [first] = records;
  switch (format) {
    case 'markdown':
      return writeMarkdownOfDays(
        records,
        { includePrivate, rowDecimals: settings.rowDecimals, project },
        store,
      );
    case 'csv':
      return writeCsvOfDays(records, { includePrivate });
    case 'json':
      return records.length === 1 && first !== undefined
        ? writeJson(first, { includePrivate })
        : writeJsonOfDays(records, { includePrivate });
  }
}

async function deliver(text: string, format: Format, fileName: string): Promise<void> {
  const target = await pickOne<'file' | 'clipboard' | 'editor'>(title, 'Where it goes', [
    { label: '$(save) File', value: 'file' },
    { label: '$(clippy) Clipboard', value: 'clipboard' },
    { label: '$(new-file) New Editor', value: 'editor' },
  ]);
  switch (target) {
    case 'file':
      return toFile(text, format, fileName);
    case 'clipboard':
      return vscode.env.clipboard.writeText(text);
    case 'editor':
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({
          content: text,
          language: format === 'csv' ? 'plaintext' : format,
        }),
      );
      return undefined;
    case undefined:
      return undefined;
  }
}

async function toFile(text: string, format: Format, fileName: string): Promise<void> {
  const extension = extensions[format];
  const name = `${fileName}.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format === 'markdown' ? 'Markdown' : format.toUpperCase()]: [extension] },
  });
  if (file === undefined) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    throw new UserError(
      'The file could not be written. Choose another folder, or check that it is writable.',
      {
        cause: error,
      },
    );
  }
}
