import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { publishedRecord } from '../../core/exchange/writing/publishedRecord';
import type { Finding } from '../../core/findings/finding/finding';
import { publishedFindings } from '../../core/findings/findings';
import { draftText } from '../../core/prose/draftText';
import { dayRecord, type DayRecord } from '../../core/record/dayRecord';
import { english } from '../../core/texts/texts';
import { UserError } from '../../core/userError';
import type { CommandDeps } from '../commands/deps/commandDeps';
import { pickDay } from '../commands/record/pickDays';
import { proseLanguage } from './proseLanguage';

export type WritingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;

/** What may be said of a day in public: drafts are written to be published, so private tasks stay out of them. */
const inPublic = { includePrivate: false };

/**
 * Opens a draft about a day with what the record has to say, to be edited freely.
 * @param given the day that is shown, if one is
 * @throws {UserError} if nothing public is recorded on it
 */
export async function writeAboutDay(deps: WritingDeps, given: string | undefined): Promise<void> {
  const day = given ?? (await pickDay(deps, l10n.t('Write About This Day')));
  if (day !== undefined) {
    await openDraft(draftText(day, findingsAbout(publicRecord(deps, day), deps).map(paragraphOf)));
  }
}

/** @throws {UserError} if nothing public is recorded on the day */
export function publicRecord({ store }: Pick<WritingDeps, 'store'>, day: string): DayRecord {
  const record = publishedRecord(dayRecord(day, store.closedTasks(day)), inPublic);
  if (record.rows.length === 0) {
    throw new UserError(l10n.t('No public task is recorded on {0}. Select another day.', day));
  }
  return record;
}

/** The findings about a day that the user shows, in their order, in English like everything that is published. */
export function findingsAbout(record: DayRecord, { store }: Pick<WritingDeps, 'store'>): readonly Finding[] {
  return publishedFindings(record, english, store, inPublic);
}

/** A finding's sentences as one paragraph. */
export function paragraphOf({ sentences }: Finding): string {
  return sentences.join(' ');
}

export async function openDraft(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: proseLanguage, content });
  await vscode.window.showTextDocument(document, { preview: false });
}
