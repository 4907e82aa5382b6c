import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import { formExtensions, publishedText } from '../../../core/publish/forms/publishedForm';
import { selectRecord } from '../../../core/publish/selection/publication';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { deliverText, type TextDestination } from './deliverText';
import { exportFileName } from './exportFileName';
import { pickDays, type ChosenDays } from './pickDays';

type ExportingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;
type Format = 'markdown' | 'csv' | 'json';
const formatNames: Readonly<Record<Format, string>> = { markdown: 'Markdown', csv: 'CSV', json: 'JSON' };

/**
 * Writes the record of one or more days where the user wants it.
 * @param given the day that is shown, if one is
 * @throws {UserError} if there is nothing to export, or the file can't be written.
 */
export async function exportRecord(deps: ExportingDeps, given: string | undefined): Promise<void> {
  const chosen = await pickDays(deps, commandTitle(), l10n.t('Select what to export'), given);
  if (chosen === undefined) {
    return;
  }
  mustHaveTasks(selected(deps, chosen, true), chosen);
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
  const includePrivate = format && (await pickPrivate(deps, chosen, format));
  if (format === undefined || includePrivate === undefined) {
    return;
  }
  const { publication } = mustHaveTasks(selected(deps, chosen, includePrivate), chosen);
  const to = await pickOne<TextDestination>(commandTitle(), l10n.t('Select a destination'), [
    { label: `$(save) ${l10n.t('File')}`, value: 'file' },
    { label: `$(clippy) ${l10n.t('Clipboard')}`, value: 'clipboard' },
    { label: `$(new-file) ${l10n.t('New Editor')}`, value: 'editor' },
  ]);
  if (to !== undefined) {
    const delivered = {
      text: publishedText(publication, format, { rowDecimals: deps.settings.rowDecimals }),
      fileName: exportFileName(chosen.name),
      extension: formExtensions[format],
      formatName: formatNames[format],
    };
    await deliverText(delivered, to, commandTitle());
  }
}

function commandTitle(): string {
  return l10n.t('Export Record');
}

function selected({ store, settings }: ExportingDeps, chosen: ChosenDays, includePrivate: boolean) {
  return selectRecord(store, { ...chosen, includePrivate, folderNames: settings.folderNames });
}

function mustHaveTasks<T>(found: T | undefined, { name }: ChosenDays): T {
  if (found === undefined) {
    throw new UserError(l10n.t('No task is recorded for {0}. Select other days.', name));
  }
  return found;
}

/**
 * Asks only if there are private tasks; without any, JSON has all that was noted.
 * @returns whether to include them; undefined if the user left.
 */
async function pickPrivate(
  deps: ExportingDeps,
  chosen: ChosenDays,
  format: Format,
): Promise<boolean | undefined> {
  const rows = selected(deps, chosen, true)?.publication.whole.rows ?? [];
  const count = rows.filter(({ task }) => task.private).length;
  if (count === 0) {
    return format === 'json';
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
