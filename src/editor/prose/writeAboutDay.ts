import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Finding } from '../../core/findings/finding/finding';
import { draftText } from '../../core/prose/draftText';
import { selectRecord } from '../../core/publish/selection/publication';
import { UserError } from '../../core/userError';
import type { CommandDeps } from '../commands/deps/commandDeps';
import { pickDay } from '../commands/record/pickDays';
import { proseLanguage } from './proseLanguage';

export type WritingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;

/**
 * Opens a draft about a day with what the record has to say, to be edited freely.
 * @param given the day that is shown, if one is
 * @throws {UserError} if nothing public is recorded on it
 */
export async function writeAboutDay(deps: WritingDeps, given: string | undefined): Promise<void> {
  const day = given ?? (await pickDay(deps, l10n.t('Write About This Day')));
  if (day !== undefined) {
    await openDraft(draftText(day, publicFindings(deps, day).map(paragraphOf)));
  }
}

/**
 * The findings about a day that the user shows, in their order, in English like everything that is published. Drafts
 * are written to be published, so nothing in them rests on tasks that are not public.
 * @throws {UserError} if nothing public is recorded on the day
 */
export function publicFindings({ store, settings }: WritingDeps, day: string): readonly Finding[] {
  const span = { from: day, to: day, includePrivate: false, folderNames: settings.folderNames };
  const [shown] = selectRecord(store, span)?.publication.days ?? [];
  if (shown === undefined || shown.record.rows.length === 0) {
    throw new UserError(l10n.t('No public task is recorded on {0}. Select another day.', day));
  }
  return shown.findings;
}

/** A finding's sentences as one paragraph. */
export function paragraphOf({ sentences }: Finding): string {
  return sentences.join(' ');
}

export async function openDraft(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: proseLanguage, content });
  await vscode.window.showTextDocument(document, { preview: false });
}
