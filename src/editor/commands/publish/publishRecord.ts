import { hostname } from 'node:os';
import * as l10n from '@vscode/l10n';
import type { RecordTemplate } from '../../../core/exchange/template/recordTemplate';
import {
  formExtensions,
  publishedText,
  textFormOf,
  type PublishedForm,
} from '../../../core/publish/forms/publishedForm';
import { markedPlaces } from '../../../core/publish/marks/markedText';
import { selectRecord } from '../../../core/publish/selection/publication';
import { UserError } from '../../../core/userError';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import type { CommandPreview } from '../deps/commandPreview';
import { deliverText } from '../record/deliverText';
import { exportFileName } from '../record/exportFileName';
import { daysOfSpan, pickDays } from '../record/pickDays';
import { pickTemplate } from './pickTemplate';
import { reviewText } from './reviewText';

export type PublishingDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'> & {
  readonly preview: CommandPreview;
};

/**
 * Publishes a day or a span: the user sees all that would leave, with what may not be meant for others marked in it,
 * and then says where to.
 * @param given the days that are shown, if a page asks; else the user chooses
 * @throws {UserError} if nothing public is recorded, or the file can't be written
 */
export async function publishRecord(
  deps: PublishingDeps,
  given: { readonly from: string; readonly to: string } | undefined,
  title: string,
): Promise<void> {
  const { store, settings, preview } = deps;
  const chosen = given
    ? daysOfSpan(given)
    : await pickDays(deps, title, l10n.t('Select what to publish'), undefined);
  if (chosen === undefined) {
    return;
  }
  const selected = selectRecord(store, {
    ...chosen,
    includePrivate: false,
    folderNames: settings.folderNames,
  });
  if (selected === undefined || selected.publication.whole.rows.length === 0) {
    throw new UserError(l10n.t('No public task is recorded for {0}. Select other days.', chosen.name));
  }
  const look = await pickLook(title, chosen.name, settings.templates);
  if (look === undefined) {
    return;
  }
  const { form, template } = look;
  const text = publishedText(selected.publication, form, { rowDecimals: settings.rowDecimals, template });
  const places = markedPlaces(text, textFormOf[form], {
    clients: settings.clients.map(({ name }) => name),
    leftOut: selected.leftOutNames,
    hosts: [hostname()],
  });
  const fileName = exportFileName(chosen.name);
  const extension = formExtensions[form];
  const to = await preview.ofText(`/${fileName}/${fileName}.${extension}`, text, (_replace, editor) =>
    reviewText(title, { text, places, isPage: form === 'html' }, editor),
  );
  if (to !== undefined) {
    await deliverText({ text, fileName, extension, formatName: formName(form) }, to, title);
  }
}

interface ChosenLook {
  readonly form: PublishedForm;
  readonly template: RecordTemplate | undefined;
}

async function pickLook(
  title: string,
  name: string,
  templates: readonly unknown[],
): Promise<ChosenLook | undefined> {
  const form = await pickOne<PublishedForm>(title, l10n.t('Select a form for {0}', name), [
    {
      label: formName('html'),
      description: l10n.t('one file with charts, to send, print or put on a site'),
      value: 'html',
    },
    { label: formName('markdown'), description: l10n.t('by a template'), value: 'markdown' },
    { label: formName('standup'), description: l10n.t('five lines for a chat'), value: 'standup' },
    { label: formName('csv'), description: l10n.t('for spreadsheets'), value: 'csv' },
    { label: formName('json'), description: l10n.t('for another machine'), value: 'json' },
  ]);
  if (form !== 'markdown') {
    return form && { form, template: undefined };
  }
  const template = await pickTemplate(title, templates);
  return template && { form, template };
}

function formName(form: PublishedForm): string {
  switch (form) {
    case 'html':
      return l10n.t('Web Page (HTML)');
    case 'standup':
      return l10n.t('Stand-Up Text');
    case 'markdown':
      return 'Markdown';
    case 'csv':
      return 'CSV';
    case 'json':
      return 'JSON';
  }
}
