import * as vscode from 'vscode';
import { analysis } from '../../core/analysis';
import { dayOf } from '../../core/day';
import { dayRecord, type DayRecord } from '../../core/dayRecord';
import { earlierDays } from '../../core/exchange/earlierDays';
import { writeCsv } from '../../core/exchange/writeCsv';
import { writeJson } from '../../core/exchange/writeJson';
import { writeMarkdown } from '../../core/exchange/writeMarkdown';
import { UserError } from '../../core/userError';
import { pickOne } from '../quickInput/pickOne';
import type { CommandParts } from './commandParts';
import { countOf } from './importReport';

type ExportingParts = Pick<CommandParts, 'store' | 'settings' | 'clock'>;
type Format = 'markdown' | 'csv' | 'json';
const title = 'Export Record';
const extensions: Readonly<Record<Format, string>> = { markdown: 'md', csv: 'csv', json: 'json' };

/** Writes the record of one day where the person wants it. @param given undefined: asks for the day */
export async function exportRecord(parts: ExportingParts, given: string | undefined): Promise<void> {
  const day = given ?? (await pickDay(parts));
  if (day === undefined) {
    return;
  }
  const record = dayRecord(day, parts.store.closedTasks(day));
  if (record.rows.length === 0) {
    throw new UserError(`No task is recorded on ${day}. Choose another day.`);
  }
  const format = await pickOne<Format>(title, `How the record of ${day} is written`, [
    { label: 'Markdown', description: 'to publish: task log, totals and analysis', value: 'markdown' },
    { label: 'CSV', description: 'for a spreadsheet', value: 'csv' },
    { label: 'JSON', description: 'everything recorded, for another machine', value: 'json' },
  ]);
  const includePrivate = format && (await pickPrivate(record));
  if (format !== undefined && includePrivate !== undefined) {
    await deliver(written(parts, record, format, includePrivate), format, day);
  }
}

async function pickDay({ store, settings, clock }: ExportingParts): Promise<string | undefined> {
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const days = store.daySums().map(({ day, tasks }) => ({
    label: day,
    description: day === today ? `today · ${countOf(tasks, 'task')}` : countOf(tasks, 'task'),
    value: day,
  }));
  days.sort((a, b) => (a.value > b.value ? -1 : 1));
  return days.length === 1 ? days[0]?.value : pickOne(title, 'The day', days);
}

/** Asks only if the day has private tasks. @returns whether they are part of it; undefined if the person left. */
async function pickPrivate({ rows }: DayRecord): Promise<boolean | undefined> {
  const count = rows.filter(({ task }) => task.private).length;
  if (count === 0) {
    return false;
  }
  return pickOne(title, `The day has ${countOf(count, 'private task')}`, [
    { label: 'Leave Private Tasks Out', description: 'to publish it', value: false },
    { label: 'Include Private Tasks', description: 'for yourself', value: true },
  ]);
}

function written(
  { store, settings }: ExportingParts,
  record: DayRecord,
  format: Format,
  includePrivate: boolean,
): string {
  switch (format) {
    case 'markdown':
      return writeMarkdown(record, {
        includePrivate,
        rowDecimals: settings.rowDecimals,
        analysis: (published) => analysis(published, earlierDays(store, record.day, { includePrivate })),
      });
    case 'csv':
      return writeCsv(record, { includePrivate });
    case 'json':
      return writeJson(record, { includePrivate });
  }
}

async function deliver(text: string, format: Format, day: string): Promise<void> {
  const target = await pickOne<'file' | 'clipboard' | 'editor'>(title, 'Where it goes', [
    { label: '$(save) File', value: 'file' },
    { label: '$(clippy) Clipboard', value: 'clipboard' },
    { label: '$(new-file) New Editor', value: 'editor' },
  ]);
  switch (target) {
    case 'file':
      return toFile(text, format, day);
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

async function toFile(text: string, format: Format, day: string): Promise<void> {
  const extension = extensions[format];
  const name = `leverage-record-${day}.${extension}`;
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
