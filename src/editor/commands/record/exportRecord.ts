import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { writeCsvOfDays } from '../../../core/exchange/writing/writeCsv';
import { writeJson, writeJsonOfDays } from '../../../core/exchange/writing/writeJson';
import { writeMarkdownOfDays } from '../../../core/exchange/writing/writeMarkdownOfDays';
import { formatCount } from '../../../core/figures/format';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { exportFileName } from './exportFileName';
import { pickDays, type ChosenDays } from './pickDays';

type ExportingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;
type Format = 'markdown' | 'csv' | 'json';
const formatNames: Readonly<Record<Format, string>> = { markdown: 'Markdown', csv: 'CSV', json: 'JSON' };
const extensions: Readonly<Record<Format, string>> = { markdown: 'md', csv: 'csv', json: 'json' };

/**
 * Writes the record of one or more days where the user wants it.
 * @param given the day that is shown, if one is
 * @throws {UserError} if there is nothing to export, or the file can't be written.
 */
export async function exportRecord(deps: ExportingDeps, given: string | undefined): Promise<void> {
  const chosen = await pickDays(deps, commandTitle(), given);
  if (chosen === undefined) {
    return;
  }
  const format = await pickOne<Format>(commandTitle(), l10n.t('Select a format to export {0}', chosen.name), [
    {
      label: formatNames.markdown,
      description: l10n.t('for publishing: task log, totals and analysis'),
      value: 'markdown',
    },
    { label: formatNames.csv, description: l10n.t('for spreadsheets'), value: 'csv' },
    {
      label: formatNames.json,
      description: l10n.t('everything recorded, for another machine'),
      value: 'json',
    },
  ]);
  const includePrivate = format && (await pickPrivate(chosen));
  if (format !== undefined && includePrivate !== undefined) {
    await deliver(written(deps, chosen, format, includePrivate), format, exportFileName(chosen.name));
  }
}

function commandTitle(): string {
  return l10n.t('Export Record');
}

/** Asks only if there are private tasks. @returns whether to include them; undefined if the user left. */
async function pickPrivate({ records }: ChosenDays): Promise<boolean | undefined> {
  const count = records.flatMap(({ rows }) => rows).filter(({ task }) => task.private).length;
  if (count === 0) {
    return false;
  }
  const placeholder =
    count === 1
      ? l10n.t('The record has 1 private task')
      : l10n.t('The record has {0} private tasks', formatCount(count));
  return pickOne(commandTitle(), placeholder, [
    { label: l10n.t('Exclude Private Tasks'), description: l10n.t('for publishing'), value: false },
    { label: l10n.t('Include Private Tasks'), description: l10n.t('for yourself'), value: true },
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
  const target = await pickOne<'file' | 'clipboard' | 'editor'>(
    commandTitle(),
    l10n.t('Select a destination'),
    [
      { label: `$(save) ${l10n.t('File')}`, value: 'file' },
      { label: `$(clippy) ${l10n.t('Clipboard')}`, value: 'clipboard' },
      { label: `$(new-file) ${l10n.t('New Editor')}`, value: 'editor' },
    ],
  );
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
    title: commandTitle(),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [formatNames[format]]: [extension] },
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
